"""OVAL objects in words, and what variables behind a test were made of."""

from collections.abc import Iterable, Iterator, Sequence

from scapkit.model.oval import (
    Component,
    Entity,
    Filter,
    FunctionCall,
    Object,
    ObjectComponent,
    OvalDefinitions,
    Set,
    State,
    VariableComponent,
)
from scapkit.model.syschar import Collected
from scapkit.report.views.items import Values, entity_text
from scapkit.report.views.why import LookedFor

MAX_OBJECTS = 20
# How the objects of a set are combined (SetOperatorEnumeration).
JOINTS = {
    "INTERSECTION": "only what is also among those before",
    "COMPLEMENT": "taken away from those before",
}


def objects_of(object_id: str, document: OvalDefinitions) -> tuple[Object, ...]:
    """The objects behind an id, at most 20: itself, or those that its set combines (OVAL 5.11, set element)."""
    return tuple(_objects(object_id, document, set()))[:MAX_OBJECTS]


def _objects(object_id: str, document: OvalDefinitions, seen: set[str]) -> Iterator[Object]:
    found = document.objects.get(object_id)
    if found is None or object_id in seen:
        return
    seen.add(object_id)
    if not found.set:
        yield found
        return
    for reference, filters in _members(found.set):
        for each in _objects(reference, document, seen):
            yield each._replace(filters=(*each.filters, *filters))


def _members(combined: Set) -> Iterator[tuple[str, tuple[Filter, ...]]]:
    """The objects of a set; how the second and later of them are combined with the first is told as a filter is."""
    joint = (Filter("", combined.operator),) if combined.operator != "UNION" else ()
    for number, reference in enumerate(combined.object_refs):
        yield reference, (*combined.filters, *(joint if number else ()))
    for number, inner in enumerate(combined.sets):
        for reference, filters in _members(inner):
            yield reference, (*filters, *(joint if number or combined.object_refs else ()))


def states_of(ids: Iterable[str], document: OvalDefinitions) -> tuple[State, ...]:
    """Those of the states that the document has."""
    return tuple(document.states[each] for each in ids if each in document.states)


def asked_fields(objects: Iterable[Object], document: OvalDefinitions) -> frozenset[str]:
    """The fields that objects and their filters ask by: those that a reader needs first."""
    entities = [entity for each in objects for entity in (*each.entities, *_filter_entities(each, document))]
    return frozenset(entity.name for entity in entities)


def masked_fields(objects: Iterable[Object], states: Iterable[State], document: OvalDefinitions) -> frozenset[str]:
    """The fields whose values are not to be shown: objects, their filters or states mask them or a part of them."""
    entities = [entity for each in objects for entity in (*each.entities, *_filter_entities(each, document))]
    entities += [entity for each in states for entity in each.entities]
    return frozenset(each.name for each in entities if each.mask or any(part.mask for part in each.fields))


def _filter_entities(wanted: Object, document: OvalDefinitions) -> Iterator[Entity]:
    for state in states_of((each.state_ref for each in wanted.filters), document):
        yield from state.entities


def looked_for(wanted: Object, document: OvalDefinitions, values: Values) -> LookedFor:
    """An object in words; `values` are the variables' values by id."""
    filters = tuple(_filter_text(each, document, values) for each in wanted.filters)
    return LookedFor(wanted.kind, tuple(_wish(each, values) for each in wanted.entities), filters)


def _filter_text(rule: Filter, document: OvalDefinitions, values: Values) -> str:
    if rule.action in JOINTS:
        return JOINTS[rule.action]
    verb = "only those with" if rule.action == "include" else "leaving out those with"
    state = document.states.get(rule.state_ref)
    wishes = [_wish(each, values) for each in state.entities] if state else [rule.state_ref]
    joint = " and " if state is None or state.operator == "AND" else f" {state.operator} "
    return f"{verb} {joint.join(wishes)}"


def _wish(entity: Entity, values: Values) -> str:
    if entity.fields:
        return " and ".join(_wish(each._replace(name=f"{entity.name}.{each.name}"), values) for each in entity.fields)
    return f"{entity.name} {entity_text(entity, values)}"


def derived_from(
    objects: Iterable[Object], states: Iterable[State], document: OvalDefinitions
) -> tuple[ObjectComponent, ...]:
    """The object components that the variables of objects and states were made of, at most 20, each once."""
    seen: set[str] = set()
    entities = [entity for each in objects for entity in (*each.entities, *_filter_entities(each, document))]
    entities += [entity for each in states for entity in each.entities]
    entities += [part for entity in entities for part in entity.fields]
    found: dict[ObjectComponent, None] = {}
    for entity in entities:
        # a variable object names its variable by value, every other entity by reference
        name = entity.var_ref or (entity.value if entity.name == "var_ref" else "")
        for each in _of_variable(name, document, seen):
            found[each] = None
    return tuple(each for each in found if each.object_ref in document.objects)[:MAX_OBJECTS]


def _of_variable(name: str, document: OvalDefinitions, seen: set[str]) -> Iterator[ObjectComponent]:
    variable = document.variables.get(name)
    if variable is None or name in seen or variable.component is None:
        return
    seen.add(name)
    yield from _of_component(variable.component, document, seen)


def _of_component(component: Component, document: OvalDefinitions, seen: set[str]) -> Iterator[ObjectComponent]:
    if isinstance(component, ObjectComponent):
        yield component
    elif isinstance(component, VariableComponent):
        yield from _of_variable(component.var_ref, document, seen)
    elif isinstance(component, FunctionCall):
        for argument in component.arguments:
            yield from _of_component(argument, document, seen)


def values_of(component: ObjectComponent, collected: Collected | None) -> Sequence[str]:
    """The values that an object component stands for (OVAL 5.11, ObjectComponentType); masked ones left out."""
    fields = [field for item in collected.items for field in item.fields] if collected else []
    named = [field for field in fields if field.name == component.item_field]
    if component.record_field:
        named = [part for field in named for part in field.fields if part.name == component.record_field]
    return [field.value for field in named if field.status == "exists" and not field.mask]
