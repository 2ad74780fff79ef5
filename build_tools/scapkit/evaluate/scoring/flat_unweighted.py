"""The flat unweighted model: how many rules passed, of those that count (NIST IR 7275r4, 7.3.2.4)."""

from collections.abc import Mapping, Sequence

from scapkit.evaluate.protocol import Scoring
from scapkit.evaluate.tally import flat_sums
from scapkit.model.results import RuleOutcome, Score
from scapkit.xccdf.policy import Policy

SYSTEM = "urn:xccdf:scoring:flat-unweighted"


def score(policy: Policy, outcomes: Mapping[str, Sequence[RuleOutcome]]) -> Score:
    """From 0 to the number of rules that count; a rule of weight 0 does not."""
    return Score(SYSTEM, *flat_sums(policy, outcomes, lambda weight: 1.0 if weight else 0.0))


SCORING = Scoring("flat-unweighted", SYSTEM, score)
