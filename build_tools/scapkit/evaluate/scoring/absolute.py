"""The absolute model: whether every rule that counts passed (NIST IR 7275r4, 7.3.2.5)."""

from collections.abc import Mapping, Sequence

from scapkit.evaluate.protocol import Scoring
from scapkit.evaluate.tally import flat_sums
from scapkit.model.results import RuleOutcome, Score
from scapkit.xccdf.policy import Policy

SYSTEM = "urn:xccdf:scoring:absolute"


def score(policy: Policy, outcomes: Mapping[str, Sequence[RuleOutcome]]) -> Score:
    """1 where the flat model reaches its maximum, else 0."""
    reached, maximum = flat_sums(policy, outcomes)
    return Score(SYSTEM, float(reached == maximum), 1.0)


SCORING = Scoring("absolute", SYSTEM, score)
