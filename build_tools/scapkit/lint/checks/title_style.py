"""title-style: a title that ends in a dot, is very long, or has stray spaces."""

from collections.abc import Iterator

from scapkit.authoring.project import GroupSource, RuleSource, ValueSource, walk_groups
from scapkit.lint.protocol import Finding, Lint
from scapkit.lint.whole import Compiled, Whole
from scapkit.problem import NOTE
from scapkit.span import Span

MAX_LENGTH = 120


def run(whole: Whole) -> Iterator[Finding]:
    """Titles of rules, groups, values and profiles that do not read as titles."""
    for compiled in whole.compiled:
        for name, title, span in _titles(compiled):
            fault = _fault(title)
            if fault:
                yield Finding(
                    whole.place(span, "title"),
                    f"the title of {name} {fault}",
                    "a title is a short line without a full stop",
                )


def _titles(compiled: Compiled) -> Iterator[tuple[str, str, Span]]:
    project = compiled.project
    for group in walk_groups(project.groups):
        items: tuple[GroupSource | RuleSource | ValueSource, ...] = (group, *group.rules, *group.values)
        yield from ((each.id, each.title, each.span) for each in items)
    yield from ((each.id, each.title, each.span) for each in project.profiles.values())


def _fault(title: str) -> str:
    if title.endswith("."):
        return "ends in a full stop"
    if len(title) > MAX_LENGTH:
        return f"has {len(title)} characters"
    return "has stray spaces" if title != " ".join(title.split()) else ""


LINT = Lint(
    "title-style",
    NOTE,
    "Titles stand in tables and lists. Keep them to 120 characters, without a full stop at the end or double spaces.",
    run,
)
