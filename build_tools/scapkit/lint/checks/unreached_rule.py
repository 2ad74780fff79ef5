"""unreached-rule: a rule that no profile selects."""

from collections.abc import Iterator

from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.selections import selected
from scapkit.lint.whole import Whole
from scapkit.problem import WARNING


def run(whole: Whole) -> Iterator[Finding]:
    """The rules of products that have profiles, and none for these."""
    for compiled in whole.compiled:
        if not compiled.complete or not compiled.project.profiles:
            continue
        reached = frozenset[str]().union(*selected(compiled).values())
        for rule in compiled.rules.values():
            if rule.id not in reached:
                yield Finding(rule.span, f"no profile selects {rule.id}", "select it, or delete it")


LINT = Lint(
    "unreached-rule",
    WARNING,
    "A rule that no profile selects is never judged. Select it in a profile or a control, or delete it.",
    run,
)
