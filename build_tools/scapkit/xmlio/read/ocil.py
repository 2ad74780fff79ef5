"""OCIL 2.0 documents to the model (NIST IR 7692; ocil-2.0.xsd), without languages of texts and foreign elements."""

from scapkit.model import ocil as o
from scapkit.problem import invalid
from scapkit.xmlio.parse import Element, boolean, line_of, local_name, text_of
from scapkit.xmlio.read.ocil_actions import read_action, read_refs
from scapkit.xmlio.read.ocil_questions import read_group, read_links, read_question
from scapkit.xmlio.read.ocil_results import read_results, read_user
from scapkit.xmlio.read.ocil_shared import O, child, notes_of, texts_of

KINDS = ("boolean", "choice", "numeric", "string")


def read_ocil(root: Element, file: str) -> o.Ocil:
    """The document under an ocil element; raises Invalid for another root."""
    if root.tag != f"{O}ocil":
        raise invalid(file, "not-ocil", f"expected ocil, found {local_name(root)}", line=line_of(root))
    generator = child(root, "generator")
    results = root.find(f"{O}results")
    return o.Ocil(
        tuple(map(_questionnaire, root.iterfind(f"{O}questionnaires/{O}questionnaire"))),
        tuple(read_action(each, kind) for each, kind in _of_kinds(root, "test_actions", "question_test_action")),
        tuple(read_question(each, kind) for each, kind in _of_kinds(root, "questions", "question")),
        text_of(generator.find(f"{O}product_name")),
        text_of(generator.find(f"{O}product_version")),
        text_of(generator.find(f"{O}schema_version")) or "2.0",
        text_of(generator.find(f"{O}timestamp")),
        tuple(map(read_user, generator.iterfind(f"{O}author"))),
        _facts(root),
        tuple(map(read_group, root.iterfind(f"{O}questions/{O}choice_group"))),
        tuple(map(_artifact, root.iterfind(f"{O}artifacts/{O}artifact"))),
        tuple(each for found in root.iterfind(f"{O}variables/*") for each in _variable(found)),
        read_results(results) if results is not None else None,
    )


def _of_kinds(root: Element, section: str, suffix: str) -> list[tuple[Element, str]]:
    """The elements of a section that are of one of the four kinds, each with its kind."""
    kinds = {f"{O}{kind}_{suffix}": kind for kind in KINDS}
    found = root.iterfind(f"{O}{section}/*")
    return [(each, kinds[str(each.tag)]) for each in found if each.tag in kinds]


def _questionnaire(element: Element) -> o.Questionnaire:
    actions = child(element, "actions")
    return o.Questionnaire(
        element.get("id", ""),
        text_of(element.find(f"{O}title")),
        read_refs(actions),
        text_of(element.find(f"{O}description")),
        actions.get("operation", "AND").strip(),
        boolean(actions.get("negate")),
        boolean(element.get("child_only")),
        read_links(child(element, "references")),
        notes_of(element),
        element.get("revision", "0"),
    )


def _facts(root: Element) -> o.DocumentFacts | None:
    found = root.find(f"{O}document")
    if found is None:
        return None
    return o.DocumentFacts(text_of(found.find(f"{O}title")), texts_of(found, "description"), texts_of(found, "notice"))


def _artifact(element: Element) -> o.Artifact:
    return o.Artifact(
        element.get("id", ""),
        text_of(element.find(f"{O}title")),
        text_of(element.find(f"{O}description")),
        boolean(element.get("persistent"), True),
        notes_of(element),
        element.get("revision", "0"),
    )


def _variable(element: Element) -> tuple[o.Variable, ...]:
    """The variable of an element, if it is one."""
    kind, _, suffix = local_name(element).partition("_")
    if suffix != "variable" or kind not in ("constant", "local", "external"):
        return ()
    value = element.find(f"{O}value")
    made = o.Variable(
        element.get("id", ""),
        element.get("datatype", "TEXT"),
        kind,
        "" if value is None else value.text or "",
        element.get("question_ref", ""),
        tuple(map(_setting, element.iterfind(f"{O}set/*"))),
        text_of(element.find(f"{O}description")),
        notes_of(element),
        element.get("revision", "0"),
    )
    return (made,)


def _setting(element: Element) -> o.Setting:
    """An expression of a local variable's set; each kind has its condition in an attribute of another name."""
    name = local_name(element)
    attribute = {"when_boolean": "value", "when_choice": "choice_ref", "when_pattern": "pattern", "when_range": "min"}
    value = element.find(f"{O}value")
    return o.Setting(
        name,
        "" if value is None else value.text or "",
        element.get(attribute.get(name, ""), ""),
        element.get("max", ""),
    )
