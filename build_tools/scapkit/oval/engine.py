"""Definitions to results: everything on demand, each once (OVAL 5.11 results schema)."""

from collections.abc import Iterator, Mapping, Sequence

from scapkit.model.oval import (
    Criteria,
    Criterion,
    Entity,
    ExtendDefinition,
    OvalDefinitions,
    State,
    Test,
)
from scapkit.model.results import (
    CriteriaResult,
    CriterionResult,
    DefinitionResult,
    ExtendResult,
    OvalResults,
    OvalTestResult,
    Result,
    TestedItem,
)
from scapkit.model.syschar import Collected, Flag, Item, Message, VariableValues
from scapkit.oval import logic
from scapkit.oval.compare import Many, entity_result, expected
from scapkit.oval.evidence import Evidence
from scapkit.oval.faults import faults_of_criteria, faults_of_test
from scapkit.oval.matching.searching import count_comparisons
from scapkit.oval.objects import collect
from scapkit.oval.protocols import Values
from scapkit.oval.variables import failed, variable_values

# How many definitions, objects and variables may rest on one another in a row; content of this world has below ten.
MAX_DEPTH = 60
# Characters that the values of all variables of a document may have together.
MAX_TEXT = 128 * 1024 * 1024
# From so many values on it is worth counting those of a variable once.
MANY = 32


