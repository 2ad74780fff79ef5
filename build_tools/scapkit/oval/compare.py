"""Holding what was found against what a state says (OVAL 5.11 definitions schema, EntityStateSimpleBaseType)."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property

from scapkit.model.oval import Entity
from scapkit.model.results import Result
from scapkit.model.syschar import Field, Flag, Item
from scapkit.oval.logic import combine_check, combine_operator, existence
from scapkit.oval.matching.searching import count_comparisons
from scapkit.oval.protocols import Datatype, Values, no_variables
from scapkit.registry import find

DATATYPES = "scapkit.oval.datatypes"

Lookup = Callable[[str], Values]


def compare(datatype: str, operation: str, actual: str, expected: str) -> Result:
    """True or false; error where a value is not of the type or the operation is not for it (OperationEnumeration).

    The value found is cast to the type that the state names, whatever the item called it.
    """
    known: Datatype | None = find(DATATYPES, "DATATYPE", datatype)
    holds = known.operations.get(operation) if known else None
    if holds is None:
        return Result.ERROR
    try:
        return Result.TRUE if holds(actual, expected) else Result.FALSE
    except (ValueError, TimeoutError):
        return Result.ERROR


class Many(tuple[str, ...]):
    """Values of a variable that are counted once, so that what equals them is found in one step."""

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each value is there."""
        return Counter(self)


def compare_values(datatype: str, operation: str, actual: str, expected: Sequence[str], check: str) -> Result:
    """The same with all values of a variable (CheckEnumeration); error too where an evaluation compares without end."""
    same = datatype == "string" and operation in ("equals", "not equal")
    try:
        count_comparisons(len(expected) if not same else 1 if isinstance(expected, Many) else len(expected) // 16)
    except TimeoutError:
        return Result.ERROR
    if same:
        equal = expected.counts[actual] if isinstance(expected, Many) else expected.count(actual)
        return _counted(operation == "equals", equal, len(expected) - equal, check)
    return combine_check(check, [compare(datatype, operation, actual, each) for each in expected])


def _counted(holds: bool, equal: int, different: int, check: str) -> Result:
    """Of many results that are the same it takes no more than two to decide."""
    results = [Result.TRUE if holds else Result.FALSE] * min(equal, 2)
    return combine_check(check, results + [Result.FALSE if holds else Result.TRUE] * min(different, 2))


class Partial(tuple[str, ...]):
    """Values of a variable that has more, which could not be collected."""

    __slots__ = ()


# What no further value of a variable can overturn.
_DECIDED = {"all": Result.FALSE, "at least one": Result.TRUE, "none satisfy": Result.FALSE, "none exist": Result.FALSE}


def expected(found: Values) -> Sequence[str]:
    """A variable's values as entities are compared with them."""
    return Partial(found.values) if found.flag is Flag.INCOMPLETE and found.values else found.values


def entity_result(
    entity: Entity, item: Item, expected_values: Sequence[str] | None, variable: Lookup = no_variables
) -> Result:
    """A state's entity against all of an item's entities of that name.

    `expected_values` are the values of the entity's variable, None where it has none; an empty sequence is an error.
    `variable` looks up what the fields of a record refer to. An item that says nothing of the entity is unknown.
    """
    fields = [field for field in item.fields if field.name == entity.name]
    return _fields_result(entity, fields, expected_values, variable) if fields else Result.UNKNOWN


def _fields_result(
    entity: Entity, fields: Sequence[Field], expected_values: Sequence[str] | None, variable: Lookup
) -> Result:
    """First whether they exist as they must, then what each is compared with (check_existence, entity_check)."""
    if entity.nil:
        return existence("none_exist", [field.status for field in fields if field.value or field.status != "exists"])
    exist = existence(entity.check_existence, [field.status for field in fields])
    if exist is not Result.TRUE:
        return exist
    results = [
        _field_result(entity, field, expected_values, variable) for field in fields if field.status != "does not exist"
    ]
    return combine_check(entity.entity_check, results) if results else Result.TRUE


def _field_result(entity: Entity, field: Field, expected_values: Sequence[str] | None, variable: Lookup) -> Result:
    if field.status != "exists":
        return Result.UNKNOWN if field.status == "not collected" else Result.ERROR
    if entity.datatype == "record":
        return _record_result(entity, field, variable)
    if expected_values is None:
        return compare(entity.datatype, entity.operation, field.value, entity.value)
    if not expected_values:
        return Result.ERROR
    result = compare_values(entity.datatype, entity.operation, field.value, expected_values, entity.var_check)
    if isinstance(expected_values, Partial) and result not in (_DECIDED.get(entity.var_check), Result.ERROR):
        return Result.UNKNOWN
    return result


def _record_result(entity: Entity, record: Field, variable: Lookup) -> Result:
    """All fields of the state, joined by AND; equals is the one operation on records (EntityStateRecordType)."""
    if entity.operation != "equals":
        return Result.ERROR
    return combine_operator("AND", [_named_field_result(each, record, variable) for each in entity.fields])


def _named_field_result(wanted: Entity, record: Field, variable: Lookup) -> Result:
    """A field that the record lacks is an error, as the standard demands (EntityStateFieldType)."""
    fields = [field for field in record.fields if field.name == wanted.name]
    if not fields:
        return Result.ERROR
    if not wanted.var_ref:
        return _fields_result(wanted, fields, None, variable)
    found = variable(wanted.var_ref)
    if found.flag is Flag.NOT_COLLECTED:
        return Result.UNKNOWN
    return _fields_result(wanted, fields, expected(found), variable)
