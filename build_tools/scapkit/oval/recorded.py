"""Objects whose items were collected before, by any tool (OVAL 5.11 system characteristics and results schemas)."""

from collections.abc import Mapping, Sequence
from functools import partial
from re import sub

from scapkit.model.oval import Entity, Object
from scapkit.model.results import Result
from scapkit.model.syschar import Collected, Flag, Item, Message, SystemCharacteristics, VariableValues
from scapkit.oval.compare import compare
from scapkit.oval.evidence import Collect
from scapkit.oval.logic import combine_check
from scapkit.oval.objects import Session, combined, sieve_of

External = Mapping[str, Sequence[str]]


def recorded(characteristics: SystemCharacteristics, external: External) -> Collect:
    """What came of objects by a document; `external` are the values that were given for external variables.

    An object that the document does not name was not collected (TestType); without any names the items are searched.
    """
    if characteristics.collected is None:
        return partial(_searched, characteristics.items)
    return partial(_named, characteristics.collected, external)


def recorded_values(characteristics: SystemCharacteristics) -> dict[str, tuple[str, ...]]:
    """The values that variables had at collection, the first of each (VariableValueType)."""
    found: dict[str, tuple[str, ...]] = {}
    for instances in (characteristics.collected or {}).values():
        for each in instances:
            for variable in each.variables:
                found.setdefault(variable.var_ref, variable.values)
    return found


def _named(
    collected: Mapping[str, tuple[Collected, ...]], external: External, wanted: Object, _session: Session
) -> Collected:
    instances = collected.get(wanted.id, ())
    fitting = next((each for each in instances if _agrees(each.variables, external)), None)
    if fitting is None:
        text = "was collected with other values of its variables" if instances else "is not in what was collected"
        message = Message(f"the object {wanted.id} {text}", "warning")
        return Collected(wanted.id, Flag.NOT_COLLECTED, messages=(message,), version=wanted.version)
    if fitting.version == wanted.version:
        return fitting
    text = f"the object {wanted.id} was collected by its version {fitting.version}, and is judged by {wanted.version}"
    return fitting._replace(messages=(*fitting.messages, Message(text, "info")))


def _agrees(used: Sequence[VariableValues], external: External) -> bool:
    return all(tuple(external[each.var_ref]) == each.values for each in used if each.var_ref in external)


def _searched(items: Mapping[str, Item], wanted: Object, session: Session) -> Collected:
    """All items that an object asks for, by its entities alone."""
    if wanted.set:
        return combined(wanted.set, session)._replace(object_id=wanted.id, version=wanted.version)
    name = _item_kind(wanted.kind)
    found = [each for each in items.values() if _item_kind(each.kind) == name]
    matching = [(each, {_fits(entity, each, session) for entity in wanted.entities}) for each in found]
    kept = tuple(each for each, results in matching if results <= {Result.TRUE})
    doubtful = any(Result.ERROR in results for _, results in matching)
    flag = Flag.ERROR if doubtful else Flag.COMPLETE if kept else Flag.DOES_NOT_EXIST
    text = "items were looked for by entities alone, as the document names no objects"
    collected = Collected(wanted.id, flag, kept, (Message(text),), version=wanted.version)
    return sieve_of(wanted.filters, session).sifted(collected)


def _item_kind(kind: str) -> str:
    """Items are named as objects are, but for a number at the end or a plural."""
    return sub("[0-9]+$|s$", "", kind)


def _fits(entity: Entity, item: Item, session: Session) -> Result:
    values = [each.value for each in item.fields if each.name == entity.name and each.status == "exists"]
    if entity.nil:
        return Result.FALSE if any(values) else Result.TRUE
    expected = session.variable(entity.var_ref).values if entity.var_ref else (entity.value,)
    results = {
        combine_check(entity.var_check, [_compared(entity, value, each) for each in expected]) for value in values
    }
    return next((each for each in (Result.TRUE, Result.ERROR) if each in results), Result.FALSE)


def _compared(entity: Entity, value: str, expected: str) -> Result:
    """An item of lines names the pattern that found it, which need not match itself."""
    if entity.operation == "pattern match" and value == expected:
        return Result.TRUE
    return compare(entity.datatype, entity.operation, value, expected)
