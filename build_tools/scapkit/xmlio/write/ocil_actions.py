"""OCIL's test actions from the model (ocil-2.0.xsd, QuestionTestActionType)."""

from scapkit.model.ocil import ActionRef, Bound, Handler, QuestionAction
from scapkit.names import OCIL
from scapkit.xmlio.emit import add
from scapkit.xmlio.serialise import Element
from scapkit.xmlio.write.ocil_shared import add_item, add_texts


def write_action(parent: Element, action: QuestionAction) -> None:
    """A test action of its question's kind."""
    child = add_item(parent, f"{action.kind}_question_test_action", action, id=action.id)
    child.set("question_ref", action.question_ref)
    if action.title:
        add(child, OCIL, "title", action.title)
    for handler in action.handlers:
        _handler(child, handler)


def write_ref(parent: Element, reference: ActionRef) -> None:
    """A reference to a test action or questionnaire."""
    child = add(parent, OCIL, "test_action_ref", reference.id)
    if reference.negate:
        child.set("negate", "true")


def _handler(parent: Element, handler: Handler) -> None:
    child = add(parent, OCIL, handler.name)
    if handler.var_ref:
        child.set("var_ref", handler.var_ref)
    if isinstance(handler.then, ActionRef):
        write_ref(child, handler.then)
    else:
        add(child, OCIL, "result", handler.then)
    if handler.artifacts:
        artifacts = add(child, OCIL, "artifact_refs")
        for each in handler.artifacts:
            add(artifacts, OCIL, "artifact_ref", idref=each.id).set("required", str(each.required).lower())
    _conditions(child, handler)


def _conditions(parent: Element, handler: Handler) -> None:
    add_texts(parent, "choice_ref" if handler.name == "when_choice" else "value", handler.values)
    for between in handler.ranges:
        child = add(parent, OCIL, "range")
        for name, bound in (("min", between.low), ("max", between.high)):
            if bound is not None:
                _bound(child, name, bound)
    for pattern in handler.patterns:
        child = add(parent, OCIL, "pattern", pattern.text)
        if pattern.var_ref:
            child.set("var_ref", pattern.var_ref)


def _bound(parent: Element, name: str, bound: Bound) -> None:
    child = add(parent, OCIL, name, bound.value)
    if not bound.inclusive:
        child.set("inclusive", "false")
    if bound.var_ref:
        child.set("var_ref", bound.var_ref)
