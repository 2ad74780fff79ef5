"""The default model: weighted means, from the leaves of the tree upwards (NIST IR 7275r4, 7.3.2.2)."""

from collections.abc import Mapping, Sequence

from scapkit.evaluate.protocol import Scoring
from scapkit.evaluate.tally import passed_share, weight_of
from scapkit.model.results import RuleOutcome, Score
from scapkit.model.xccdf import Group, Rule
from scapkit.xccdf.policy import Policy

SYSTEM = "urn:xccdf:scoring:default"
Outcomes = Mapping[str, Sequence[RuleOutcome]]


def score(policy: Policy, outcomes: Outcomes) -> Score:
    """From 0 to 100; 0 where no rule counts."""
    mean = _mean(policy.benchmark.children, outcomes)
    return Score(SYSTEM, mean or 0.0, 100.0)


def _mean(children: Sequence[Group | Rule], outcomes: Outcomes) -> float | None:
    """The weighted mean of those children that count, None where none does; weights of 0 throughout give 0."""
    found = [(weight_of(child.weight), own) for child in children if (own := _own(child, outcomes)) is not None]
    if not found:
        return None
    total = sum(weight for weight, _ in found)
    return sum(weight * own for weight, own in found) / total if total else 0.0


def _own(child: Group | Rule, outcomes: Outcomes) -> float | None:
    if isinstance(child, Group):
        return _mean(child.children, outcomes)
    share = passed_share(outcomes.get(child.id, ()))
    return None if share is None else 100 * share


SCORING = Scoring("default", SYSTEM, score)
