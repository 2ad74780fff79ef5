"""What the parts of an OVAL document use of one another: objects, states and variables behind a test."""

from collections.abc import Iterable, Iterator

from scapkit.model.oval import (
    Component,
    Entity,
    FunctionCall,
    Object,
    ObjectComponent,
    OvalDefinitions,
    Set,
    VariableComponent,
)


class Uses:
    """Of one document; each object and variable is looked at once."""

    def __init__(self, document: OvalDefinitions) -> None:
        self._document = document
        self._of_objects: dict[str, tuple[str, ...]] = {}
        self._externals: dict[str, tuple[str, ...]] = {}

    def object_entities(self, object_id: str) -> tuple[Entity, ...]:
        """An object's own entities; none of one that is not there."""
        found = self._document.objects.get(object_id)
        return found.entities if found else ()

    def state_entities(self, test_id: str) -> Iterator[Entity]:
        """The entities of all of a test's states."""
        test = self._document.tests.get(test_id)
        for state_ref in test.state_refs if test else ():
            yield from self._of_state(state_ref)

    def _of_state(self, state_id: str) -> tuple[Entity, ...]:
        state = self._document.states.get(state_id)
        return state.entities if state else ()

    def test_variables(self, test_id: str) -> tuple[str, ...]:
        """The variables that a test's object and states name, and the external ones behind these (TestType)."""
        test = self._document.tests.get(test_id)
        if test is None:
            return ()
        named = (*self.object_variables(test.object_ref), *self._named(self.state_entities(test_id)))
        return tuple(dict.fromkeys(named))

    def state_variables(self, test_id: str) -> tuple[str, ...]:
        """The variables that a test's states name, and the external ones behind these."""
        return tuple(dict.fromkeys(self._named(self.state_entities(test_id))))

    def object_variables(self, object_id: str) -> tuple[str, ...]:
        """The variables that an object names, its set and filters included (VariableValueType)."""
        if object_id not in self._of_objects:
            self._of_objects[object_id] = ()
            found = self._document.objects.get(object_id)
            self._of_objects[object_id] = tuple(dict.fromkeys(self._object_variables(found))) if found else ()
        return self._of_objects[object_id]

    def own_variables(self, object_id: str) -> tuple[str, ...]:
        """The variables that an object's own entities name, and the external ones behind these."""
        return tuple(dict.fromkeys(self._named(self.object_entities(object_id))))

    def _object_variables(self, wanted: Object) -> Iterator[str]:
        yield from self._named(wanted.entities)
        for rule in wanted.filters:
            yield from self._named(self._of_state(rule.state_ref))
        if wanted.set:
            yield from self._set_variables(wanted.set)

    def _set_variables(self, combined: Set) -> Iterator[str]:
        for reference in combined.object_refs:
            yield from self.object_variables(reference)
        for rule in combined.filters:
            yield from self._named(self._of_state(rule.state_ref))
        for inner in combined.sets:
            yield from self._set_variables(inner)

    def _named(self, entities: Iterable[Entity]) -> Iterator[str]:
        for entity in entities:
            # a variable object names its variable by value, every other entity by reference
            name = entity.var_ref or (entity.value if entity.name == "var_ref" else "")
            if name:
                yield name
                yield from self._externals_behind(name)
            if entity.fields:
                yield from self._named(entity.fields)

    def _externals_behind(self, variable_id: str) -> tuple[str, ...]:
        """What was handed in from outside is told also where another variable was made of it."""
        if variable_id not in self._externals:
            self._externals[variable_id] = ()
            variable = self._document.variables.get(variable_id)
            inner = _variables_in(variable.component) if variable and variable.component else ()
            found = [name for each in inner for name in (each, *self._externals_behind(each))]
            external = (name for name in found if self._is_external(name))
            self._externals[variable_id] = tuple(dict.fromkeys(external))
        return self._externals[variable_id]

    def _is_external(self, variable_id: str) -> bool:
        variable = self._document.variables.get(variable_id)
        return variable is not None and variable.kind == "external"

    def objects_behind(self, test_ids: Iterable[str]) -> frozenset[str]:
        """The objects of tests, those that their sets combine, and those that their variables are made of."""
        tests = [test for each in test_ids if (test := self._document.tests.get(each))]
        waiting = [test.object_ref for test in tests]
        seen: set[str] = set()
        variables = {name for test in tests for name in self.test_variables(test.id)}
        waiting += [each for name in variables for each in self._objects_of_variable(name, set())]
        while waiting:
            found = self._document.objects.get(waiting.pop())
            if found and found.id not in seen:
                seen.add(found.id)
                waiting.extend(_members(found.set) if found.set else ())
                for name in self.object_variables(found.id):
                    waiting.extend(self._objects_of_variable(name, set()))
        return frozenset(seen)

    def _objects_of_variable(self, variable_id: str, seen: set[str]) -> Iterator[str]:
        variable = self._document.variables.get(variable_id)
        if variable is None or variable.component is None or variable_id in seen:
            return
        seen.add(variable_id)
        yield from _objects_in(variable.component)
        for name in _variables_in(variable.component):
            yield from self._objects_of_variable(name, seen)


def _members(combined: Set) -> Iterator[str]:
    yield from combined.object_refs
    for inner in combined.sets:
        yield from _members(inner)


def _parts(component: Component) -> Iterator[Component]:
    yield component
    if isinstance(component, FunctionCall):
        for argument in component.arguments:
            yield from _parts(argument)


def _variables_in(component: Component) -> tuple[str, ...]:
    return tuple(each.var_ref for each in _parts(component) if isinstance(each, VariableComponent))


def _objects_in(component: Component) -> tuple[str, ...]:
    return tuple(each.object_ref for each in _parts(component) if isinstance(each, ObjectComponent))
