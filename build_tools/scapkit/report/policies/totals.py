"""How many controls of policies are checked by a program, wholly or partly: by section, beside other tools."""

from collections import Counter
from collections.abc import Iterator

from scapkit.report.contents.numbered import Numbered, numbered, tool_names
from scapkit.report.contents.policy import PolicyView
from scapkit.report.contents.sheet import Sheet
from scapkit.report.protocol import PolicyTable

KINDS = ("automated", "partly", "manual", "none")
COLUMNS = ("Policy", "Section", "Controls", *(name.capitalize() for name in KINDS))


def make(policies: tuple[PolicyView, ...]) -> Sheet:
    """A row for each policy and for each of its sections, which is what stands before the first dot of a number."""
    tools = tool_names(policies)
    rows = tuple(row for policy in policies for row in _rows(policy, tools))
    return Sheet("Totals", (*COLUMNS, *(f"{tool}: automated" for tool in tools)), rows)


def _rows(policy: PolicyView, tools: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    controls = numbered(policy)
    titles = {each.id: each.title for each in policy.controls}
    yield (policy.id, "(all)", *_counts(controls, tools))
    for section in dict.fromkeys(each.id.partition(".")[0] for each in controls):
        within = tuple(each for each in controls if each.id.partition(".")[0] == section)
        yield (policy.id, f"{section} {titles.get(section, '')}".strip(), *_counts(within, tools))


def _counts(controls: tuple[Numbered, ...], tools: tuple[str, ...]) -> Iterator[str]:
    kinds = Counter(each.kind for each in controls)
    yield str(len(controls))
    yield from (str(kinds[name]) for name in KINDS)
    yield from (str(sum(each.others.get(tool) == "automated" for each in controls)) for tool in tools)


POLICY_TABLE = PolicyTable("totals", "how many controls of a project's policies are automated, by section", make)
