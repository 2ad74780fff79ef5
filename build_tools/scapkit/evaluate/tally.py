"""What the scoring models share: what counts, and the sums of the flat ones (NIST IR 7275r4, 7.3.2)."""

from collections.abc import Callable, Mapping, Sequence
from math import isfinite

from scapkit.model.results import RuleOutcome
from scapkit.xccdf.policy import Policy

_UNCOUNTED = frozenset(
    {RuleOutcome.NOTAPPLICABLE, RuleOutcome.NOTCHECKED, RuleOutcome.INFORMATIONAL, RuleOutcome.NOTSELECTED}
)
_PASSED = (RuleOutcome.PASS, RuleOutcome.FIXED)


def passed_share(outcomes: Sequence[RuleOutcome]) -> float | None:
    """The share of a rule's outcomes that passed, from 0 to 1; None where none of them counts."""
    counted = [outcome for outcome in outcomes if outcome not in _UNCOUNTED]
    if not counted:
        return None
    return sum(outcome in _PASSED for outcome in counted) / len(counted)


def weight_of(text: str) -> float:
    """A weight attribute; what is no finite number of at least 0 counts as the default, 1."""
    try:
        weight = float(text)
    except ValueError:
        return 1.0
    return weight if isfinite(weight) and weight >= 0 else 1.0


def flat_sums(
    policy: Policy,
    outcomes: Mapping[str, Sequence[RuleOutcome]],
    weight: Callable[[float], float] = lambda weight: weight,
) -> tuple[float, float]:
    """The score and the maximum of the flat model, each rule's weight taken through `weight`."""
    score = maximum = 0.0
    for rule in policy.rules:
        share = passed_share(outcomes.get(rule.id, ()))
        if share is not None:
            own = weight(weight_of(rule.weight))
            maximum += own
            score += own * share
    return score, maximum
