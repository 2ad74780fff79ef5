"""How each control is checked, what its rules read, and what other tools make of it."""

from collections.abc import Iterator

from scapkit.report.contents.numbered import Numbered, numbered, tool_names
from scapkit.report.contents.policy import PolicyView
from scapkit.report.contents.sheet import Sheet, several
from scapkit.report.protocol import PolicyTable

COLUMNS = ("Control", "Title", "Checked", "Rules", "Reads")


def make(policies: tuple[PolicyView, ...]) -> Sheet:
    """A row for each control that is no heading, by number; also for those that only another tool names."""
    tools = tool_names(policies)
    rows = tuple(_row(policy, each, tools, len(policies) > 1) for policy in policies for each in numbered(policy))
    title = f"{policies[0].title} {policies[0].version}".strip() if len(policies) == 1 else "How controls are checked"
    return Sheet(title, (*COLUMNS, *tools), rows, tuple(_notes(policies)))


def _row(policy: PolicyView, each: Numbered, tools: tuple[str, ...], named: bool) -> tuple[str, ...]:
    return (
        f"{policy.id}:{each.id}" if named else each.id,
        each.title,
        each.kind,
        several(f"{rule.id} ({rule.check})" for rule in each.rules),
        several(path for rule in each.rules for path in rule.reads),
        *(each.others.get(tool, "") for tool in tools),
    )


def _notes(policies: tuple[PolicyView, ...]) -> Iterator[str]:
    yield (
        "Checked: automated where data alone decides, partly where a question is left to a person, manual where a "
        "person answers all of it, none where there is no rule."
    )
    for policy in policies:
        yield from (f"{each.tool}, {policy.id}: {each.source}" for each in policy.others)


POLICY_TABLE = PolicyTable("automation", "how each control of a project's policies is checked, and what it reads", make)
