"""The flat model: the weights of the rules that passed, of all that count (NIST IR 7275r4, 7.3.2.3)."""

from collections.abc import Mapping, Sequence

from scapkit.evaluate.protocol import Scoring
from scapkit.evaluate.tally import flat_sums
from scapkit.model.results import RuleOutcome, Score
from scapkit.xccdf.policy import Policy

SYSTEM = "urn:xccdf:scoring:flat"


def score(policy: Policy, outcomes: Mapping[str, Sequence[RuleOutcome]]) -> Score:
    """From 0 to the weight of all rules that count."""
    return Score(SYSTEM, *flat_sums(policy, outcomes))


SCORING = Scoring("flat", SYSTEM, score)
