"""Why an OVAL definition could not be decided: what the objects that it rests on say is missing."""

from collections.abc import Iterable, Iterator

from scapkit.evaluate.protocol import Explained
from scapkit.evaluate.uncompared import uncompared
from scapkit.model.oval import Test
from scapkit.model.results import (
    CriteriaResult,
    CriterionResult,
    DefinitionResult,
    ExtendResult,
    OvalTestResult,
    Result,
)
from scapkit.model.syschar import Flag, Message

UNDECIDED = (Result.UNKNOWN, Result.ERROR)
DECIDED = (Result.TRUE, Result.FALSE)
# What is said of an object that says nothing itself.
SILENT = {
    Flag.NOT_COLLECTED: "could not be collected",
    Flag.ERROR: "could not be collected",
    Flag.NOT_APPLICABLE: "does not apply to this system",
}
_GRAVE = ("warning", "error", "fatal")
MAX_REASONS = 20

Node = CriteriaResult | CriterionResult | ExtendResult


def reasons(session: Explained, definition: DefinitionResult) -> tuple[str, ...]:
    """Why a definition came to neither true nor false, each text once; never empty for an undecided result.

    After the first MAX_REASONS comes how many more there are.
    """
    found = tuple(dict.fromkeys(_of_definition(session, definition, set())))
    if len(found) > MAX_REASONS:
        return (*found[:MAX_REASONS], f"and {len(found) - MAX_REASONS} more")
    if found or definition.result not in UNDECIDED:
        return found
    return (f"{definition.definition_id} came to {definition.result} and gives no reason",)


def _of_definition(session: Explained, definition: DefinitionResult, seen: set[str]) -> Iterator[str]:
    """Each definition is followed once: many may extend it, and one may extend itself."""
    yield from _grave(definition.messages)
    if definition.criteria is None and definition.result is Result.NOT_EVALUATED:
        yield f"{definition.definition_id} has no criteria"
    if definition.criteria is not None and definition.definition_id not in seen:
        seen.add(definition.definition_id)
        yield from _of_node(session, definition.criteria, seen)


def _of_node(session: Explained, node: Node, seen: set[str]) -> Iterator[str]:
    """Only what is not decided itself is followed: the rest had its part decided."""
    if node.result in DECIDED:
        return
    if isinstance(node, CriteriaResult):
        # of several that are not decided, those that made the result what it is
        for child in node.children:
            if child.result in UNDECIDED or node.result not in UNDECIDED:
                yield from _of_node(session, child, seen)
    elif isinstance(node, ExtendResult):
        yield from _of_definition(session, session.definition(node.definition_ref), seen)
    else:
        yield from _of_test(session, node.test_ref)


def _of_test(session: Explained, test_id: str) -> Iterator[str]:
    """What lay behind the test; only where nothing did, what kept its items from being compared."""
    result, test = session.test(test_id), session.document.tests.get(test_id)
    found = [*_grave(result.messages), *(_of_parts(session, test) if test else ())]
    yield from found or (_of_items(session, test, result) if test else ())


def _of_parts(session: Explained, test: Test) -> Iterator[str]:
    if test.object_ref:
        yield from _of_object(session, test.object_ref)
    else:
        comment = f" ({test.comment})" if test.comment else ""
        yield f"nobody can decide the test {test.id}: it is of type {test.kind} and looks for nothing{comment}"
    for state_id in test.state_refs:
        state = session.document.states.get(state_id)
        for entity in state.entities if state else ():
            if entity.var_ref:
                yield from _grave(session.variable(entity.var_ref).messages)


def _of_items(session: Explained, test: Test, result: OvalTestResult) -> Iterator[str]:
    for tested in result.tested_items[: MAX_REASONS + 1]:
        yield from uncompared(session, test, tested)


def _of_object(session: Explained, object_id: str) -> Iterator[str]:
    collected = session.collected(object_id)
    texts = [*_grave(collected.messages)]
    for item in collected.items:
        texts.extend(_grave(item.messages))
    yield from texts
    if not texts and collected.flag in SILENT:
        told = [message.text for message in collected.messages]
        yield from told or (f"{object_id} {SILENT[collected.flag]}",)


def _grave(messages: Iterable[Message]) -> Iterator[str]:
    return (message.text for message in messages if message.level in _GRAVE)
