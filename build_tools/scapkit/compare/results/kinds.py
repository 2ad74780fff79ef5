"""What became of a rule, by what it came to before and what it comes to now."""

from enum import StrEnum

from scapkit.model.results import RuleOutcome


class Kind(StrEnum):
    """The kinds of change, what matters most first."""

    NEWLY_FAILING = "newly-failing"
    WAIVER_EXPIRED = "waiver-expired"
    WAIVER_ENDED = "waiver-ended"
    NO_LONGER_JUDGED = "no-longer-judged"
    CHANGED_EVIDENCE = "changed-evidence"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED_OUTCOME = "changed-outcome"
    CHANGED_REASON = "changed-reason"
    SEVERITY_CHANGED = "severity-changed"
    WAIVED = "waived"
    NOW_JUDGED = "now-judged"
    FIXED = "fixed"
    INCOMPARABLE = "incomparable"

    @property
    def words(self) -> str:
        """The kind for people."""
        return self.value.replace("-", " ")


GOOD = frozenset((RuleOutcome.PASS, RuleOutcome.FIXED))
OPEN = frozenset((RuleOutcome.ERROR, RuleOutcome.UNKNOWN, RuleOutcome.NOTCHECKED))


def kind_of(old: RuleOutcome, new: RuleOutcome) -> Kind | None:
    """The kind of a change of outcome (NIST IR 7275r4, table 26), None where there is none.

    A rule that is not selected is as one that is not there. What failed is fixed only by a pass: where nobody can tell
    any more, or the rule no longer applies, that is another thing.
    """
    if old is new:
        return None
    if RuleOutcome.NOTSELECTED in (old, new):
        return Kind.ADDED if old is RuleOutcome.NOTSELECTED else Kind.REMOVED
    if new is RuleOutcome.FAIL:
        return Kind.NEWLY_FAILING
    if old is RuleOutcome.FAIL and new in GOOD:
        return Kind.FIXED
    if (old in OPEN) is (new in OPEN):
        return Kind.CHANGED_OUTCOME
    return Kind.NO_LONGER_JUDGED if new in OPEN else Kind.NOW_JUDGED
