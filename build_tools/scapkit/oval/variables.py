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
from scapkit.model.syschar import Collected, Field, Flag, Item, Message
from scapkit.oval.compare import compare
from scapkit.oval.logic import combine_operator
from scapkit.oval.protocols import Function, Values
from scapkit.registry import find

FUNCTIONS = "scapkit.oval.functions"
# What is counted, merged or made unique needs one component that exists; every other function needs all of them.
_TOLERATES_NOTHING = frozenset({"count", "unique", "merge"})


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
        return Values(variable.values)
    if variable.kind == "external":
        return _external(variable, external)
    if variable.component is None:
        return failed(f"{variable.id} has no component")
    return evaluate(variable.component, source)


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
    return any(value == each.value for each in variable.possible_values) or any(
        _satisfies(each, variable.datatype, value) for each in variable.possible_restrictions
    )


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
    if collected.flag not in (Flag.COMPLETE, Flag.INCOMPLETE):
        return Values((), collected.flag, collected.messages)
    values = tuple(
        field.value
        for item in collected.items
        for field in _fields(item, component.item_field, component.record_field)
        if field.status == "exists"
    )
    if not values:
        return Values((), Flag.DOES_NOT_EXIST if collected.flag is Flag.COMPLETE else collected.flag)
    return Values(values, collected.flag)


def _fields(item: Item, name: str, record_field: str) -> Iterable[Field]:
    for field in item.fields:
        if field.name == name:
            if record_field:
                yield from (inner for inner in field.fields if inner.name == record_field)
            else:
                yield field


def _call(call: FunctionCall, source: Source) -> Values:
    function: Function | None = find(FUNCTIONS, "FUNCTION", call.name)
    if function is None:
        return failed(f"the function {call.name} is not known")
    arguments = [evaluate(each, source) for each in call.arguments]
    flag, messages = _combined(arguments, call.name in _TOLERATES_NOTHING)
    if flag not in (Flag.COMPLETE, Flag.INCOMPLETE):
        return Values((), flag, messages)
    return _applied(function.apply, call, arguments, Values((), flag, messages), source.now)


Apply = Callable[..., Sequence[str]]


def _applied(apply: Apply, call: FunctionCall, arguments: Sequence[Values], so_far: Values, now: str) -> Values:
    attributes = {**dict(call.attributes), "now": now}
    try:
        values = tuple(apply(attributes, [argument.values for argument in arguments]))
    except (ValueError, TimeoutError, OverflowError) as error:
        return failed(f"{call.name}: {error}")
    if not values:
        return so_far._replace(flag=Flag.DOES_NOT_EXIST)
    return so_far._replace(values=values)


_WORST_FIRST = (Flag.ERROR, Flag.NOT_APPLICABLE, Flag.NOT_COLLECTED, Flag.DOES_NOT_EXIST, Flag.INCOMPLETE)


def _combined(arguments: Sequence[Values], tolerates_nothing: bool) -> tuple[Flag, tuple[Message, ...]]:
    """The flag of a function from those of its components (OVAL 5.11, table at ConcatFunctionType)."""
    flags = {argument.flag for argument in arguments}
    if tolerates_nothing and any(argument.values for argument in arguments):
        flags.discard(Flag.DOES_NOT_EXIST)
    messages = tuple(dict.fromkeys(message for argument in arguments for message in argument.messages))
    return next((flag for flag in _WORST_FIRST if flag in flags), Flag.COMPLETE), messages
