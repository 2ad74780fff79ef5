"""The values of OCIL's variables (ocil-2.0.xsd, VariableType)."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cached_property

from scapkit.model.ocil import Ocil, Question, Setting, Variable
from scapkit.model.ocil_results import ANSWERED
from scapkit.ocil.replies import Reply, choices_of, number
from scapkit.oval.matching.patterns import search

_TRUE = {"MODEL_YES_NO": ("yes", "no"), "MODEL_TRUE_FALSE": ("true", "false")}


class Undetermined(Exception):
    """A value that is not known, or a comparison that cannot be made: why, and the question that nobody answered."""

    def __init__(self, reason: str, unanswered: str = "") -> None:
        super().__init__(reason)
        self.unanswered = unanswered


class Variables:
    """The variables of a document; `reply` gives the reply to a question, `external` the values of external ones."""

    def __init__(self, document: Ocil, reply: Callable[[Question], Reply | None], external: Mapping[str, str]) -> None:
        self._document = document
        self._reply = reply
        self._external = external
        self._open: list[str] = []

    @cached_property
    def _variables(self) -> Mapping[str, Variable]:
        return {each.id: each for each in self._document.variables}

    @cached_property
    def _questions(self) -> Mapping[str, Question]:
        return {each.id: each for each in self._document.questions}

    def is_local(self, name: str) -> bool:
        """Whether a variable depends on an answer."""
        return name in self._variables and self._variables[name].kind == "local"

    def value(self, name: str) -> str:
        """A variable's value; raises Undetermined."""
        variable = self._variables.get(name)
        if variable is None:
            raise Undetermined(f"there is no variable {name}")
        if name in self._open:
            raise Undetermined(f"the variable {name} depends on itself")
        self._open.append(name)
        try:
            value = self._value(variable)
        finally:
            self._open.pop()
        if variable.datatype == "NUMERIC":
            decimal(value, name)
        return value

    def _value(self, variable: Variable) -> str:
        if variable.kind == "constant":
            return variable.value
        if variable.kind == "local":
            return self._local(variable)
        if variable.id not in self._external:
            raise Undetermined(f"nobody gave the external variable {variable.id} a value")
        return self._external[variable.id]

    def _local(self, variable: Variable) -> str:
        question = self._questions.get(variable.question_ref)
        if question is None:
            raise Undetermined(f"{variable.id}: there is no question {variable.question_ref}")
        reply = self._reply(question)
        if reply is None:
            raise Undetermined(f"{variable.id}: {question.id} has no answer", question.id)
        if reply.response != ANSWERED:
            raise Undetermined(f"{variable.id}: the response to {question.id} is {reply.response}")
        if not variable.settings:
            return self._plain(variable, question, reply.answer)
        for setting in variable.settings:
            if _applies(setting, reply.answer):
                return setting.value
        raise Undetermined(f"{variable.id}: no expression of its set fits the answer to {question.id}")

    def _plain(self, variable: Variable, question: Question, answer: str) -> str:
        """The answer as a value (LocalVariableType, mappings 1 to 5)."""
        if question.kind == "boolean":
            yes, no = ("1", "0") if variable.datatype == "NUMERIC" else _TRUE.get(question.model, ("true", "false"))
            return yes if answer == "true" else no
        if question.kind != "choice":
            return answer
        choice = next(each for each in choices_of(self._document, question) if each.id == answer)
        return self.value(choice.var_ref) if choice.var_ref else choice.text


def _applies(setting: Setting, answer: str) -> bool:
    if setting.name == "when_pattern":
        return found(setting.match, answer)
    if setting.name == "when_range":
        low, high = decimal(setting.match, "min"), decimal(setting.high, "max")
        return low <= decimal(answer, "the answer") <= high
    if setting.name == "when_boolean":
        return answer == {"1": "true", "0": "false"}.get(setting.match.strip(), setting.match.strip())
    return setting.name == "when_choice" and setting.match == answer


def decimal(text: str, name: str) -> Decimal:
    """A number; raises Undetermined."""
    try:
        return Decimal(number(text))
    except ValueError:
        raise Undetermined(f"{name} is not a number") from None


def found(pattern: str, text: str) -> bool:
    """Whether a pattern is found in a text, within the limits on searches; raises Undetermined."""
    try:
        return search(pattern, text) is not None
    except (ValueError, TimeoutError) as error:
        raise Undetermined(str(error)) from None
