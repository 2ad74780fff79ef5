"""OCIL's questions to the model (ocil-2.0.xsd, QuestionType)."""

from scapkit.model.ocil import Choice, ChoiceGroup, Instructions, Link, Question, Step, Sub
from scapkit.xmlio.parse import Element, boolean, local_name, text_of
from scapkit.xmlio.read.ocil_shared import O, child, notes_of

MAX_DEPTH = 64


def read_question(element: Element, kind: str) -> Question:
    """A question of a kind."""
    instructions = element.find(f"{O}instructions")
    return Question(
        element.get("id", ""),
        tuple(map(_parts, element.iterfind(f"{O}question_text"))),
        kind,
        element.get("model", "MODEL_YES_NO").strip(),
        element.get("default_answer_ref" if kind == "choice" else "default_answer"),
        tuple(_choice(each) for each in element if local_name(each) in ("choice", "choice_group_ref")),
        None if instructions is None else _instructions(instructions),
        notes_of(element),
        element.get("revision", "0"),
    )


def _parts(element: Element) -> tuple[str | Sub, ...]:
    """A text's pieces; what is in foreign elements is text."""
    parts: list[str | Sub] = [element.text or ""]
    for each in element:
        if each.tag == f"{O}sub" and each.get("var_ref"):
            parts.append(Sub(each.get("var_ref", "")))
        else:
            parts.append("".join(each.itertext()))  # type: ignore[arg-type]
        parts.append(each.tail or "")
    return tuple(_joined(parts))


def _joined(parts: list[str | Sub]) -> list[str | Sub]:
    """The same with texts that follow one another as one; white space around the whole is left out."""
    made: list[str | Sub] = [""]
    for part in parts:
        if isinstance(part, str) and isinstance(made[-1], str):
            made[-1] += part
        else:
            made.append(part)
    if isinstance(made[0], str):
        made[0] = made[0].lstrip()
    if isinstance(made[-1], str):
        made[-1] = made[-1].rstrip()
    return [part for part in made if part]


def _choice(element: Element) -> Choice | str:
    if local_name(element) == "choice_group_ref":
        return text_of(element)
    return Choice(element.get("id", ""), text_of(element), element.get("var_ref", ""))


def read_group(element: Element) -> ChoiceGroup:
    """Choices for several questions."""
    choices = (_choice(each) for each in element.iterfind(f"{O}choice"))
    return ChoiceGroup(element.get("id", ""), tuple(each for each in choices if isinstance(each, Choice)))


def _instructions(element: Element) -> Instructions:
    return Instructions(text_of(element.find(f"{O}title")), _steps(element, 0))


def _steps(element: Element, depth: int) -> tuple[Step, ...]:
    """The steps under an element; those nested too deeply for a person are left out."""
    if depth > MAX_DEPTH:
        return ()
    return tuple(
        Step(
            text_of(child(each, "description")),
            read_links(each),
            _steps(each, depth + 1),
            boolean(each.get("is_done")),
            boolean(each.get("is_required"), True),
        )
        for each in element.iterfind(f"{O}step")
    )


def read_links(element: Element) -> tuple[Link, ...]:
    """The references under an element."""
    return tuple(Link(text_of(each), each.get("href", "")) for each in element.iterfind(f"{O}reference"))
