"""OCIL's questions from the model (ocil-2.0.xsd, QuestionType)."""

from collections.abc import Iterable

from scapkit.model.ocil import Choice, ChoiceGroup, Link, Question, Step, Sub
from scapkit.names import OCIL
from scapkit.xmlio.emit import add
from scapkit.xmlio.serialise import Element
from scapkit.xmlio.write.ocil_shared import add_item


def write_question(parent: Element, question: Question) -> None:
    """A question of its kind."""
    child = add_item(parent, f"{question.kind}_question", question, id=question.id)
    if question.kind == "boolean":
        child.set("model", question.model)
    if question.default is not None:
        child.set("default_answer_ref" if question.kind == "choice" else "default_answer", question.default)
    for parts in question.texts:
        _text(child, parts)
    if question.instructions is not None:
        instructions = add(child, OCIL, "instructions")
        add(instructions, OCIL, "title", question.instructions.title)
        _steps(instructions, question.instructions.steps)
    for choice in question.choices:
        if isinstance(choice, str):
            add(child, OCIL, "choice_group_ref", choice)
        else:
            _choice(child, choice)


def _text(parent: Element, parts: tuple[str | Sub, ...]) -> None:
    child = add(parent, OCIL, "question_text")
    for number, part in enumerate(parts):
        if isinstance(part, Sub):
            add(child, OCIL, "sub").set("var_ref", part.var_ref)
        elif number == 0:
            child.text = part
        else:
            child.children.append(part)


def _choice(parent: Element, choice: Choice) -> None:
    child = add(parent, OCIL, "choice", choice.text, id=choice.id)
    if choice.var_ref:
        child.set("var_ref", choice.var_ref)


def write_group(parent: Element, group: ChoiceGroup) -> None:
    """Choices for several questions."""
    child = add(parent, OCIL, "choice_group", id=group.id)
    for choice in group.choices:
        _choice(child, choice)


def _steps(parent: Element, steps: Iterable[Step]) -> None:
    for step in steps:
        child = add(parent, OCIL, "step")
        if step.is_done:
            child.set("is_done", "true")
        if not step.is_required:
            child.set("is_required", "false")
        if step.description:
            add(child, OCIL, "description", step.description)
        write_links(child, step.links)
        _steps(child, step.steps)


def write_links(parent: Element, links: Iterable[Link]) -> None:
    """References to something outside of the document."""
    for link in links:
        add(parent, OCIL, "reference", link.text, href=link.href or None)
