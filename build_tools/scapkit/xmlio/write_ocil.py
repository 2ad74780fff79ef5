"""OCIL 2.0 documents from the model (NIST IR 7692)."""

from scapkit.model.ocil import Ocil
from scapkit.names import OCIL
from scapkit.xmlio.emit import add, root
from scapkit.xmlio.parse import Element


def write_ocil(document: Ocil) -> Element:
    """The ocil element."""
    element = root(OCIL, "ocil", ("ocil",))
    generator = add(element, OCIL, "generator")
    for name in ("product_name", "product_version", "schema_version", "timestamp"):
        if getattr(document, name):
            add(generator, OCIL, name, getattr(document, name))
    _questionnaires(add(element, OCIL, "questionnaires"), document)
    _actions(add(element, OCIL, "test_actions"), document)
    questions = add(element, OCIL, "questions")
    for question in document.questions:
        child = add(questions, OCIL, "boolean_question", id=question.id, model=question.model)
        add(child, OCIL, "question_text", question.text)
    return element


def _questionnaires(parent: Element, document: Ocil) -> None:
    for questionnaire in document.questionnaires:
        child = add(parent, OCIL, "questionnaire", id=questionnaire.id)
        add(child, OCIL, "title", questionnaire.title)
        if questionnaire.description:
            add(child, OCIL, "description", questionnaire.description)
        actions = add(child, OCIL, "actions", operation=questionnaire.operator)
        if questionnaire.negate:
            actions.set("negate", "true")
        for reference in questionnaire.action_refs:
            add(actions, OCIL, "test_action_ref", reference)


def _actions(parent: Element, document: Ocil) -> None:
    for action in document.actions:
        child = add(parent, OCIL, "boolean_question_test_action", id=action.id)
        child.set("question_ref", action.question_ref)
        for name, result in (("when_true", action.when_true), ("when_false", action.when_false)):
            add(add(child, OCIL, name), OCIL, "result", result)
