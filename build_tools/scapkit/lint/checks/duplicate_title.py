"""duplicate-title: two rules of a product that reports cannot tell apart."""

from collections.abc import Iterator

from scapkit.authoring.project import RuleSource
from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.problem import WARNING


def run(whole: Whole) -> Iterator[Finding]:
    """Rules whose title another rule before them has."""
    for compiled in whole.compiled:
        first: dict[str, RuleSource] = {}
        for rule in compiled.rules.values():
            other = first.setdefault(" ".join(rule.title.lower().split()), rule)
            if other is not rule:
                message = f"{rule.id} has the title of {other.id} ({other.span})"
                yield Finding(whole.place(rule.span, "title"), message, "say in the title what is different")


LINT = Lint(
    "duplicate-title",
    WARNING,
    "People see titles, not ids; two rules of one title look like one counted twice. Say what is different.",
    run,
)
