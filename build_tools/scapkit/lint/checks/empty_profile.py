"""empty-profile: a profile that selects nothing."""

from collections.abc import Iterator

from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.selections import selected
from scapkit.lint.whole import Whole
from scapkit.problem import WARNING


def run(whole: Whole) -> Iterator[Finding]:
    """Profiles without a rule when all is resolved."""
    for compiled in whole.compiled:
        if not compiled.complete:
            continue
        for name, rules in selected(compiled).items():
            if not rules and name in compiled.project.profiles:
                profile = compiled.project.profiles[name]
                yield Finding(profile.span, f"the profile {name} selects no rule", "add selections, or extends")


LINT = Lint(
    "empty-profile",
    WARNING,
    "A profile without rules passes everything, which looks like good news. Select rules, or delete the profile.",
    run,
)
