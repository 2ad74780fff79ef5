"""What a check found, in lines for somebody who is to judge it: the verdict, reasons, and what did not satisfy it."""

from collections.abc import Iterator

from scapkit.report.views.findings import findings_of
from scapkit.report.views.shown import RuleView

MAX_LINES = 25


def found(rule: RuleView) -> tuple[str, ...]:
    """The lines, the last one telling how many were left out."""
    findings = findings_of(rule.checks)
    lines = list(_lines(rule, findings.texts))
    left_out = len(lines) - MAX_LINES
    more = max(left_out, 0) + findings.more
    return (*lines[:MAX_LINES], f"... {more} more lines") if more else tuple(lines)


def _lines(rule: RuleView, findings: tuple[str, ...]) -> Iterator[str]:
    yield f"the check came to: {rule.outcome}"
    yield from (each.text for each in rule.reasons if each.level != "info")
    yield from (f"  - {each}" for each in findings)
