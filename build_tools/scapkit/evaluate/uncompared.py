"""Why an item could not be held against the states of a test, in sentences for the reader of a result."""

from collections.abc import Iterable, Iterator

from scapkit.evaluate.protocol import Explained
from scapkit.model.oval import Entity, State, Test
from scapkit.model.results import Result, TestedItem
from scapkit.model.syschar import Item
from scapkit.oval.compare import entity_result

NAMED = 3
MAX_TEXT = 80
MASKED = "(masked)"


def uncompared(session: Explained, test: Test, tested: TestedItem) -> Iterator[str]:
    """What kept one item from being compared: it was not read, lacks a field, or has one that is not of the type."""
    item, hidden = tested.item, _hidden(session, test)
    where = next((_cut(field.value) for field in item.fields if field.value and field.name not in hidden), item.kind)
    if item.status == "error" and not item.messages:
        yield f"{where} could not be read"
    if tested.result not in (Result.UNKNOWN, Result.ERROR):
        return
    absent = [field.name for field in item.fields if field.status == "not collected"]
    if absent and tested.result is Result.UNKNOWN:
        more = f" and {len(absent) - NAMED} more" if len(absent) > NAMED else ""
        yield f"not collected: {', '.join(absent[:NAMED])}{more} of {where}"
        return
    for state in _states(session, test):
        for entity in state.entities:
            for text in _of_entity(session, entity, item, entity.name in hidden):
                yield f"{entity.name} of {where} {text}"


def _states(session: Explained, test: Test) -> list[State]:
    return [state for each in test.state_refs if (state := session.state(each))]


def _hidden(session: Explained, test: Test) -> frozenset[str]:
    """The fields that the object or a state masks."""
    wanted = session.document.objects.get(test.object_ref)
    entities = [
        *(wanted.entities if wanted else ()),
        *(each for state in _states(session, test) for each in state.entities),
    ]
    return frozenset(each.name for each in entities if each.mask or any(part.mask for part in each.fields))


def _of_entity(session: Explained, entity: Entity, item: Item, hidden: bool) -> Iterator[str]:
    expected = session.variable(entity.var_ref).values if entity.var_ref else (entity.value,)
    result = entity_result(entity, item, expected if entity.var_ref else None, session.variable)
    fields = [each for each in item.fields if each.name == entity.name]
    if result is Result.UNKNOWN and not fields:
        yield "is not told"
    elif result is Result.ERROR and entity.fields:
        known = {part.name for field in fields for part in field.fields}
        lacking = [part.name for part in entity.fields if part.name not in known]
        yield f"has no field {', '.join(lacking)}" if lacking else "has fields that cannot be compared"
    elif result is Result.ERROR and any(each.status == "error" for each in fields):
        yield "could not be read"
    elif result is Result.ERROR and fields:
        found = _values((each.value for each in fields), hidden)
        wanted = _values(expected, hidden)
        yield f"is {found}, which cannot be compared as {entity.datatype} ({entity.operation}) with {wanted}"


def _values(values: Iterable[str], hidden: bool) -> str:
    return MASKED if hidden else ", ".join(repr(_cut(each)) for each in list(values)[:NAMED])


def _cut(text: str) -> str:
    return text if len(text) <= MAX_TEXT else f"{text[:MAX_TEXT]}…"
