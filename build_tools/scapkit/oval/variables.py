"""Variables and components to values and flags (OVAL 5.11 definitions schema, VariableType and ComponentGroup)."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from scapkit.model.oval import (
    Component,
    FunctionCall,
    Literal,
    ObjectComponent,
    PossibleRestriction,
    Variable,
    VariableComponent,
)
from scapkit.model.results import Result
from scapkit.model.syschar import Collected, Field, Flag, Message
from scapkit.oval.compare import compare
from scapkit.oval.logic import combine_operator
from scapkit.oval.operands import bounded
from scapkit.oval.protocols import Function, Values
from scapkit.registry import find

FUNCTIONS = "scapkit.oval.functions"


class Source(Protocol):
    """What components refer to, and the time that time_difference counts from (RFC 3339)."""

    now: str

    def collected(self, object_id: str) -> Collected:
        """What came of an object."""

    def variable(self, variable_id: str) -> Values:
        """What another variable came to."""


def failed(text: str) -> Values:
    """No value, because of an error."""
    return Values((), Flag.ERROR, (Message(text, "error"),))


def variable_values(variable: Variable, external: Sequence[str] | None, source: Source) -> Values:
    """The values of any variable; `external` is what was handed in from outside, None for nothing."""
    if variable.kind == "constant":
        found = Values(variable.values)
    elif variable.kind == "external":
        found = _external(variable, external)
    elif variable.component is None:
        return failed(f"{variable.id} has no component")
    else:
        found = evaluate(variable.component, source)
    return found if variable.datatype == "string" else _typed(found, variable)


def _typed(found: Values, variable: Variable) -> Values:
    """Values must be of the variable's datatype, else the variable is an error (VariableType)."""
    for value in found.values:
        if compare(variable.datatype, "equals", value, value) is Result.ERROR:
            return failed(f"{value!r} is no {variable.datatype}, the datatype of {variable.id}")
    return found


def _external(variable: Variable, values: Sequence[str] | None) -> Values:
    if not values:
        return failed(f"no value was given for the external variable {variable.id}")
    for value in values:
        if not _possible(variable, value):
            return failed(f"{value!r} is not a possible value of {variable.id}")
    return Values(tuple(values))


def _possible(variable: Variable, value: str) -> bool:
    if not variable.possible_values and not variable.possible_restrictions:
        return True
    return any(
        compare(variable.datatype, "equals", value, each.value) is Result.TRUE for each in variable.possible_values
    ) or any(_satisfies(each, variable.datatype, value) for each in variable.possible_restrictions)


def _satisfies(possible: PossibleRestriction, datatype: str, value: str) -> bool:
    results = [compare(datatype, each.operation, value, each.value) for each in possible.restrictions]
    return combine_operator(possible.operator, results) is Result.TRUE


def evaluate(component: Component, source: Source) -> Values:
    """The values of one component."""
    if isinstance(component, Literal):
        return Values((component.value,))
    if isinstance(component, VariableComponent):
        return source.variable(component.var_ref)
    if isinstance(component, ObjectComponent):
        return _object_values(component, source.collected(component.object_ref))
    return _call(component, source)


def _object_values(component: ObjectComponent, collected: Collected) -> Values:
    """The field's values in all items; an item or record without such a field is an error (ObjectComponentType)."""
    if collected.flag not in (Flag.COMPLETE, Flag.INCOMPLETE):
        return Values((), collected.flag, collected.messages)
    fields: list[Field] = []
    for item in collected.items:
        found = [field for field in item.fields if field.name == component.item_field]
        if component.record_field:
            found = [inner for field in found for inner in field.fields if inner.name == component.record_field]
        if not found and item.status == "exists":
            return failed(f"{component.object_ref} found an item without {_named(component)}")
        fields += found
    return _of_fields(component, fields, collected)


def _of_fields(component: ObjectComponent, fields: Sequence[Field], collected: Collected) -> Values:
    if any(field.datatype == "record" for field in fields):
        return failed(f"{_named(component)} of {component.object_ref} is a record, and no field of it is named")
    values = tuple(field.value for field in fields if field.status == "exists")
    return Values(values, collected.flag if values or collected.flag is Flag.INCOMPLETE else Flag.DOES_NOT_EXIST)


def _named(component: ObjectComponent) -> str:
    return f"{component.item_field}/{component.record_field}" if component.record_field else component.item_field


def _call(call: FunctionCall, source: Source) -> Values:
    function: Function | None = find(FUNCTIONS, "FUNCTION", call.name)
    if function is None:
        return failed(f"the function {call.name} is not known")
    arguments = [evaluate(each, source) for each in call.arguments]
    flag, messages = _combined(arguments)
    if flag not in (Flag.COMPLETE, Flag.INCOMPLETE):
        return Values((), flag, messages)
    return _applied(function.apply, call, arguments, Values((), flag, messages), source.now)


Apply = Callable[..., Iterable[str]]


def _applied(apply: Apply, call: FunctionCall, arguments: Sequence[Values], so_far: Values, now: str) -> Values:
    attributes = {**dict(call.attributes), "now": now}
    try:
        values = bounded(apply(attributes, [argument.values for argument in arguments]))
    except (ValueError, TimeoutError, OverflowError) as error:
        return failed(f"{call.name}: {error}")
    if not values:
        return so_far._replace(flag=Flag.DOES_NOT_EXIST)
    return so_far._replace(values=values)


_WORST_FIRST = (Flag.ERROR, Flag.NOT_APPLICABLE, Flag.NOT_COLLECTED, Flag.DOES_NOT_EXIST, Flag.INCOMPLETE)


def _combined(arguments: Sequence[Values]) -> tuple[Flag, tuple[Message, ...]]:
    """The flag of a function from those of its components (OVAL 5.11, table at ConcatFunctionType)."""
    flags = {argument.flag for argument in arguments}
    messages = tuple(dict.fromkeys(message for argument in arguments for message in argument.messages))
    return next((flag for flag in _WORST_FIRST if flag in flags), Flag.COMPLETE), messages
