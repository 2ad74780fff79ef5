"""Results that were read and that do not say what stands with them: evidence that denies them, and overrides."""

from collections.abc import Iterable, Iterator

from scapkit.model.results import CheckResult, RuleOutcome, RuleResult
from scapkit.names import OVAL_SYSTEM
from scapkit.problem import WARNING, Problem, Problems
from scapkit.span import Span

DECIDED = (RuleOutcome.PASS, RuleOutcome.FAIL)
"""Results that are a check's and nothing else's: no role, platform or remedy made them (NIST IR 7275r4, table 26)."""
TOLD = 3


def contradictions(results: Iterable[RuleResult], file: str) -> Problems:
    """A warning for the results that a single OVAL check denies, and one for those that their last override does.

    The results stand as they are. What several checks came to may be more than what is shown of them.
    """
    known = tuple(results)
    denied, overridden = (tuple(found) for found in (_denied(known), _overridden(known)))
    told = (("contradicting-evidence", denied), ("contradicting-override", overridden))
    return tuple(Problem(Span(file), code, _joined(texts), level=WARNING) for code, texts in told if texts)


def _joined(texts: tuple[str, ...]) -> str:
    more = f"; and {len(texts) - TOLD} more rules" if len(texts) > TOLD else ""
    return "; ".join(texts[:TOLD]) + more


def _denied(results: Iterable[RuleResult]) -> Iterator[str]:
    for each in results:
        told = each.overrides[0].old_result if each.overrides else each.outcome
        found = _single(each)
        if told in DECIDED and found not in (None, told):
            yield f"{each.rule_id}: {told}, and {found} by its OVAL results"


def _single(result: RuleResult) -> RuleOutcome | None:
    """What the only check of a rule came to, where it is OVAL."""
    check = result.checks[0] if len(result.checks) == 1 else None
    return check.outcome if isinstance(check, CheckResult) and check.system == OVAL_SYSTEM else None


def _overridden(results: Iterable[RuleResult]) -> Iterator[str]:
    for each in results:
        if each.overrides:
            latest = max(each.overrides, key=lambda override: override.time)
            if each.outcome not in (each.overrides[-1].new_result, latest.new_result):
                yield f"{each.rule_id}: {each.outcome}, and {each.overrides[-1].new_result} by its last override"