class Session:
    """One document judged against one dump with one set of external values.

    `external` maps variable ids to the values handed in; `now` is RFC 3339, what time_difference counts from.
    """

    def __init__(
        self, document: OvalDefinitions, evidence: Evidence, external: Mapping[str, Sequence[str]], now: str
    ) -> None:
        self.document = document
        self.evidence = evidence
        self.now = now
        self._external = external
        self._definitions: dict[str, DefinitionResult] = {}
        self._tests: dict[str, OvalTestResult] = {}
        self._collected: dict[str, Collected] = {}
        self._variables: dict[str, Values] = {}
        self._open: set[tuple[str, str]] = set()
        self._text = 0

    def results(self) -> OvalResults:
        """Everything evaluated so far, in the order in which it was asked for."""
        return OvalResults(
            self.document.source,
            tuple(self._definitions.values()),
            tuple(self._tests.values()),
            tuple(self._collected.values()),
            tuple(VariableValues(name, found.values) for name, found in self._variables.items()),
        )

    def definition(self, definition_id: str) -> DefinitionResult:
        """A definition's result; one that is not there, extends itself or lies too deep is an error."""
        if definition_id not in self._definitions:
            before = frozenset(self._open)
            try:
                self._definitions[definition_id] = self._definition(definition_id)
            except RecursionError:
                self._open = set(before)
                messages = (Message("criteria and definitions are nested too deeply", "error"),)
                self._definitions[definition_id] = DefinitionResult(definition_id, Result.ERROR, messages=messages)
        return self._definitions[definition_id]

    def _definition(self, definition_id: str) -> DefinitionResult:
        definition = self.document.definitions.get(definition_id)
        if definition is None or self._refused("definition", definition_id):
            text = self._refused("definition", definition_id) or f"there is no definition {definition_id}"
            return DefinitionResult(definition_id, Result.ERROR, messages=(Message(text, "error"),))
        self._open.add(("definition", definition_id))
        criteria = self._criteria(definition.criteria) if definition.criteria else None
        self._open.discard(("definition", definition_id))
        # There is one already where this was asked for while it was worked out: it says what is wrong.
        inner = self._definitions.get(definition_id)
        messages = inner.messages if inner else ()
        if criteria and definition.criteria and criteria.result is Result.ERROR:
            messages += tuple(Message(text, "error") for text in faults_of_criteria(definition.criteria))
        return DefinitionResult(
            definition_id,
            criteria.result if criteria else Result.NOT_EVALUATED,
            definition.class_,
            definition.title,
            criteria,
            messages=messages,
            version=definition.version,
        )

    def _criteria(self, criteria: Criteria) -> CriteriaResult:
        children = tuple(self._node(child) for child in criteria.children)
        result = logic.combine_operator(criteria.operator, [child.result for child in children])
        result = logic.negate(result) if criteria.negate else result
        return CriteriaResult(
            criteria.operator, result, children, criteria.negate, criteria.comment, criteria.applicability_check
        )

    def _node(self, node: Criteria | Criterion | ExtendDefinition) -> CriteriaResult | CriterionResult | ExtendResult:
        if isinstance(node, Criteria):
            return self._criteria(node)
        if isinstance(node, Criterion):
            test = self.test(node.test_ref)
            result = logic.negate(test.result) if node.negate else test.result
            return CriterionResult(
                node.test_ref, result, node.negate, node.comment, test.version, node.applicability_check
            )
        extended = self.definition(node.definition_ref)
        result = logic.negate(extended.result) if node.negate else extended.result
        return ExtendResult(
            node.definition_ref, result, node.negate, node.comment, extended.version, node.applicability_check
        )

    def test(self, test_id: str) -> OvalTestResult:
        """A test's result with the items it was decided on."""
        if test_id not in self._tests:
            test = self.document.tests.get(test_id)
            if test is None:
                text = f"there is no test {test_id}"
                self._tests[test_id] = OvalTestResult(test_id, Result.ERROR, messages=(Message(text, "error"),))
            else:
                self._tests[test_id] = self._test(test)
        return self._tests[test_id]

    def _test(self, test: Test) -> OvalTestResult:
        if not test.object_ref:
            return OvalTestResult(test.id, Result.UNKNOWN, version=test.version)
        collected = self.collected(test.object_ref)
        try:
            # each is held against states, and written down for this test once more
            count_comparisons(10 * (len(collected.items) + sum(len(each.values) for each in collected.variables)))
        except TimeoutError as error:
            return OvalTestResult(test.id, Result.ERROR, (), (Message(str(error), "error"),), version=test.version)
        tested = tuple(TestedItem(item, self._held(test, item)) for item in collected.items)
        result = logic.test_result(
            test.check_existence,
            test.check,
            collected.flag,
            [item.status for item in collected.items],
            [each.result for each in tested if each.item.status == "exists"],
            bool(test.state_refs),
            recorded=self.evidence.collect is not None,
        )
        messages = tuple(self._faults(test)) if result is Result.ERROR else ()
        return OvalTestResult(test.id, result, tested, messages, collected.variables, test.version)

    def _faults(self, test: Test) -> Iterator[Message]:
        return (Message(text, "error") for text in faults_of_test(test, self.state, self.variable))

    def _held(self, test: Test, item: Item) -> Result:
        if not test.state_refs or item.status != "exists":
            return Result.NOT_EVALUATED
        return logic.combine_operator(
            test.state_operator, [self.item_result(state_id, item) for state_id in test.state_refs]
        )

    def state(self, state_id: str) -> State | None:
        """A state of the document, None where it is not there."""
        return self.document.states.get(state_id)

    def item_result(self, state_id: str, item: Item) -> Result:
        """Whether an item satisfies a state (StateType); a state that the document lacks is an error."""
        state = self.state(state_id)
        if state is None:
            return Result.ERROR
        return logic.combine_operator(state.operator, [self._entity(each, item) for each in state.entities])

    def _entity(self, entity: Entity, item: Item) -> Result:
        if not entity.var_ref:
            return entity_result(entity, item, None, self.variable)
        found = self.variable(entity.var_ref)
        if found.flag is Flag.NOT_COLLECTED:
            return Result.UNKNOWN
        return entity_result(entity, item, expected(found), self.variable)

    def collected(self, object_id: str) -> Collected:
        """What came of an object; one that the document lacks, or that depends on itself, is an error."""
        if object_id not in self._collected:
            wanted = self.document.objects.get(object_id)
            if wanted is None or self._refused("object", object_id):
                text = self._refused("object", object_id) or f"there is no object {object_id}"
                return Collected(object_id, Flag.ERROR, messages=(Message(text, "error"),))
            self._open.add(("object", object_id))
            self._collected[object_id] = (self.evidence.collect or collect)(wanted, self)
            self._open.discard(("object", object_id))
        return self._collected[object_id]

    def variable(self, variable_id: str) -> Values:
        """A variable's values; one that the document lacks, or that depends on itself, is an error."""
        if variable_id not in self._variables:
            variable = self.document.variables.get(variable_id)
            if variable is None or self._refused("variable", variable_id):
                return failed(self._refused("variable", variable_id) or f"there is no variable {variable_id}")
            self._open.add(("variable", variable_id))
            found = variable_values(variable, self._external.get(variable_id), self)
            self._variables[variable_id] = self._affordable(found)
            self._open.discard(("variable", variable_id))
        return self._variables[variable_id]

    def _affordable(self, found: Values) -> Values:
        """The values, ready to be looked among, or an error where all variables together take too much memory."""
        self._text += sum(map(len, found.values))
        found = found._replace(values=Many(found.values)) if len(found.values) > MANY else found
        return found if self._text <= MAX_TEXT else failed(f"the variables have more than {MAX_TEXT} characters in all")

    def _refused(self, kind: str, name: str) -> str:
        """Why something is not worked out now: it rests on itself, or on too much; else nothing."""
        if (kind, name) in self._open:
            return f"{name} {'extends' if kind == 'definition' else 'depends on'} itself"
        if len(self._open) >= MAX_DEPTH:
            return f"more than {MAX_DEPTH} parts rest on one another, down to {name}"
        return ""
