"""unknown-severity: a rule that does not say how much it matters."""

from collections.abc import Iterator

from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.problem import NOTE


def run(whole: Whole) -> Iterator[Finding]:
    """Rules of severity unknown."""
    for _, rule in whole.rules():
        if rule.severity == "unknown":
            place = whole.place(rule.span, "severity")
            yield Finding(place, f"the severity of {rule.id} is unknown", "choose info, low, medium or high")


LINT = Lint(
    "unknown-severity",
    NOTE,
    "Reports sort by severity, and unknown sorts nowhere. Choose info, low, medium or high.",
    run,
)
