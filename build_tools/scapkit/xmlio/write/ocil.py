"""OCIL 2.0 documents from the model (NIST IR 7692)."""

from collections.abc import Mapping

from scapkit.memo import Memo
from scapkit.model.ocil import BooleanAction, BooleanQuestion, Ocil, Questionnaire
from scapkit.names import OCIL
from scapkit.xmlio.emit import add, root
from scapkit.xmlio.pieces import Pieces, Place, Write, at_once
from scapkit.xmlio.serialise import Element


def ocil_document(document: Ocil, owners: Mapping[str, str], memo: Memo) -> bytes:
    """The whole document, its entries as `memo` knows them; `owners` maps an entry's id to its owner."""
    pieces = Pieces({"ocil": OCIL}, memo, lambda thing: owners.get(thing.id, ""))
    return pieces.document(write_ocil(document, pieces.place))


def write_ocil(document: Ocil, place: Place = at_once) -> Element:
    """The ocil element; `place` has its entries made."""
    element = root(OCIL, "ocil", ("ocil",))
    generator = add(element, OCIL, "generator")
    for name in ("product_name", "product_version", "schema_version", "timestamp"):
        if getattr(document, name):
            add(generator, OCIL, name, getattr(document, name))
    sections: tuple[tuple[str, tuple[object, ...], Write], ...] = (
        ("questionnaires", document.questionnaires, _questionnaire),
        ("test_actions", document.actions, _action),
        ("questions", document.questions, _question),
    )
    for name, things, write in sections:
        section = add(element, OCIL, name)
        for thing in things:
            place(section, thing, write)
    return element


def _questionnaire(parent: Element, questionnaire: Questionnaire) -> None:
    child = add(parent, OCIL, "questionnaire", id=questionnaire.id)
    add(child, OCIL, "title", questionnaire.title)
    if questionnaire.description:
        add(child, OCIL, "description", questionnaire.description)
    actions = add(child, OCIL, "actions", operation=questionnaire.operator)
    if questionnaire.negate:
        actions.set("negate", "true")
    for reference in questionnaire.action_refs:
        add(actions, OCIL, "test_action_ref", reference)


def _action(parent: Element, action: BooleanAction) -> None:
    child = add(parent, OCIL, "boolean_question_test_action", id=action.id)
    child.set("question_ref", action.question_ref)
    for name, result in (("when_true", action.when_true), ("when_false", action.when_false)):
        add(add(child, OCIL, name), OCIL, "result", result)


def _question(parent: Element, question: BooleanQuestion) -> None:
    child = add(parent, OCIL, "boolean_question", id=question.id, model=question.model)
    add(child, OCIL, "question_text", question.text)
