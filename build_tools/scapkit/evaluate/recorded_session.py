"""Results that were read, part by part, as a session gives them: so that they are explained alike."""

from scapkit.model.oval import OvalDefinitions, State
from scapkit.model.results import DefinitionResult, OvalResults, OvalTestResult, Result
from scapkit.model.syschar import Collected, Flag
from scapkit.oval.protocols import Values


class RecordedSession:
    """Results by id; what they do not tell was not evaluated, and what they did not collect has no message."""

    def __init__(self, results: OvalResults, document: OvalDefinitions) -> None:
        self.document = document
        self._definitions = {each.definition_id: each for each in results.definitions}
        self._tests = {each.test_id: each for each in results.tests}
        self._collected = {each.object_id: each for each in results.collected}
        self._values = {each.var_ref: each.values for each in results.variables}

    def definition(self, definition_id: str) -> DefinitionResult:
        """A definition's result."""
        return self._definitions.get(definition_id) or DefinitionResult(definition_id, Result.NOT_EVALUATED)

    def test(self, test_id: str) -> OvalTestResult:
        """A test's result with the items it was decided on."""
        return self._tests.get(test_id) or OvalTestResult(test_id, Result.NOT_EVALUATED)

    def collected(self, object_id: str) -> Collected:
        """What came of an object; one of which nothing is told, such as in thin results, may well be complete."""
        return self._collected.get(object_id) or Collected(object_id, Flag.COMPLETE)

    def variable(self, variable_id: str) -> Values:
        """A variable's values."""
        return Values(self._values.get(variable_id, ()))

    def state(self, state_id: str) -> State | None:
        """A state of the document."""
        return self.document.states.get(state_id)
