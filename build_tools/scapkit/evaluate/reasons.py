"""Why an OVAL definition could not be decided: what the objects that it rests on say is missing."""

from collections.abc import Iterable, Iterator

from scapkit.model.results import (
    CriteriaResult,
    CriterionResult,
    DefinitionResult,
    ExtendResult,
    OvalTestResult,
    Result,
)
from scapkit.model.syschar import Flag, Message
from scapkit.oval.engine import Session

UNDECIDED = (Result.UNKNOWN, Result.ERROR)
_GRAVE = ("warning", "error", "fatal")
MAX_REASONS, NAMED = 20, 3

Node = CriteriaResult | CriterionResult | ExtendResult


def reasons(session: Session, definition: DefinitionResult) -> tuple[str, ...]:
    """The texts of warnings and errors behind an undecided result, each once; never empty for such a result.

    After the first MAX_REASONS comes how many more there are.
    """
    found = tuple(dict.fromkeys(_of_definition(session, definition, set())))
    if len(found) > MAX_REASONS:
        return (*found[:MAX_REASONS], f"and {len(found) - MAX_REASONS} more")
    if found or definition.result not in UNDECIDED:
        return found
    return (f"{definition.definition_id} came to {definition.result} and gives no reason",)


def _of_definition(session: Session, definition: DefinitionResult, seen: set[str]) -> Iterator[str]:
    """Each definition is followed once: many may extend it, and one may extend itself."""
    yield from _grave(definition.messages)
    if definition.criteria is not None and definition.definition_id not in seen:
        seen.add(definition.definition_id)
        yield from _of_node(session, definition.criteria, seen)


def _of_node(session: Session, node: Node, seen: set[str]) -> Iterator[str]:
    """Only what is undecided itself is followed: the rest had its part decided."""
    if node.result not in UNDECIDED:
        return
    if isinstance(node, CriteriaResult):
        for child in node.children:
            yield from _of_node(session, child, seen)
    elif isinstance(node, ExtendResult):
        yield from _of_definition(session, session.definition(node.definition_ref), seen)
    else:
        yield from _of_test(session, node.test_ref)


def _of_test(session: Session, test_id: str) -> Iterator[str]:
    """What lay behind the test; only where nothing did, what kept its items from being compared."""
    result = session.test(test_id)
    yield from [*_grave(result.messages), *_of_parts(session, test_id)] or _of_items(result)


def _of_parts(session: Session, test_id: str) -> Iterator[str]:
    test = session.document.tests.get(test_id)
    if test is None:
        return
    if test.object_ref:
        yield from _of_object(session, test.object_ref)
    for state_id in test.state_refs:
        state = session.document.states.get(state_id)
        for entity in state.entities if state else ():
            if entity.var_ref:
                yield from _grave(session.variable(entity.var_ref).messages)


def _of_items(result: OvalTestResult) -> Iterator[str]:
    """What kept an item from being compared: a field that was not collected, or one of another type."""
    for item, outcome in result.tested_items[: MAX_REASONS + 1]:
        where = next((field.value for field in item.fields if field.value), item.kind)
        absent = [field.name for field in item.fields if field.status == "not collected"]
        if outcome is Result.UNKNOWN and absent:
            more = f" and {len(absent) - NAMED} more" if len(absent) > NAMED else ""
            yield f"not collected: {', '.join(absent[:NAMED])}{more} of {where}"
        elif outcome is Result.ERROR:
            yield f"what was found at {where} is not of the type that it is compared as"


def _of_object(session: Session, object_id: str) -> Iterator[str]:
    collected = session.collected(object_id)
    texts = [*_grave(collected.messages)]
    for item in collected.items:
        texts.extend(_grave(item.messages))
    yield from texts
    if not texts and collected.flag in (Flag.NOT_COLLECTED, Flag.ERROR):
        yield f"{object_id} could not be collected"


def _grave(messages: Iterable[Message]) -> Iterator[str]:
    return (message.text for message in messages if message.level in _GRAVE)
