"""unanswerable-rule: a rule that neither a check nor a person can answer."""

from collections.abc import Iterator

from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.problem import WARNING


def run(whole: Whole) -> Iterator[Finding]:
    """Rules without OVAL and without a question."""
    for compiled in whole.compiled:
        if not compiled.complete:
            continue
        for name, unit in compiled.draft.units.items():
            if not unit.is_checked and not unit.question:
                hint = "add a template, OVAL by hand, or ocil and ocil_clause"
                yield Finding(unit.source.span, f"nothing can answer {name}: no check, no question", hint)


LINT = Lint(
    "unanswerable-rule",
    WARNING,
    "A rule without a check and without ocil is always not checked. Add a template, OVAL, or ocil and ocil_clause.",
    run,
)
