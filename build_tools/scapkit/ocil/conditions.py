"""Whether a handler of a test action applies to a reply (ocil-2.0.xsd, TestActionConditionType)."""

from decimal import Decimal

from scapkit.model.ocil import Bound, Handler, Range
from scapkit.model.ocil_results import ANSWERED
from scapkit.ocil.replies import Reply
from scapkit.ocil.variables import Variables, decimal, found

_BOOLEAN = {"when_true": "true", "when_false": "false"}


def applies(handler: Handler, reply: Reply, variables: Variables) -> bool:
    """Whether a reply is what a handler waits for; raises Undetermined where that cannot be told."""
    if reply.response != ANSWERED:
        return handler.name == f"when_{reply.response.lower()}"
    if handler.name in _BOOLEAN:
        return _BOOLEAN[handler.name] == reply.answer
    fits = {"when_choice": _chosen, "when_equals": _equals, "when_range": _in_range, "when_pattern": _matches}
    return handler.name in fits and fits[handler.name](handler, reply.answer, variables)


def _chosen(handler: Handler, answer: str, _variables: Variables) -> bool:
    return answer in handler.values


def _equals(handler: Handler, answer: str, variables: Variables) -> bool:
    values = (variables.value(handler.var_ref),) if handler.var_ref else handler.values
    return any(decimal(value, "the value") == decimal(answer, "the answer") for value in values)


def _in_range(handler: Handler, answer: str, variables: Variables) -> bool:
    return any(_within(decimal(answer, "the answer"), each, variables) for each in handler.ranges)


def _matches(handler: Handler, answer: str, variables: Variables) -> bool:
    patterns = (variables.value(each.var_ref) if each.var_ref else each.text for each in handler.patterns)
    return any(found(pattern, answer) for pattern in patterns)


def _within(answer: Decimal, between: Range, variables: Variables) -> bool:
    low, high = (None if each is None else _value(each, variables) for each in between)
    above = low is None or answer > low or (answer == low and between.low is not None and between.low.inclusive)
    below = high is None or answer < high or (answer == high and between.high is not None and between.high.inclusive)
    return above and below


def _value(bound: Bound, variables: Variables) -> Decimal:
    return decimal(variables.value(bound.var_ref) if bound.var_ref else bound.value, "the bound")
