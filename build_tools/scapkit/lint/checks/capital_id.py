"""capital-id: a rule, value or profile whose id has capital letters."""

from collections.abc import Iterator

from scapkit.authoring.project import GroupSource, RuleSource, ValueSource, walk_groups
from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Whole
from scapkit.problem import WARNING


def run(whole: Whole) -> Iterator[Finding]:
    """Ids that are not in lower case."""
    for compiled in whole.compiled:
        for group in walk_groups(compiled.project.groups):
            items: tuple[GroupSource | RuleSource | ValueSource, ...] = (group, *group.rules, *group.values)
            for each in items:
                if each.id != each.id.lower():
                    yield Finding(each.span, f"the id {each.id} has capital letters", f"rename it to {each.id.lower()}")


LINT = Lint(
    "capital-id",
    WARNING,
    "Ids are typed by hand in profiles and tailorings, and file systems differ about case. Use small letters.",
    run,
)
