"""Why tests and definitions are errors: words that the standard does not have (OVAL 5.11 common schema)."""

from collections.abc import Callable, Iterator, Sequence

from scapkit.model.oval import Criteria, Entity, Object, State, Test
from scapkit.oval.compare import DATATYPES
from scapkit.oval.logic import CHECKS, EXISTENCES, OPERATORS
from scapkit.oval.matching.plain import plain
from scapkit.oval.protocols import Datatype, Values
from scapkit.registry import find

Find = Callable[[str], State | None]
Lookup = Callable[[str], Values]


def faults_of_criteria(criteria: Criteria) -> Iterator[str]:
    """What is wrong in the words of a criteria tree."""
    yield from _unknown("operator", criteria.operator, OPERATORS)
    for child in criteria.children:
        if isinstance(child, Criteria):
            yield from faults_of_criteria(child)


def faults_of_test(test: Test, state_of: Find, variable: Lookup) -> Iterator[str]:
    """What is wrong in a test and in the states that it refers to."""
    yield from _unknown("check", test.check, CHECKS)
    yield from _unknown("check_existence", test.check_existence, EXISTENCES)
    yield from _unknown("state_operator", test.state_operator, OPERATORS)
    for reference in test.state_refs:
        state = state_of(reference)
        if state is None:
            yield f"there is no state {reference}"
        else:
            yield from (f"{reference}: {text}" for text in _state_faults(state))
            yield from _without_value(state.entities, variable)
            yield from faults_of_patterns(state.entities, variable)


def faults_of_object(wanted: Object) -> Iterator[str]:
    """What is wrong in the words of an object's entities."""
    for entity in wanted.entities:
        if entity.var_ref:
            yield from _unknown("var_check", entity.var_check, CHECKS)
        if not entity.nil:
            yield from (f"{entity.name}: {text}" for text in _operation_faults(entity))


def faults_of_patterns(entities: Sequence[Entity], variable: Lookup) -> Iterator[str]:
    """Which patterns of entities can be searched for nowhere, by the variable or the entity that has them, and why."""
    for entity in entities:
        if entity.operation == "pattern match" and not entity.nil:
            patterns = variable(entity.var_ref).values if entity.var_ref else (entity.value,)
            yield from (
                f"{entity.var_ref or entity.name}: {text}" for each in patterns if (text := fault_of_pattern(each))
            )
        yield from faults_of_patterns(entity.fields, variable)


def fault_of_pattern(pattern: str) -> str:
    """Why a pattern can be found in nothing: it is malformed, or took too long before."""
    if plain(pattern) is not None:
        return ""
    from scapkit.oval.matching.patterns import search

    try:
        search(pattern, "")
    except (ValueError, TimeoutError) as error:
        return str(error)
    return ""


def _without_value(entities: Sequence[Entity], variable: Lookup) -> Iterator[str]:
    for entity in entities:
        found = variable(entity.var_ref) if entity.var_ref else Values()
        if entity.var_ref and not found.values:
            yield from [each.text for each in found.messages] or [f"the variable {entity.var_ref} has no value"]
        yield from _without_value(entity.fields, variable)


def _state_faults(state: State) -> Iterator[str]:
    yield from _unknown("operator", state.operator, OPERATORS)
    for entity in state.entities:
        yield from _entity_faults(entity)


def _entity_faults(entity: Entity) -> Iterator[str]:
    yield from _unknown("entity_check", entity.entity_check, CHECKS)
    yield from _unknown("check_existence", entity.check_existence, EXISTENCES)
    if entity.var_ref:
        yield from _unknown("var_check", entity.var_check, CHECKS)
    if entity.datatype == "record":
        yield from _unknown("operation of record", entity.operation, ("equals",))
        for field in entity.fields:
            yield from _entity_faults(field)
    elif not entity.nil:
        yield from _operation_faults(entity)


def _operation_faults(entity: Entity) -> Iterator[str]:
    datatype: Datatype | None = find(DATATYPES, "DATATYPE", entity.datatype)
    if datatype is None:
        yield f"the datatype {entity.datatype!r} is not known"
    elif entity.operation not in datatype.operations:
        yield from _unknown(f"operation of {entity.datatype}", entity.operation, tuple(datatype.operations))


def _unknown(what: str, word: str, words: tuple[str, ...]) -> Iterator[str]:
    if word not in words:
        yield f"{word!r} is no {what} ({', '.join(words)})"
