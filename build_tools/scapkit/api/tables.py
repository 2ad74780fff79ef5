"""Tables of content, in some format."""

from typing import NamedTuple

from scapkit.api.naming import named
from scapkit.api.targets import benchmark_of
from scapkit.registry import module_names
from scapkit.report.protocol import SheetFormat, Table
from scapkit.report.scope import make_scope
from scapkit.xccdf.make_policy import make_policy
from scapkit.xccdf.profiles import find_profile

TABLES = "scapkit.report.tables"
SHEETS = "scapkit.report.sheets"
POLICIES = "scapkit.report.policies"


class TableOptions(NamedTuple):
    """Which table of what, and how: the rules of a profile, or all; one class of references, or one policy, or all."""

    content: str
    kind: str
    profile: str = ""
    reference: str = ""
    format: str = ""
    source: str | None = None
    policy: str = ""


def policy_kinds() -> list[str]:
    """The kinds that tell of a project's policies, and so need the project: the tables, and the document."""
    return ["policy", *module_names(POLICIES)]


def table(options: TableOptions) -> bytes:
    """The table; raises Invalid: unknown-kind, unknown-format, unknown-profile, unknown-reference."""
    if options.kind in policy_kinds():
        from scapkit.api.policies import policy_table

        return policy_table(options)
    kind: Table = named(TABLES, "TABLE", options.kind, "kind", policy_kinds())
    sheet_format: SheetFormat = named(SHEETS, "SHEET_FORMAT", options.format or "text", "format")
    benchmark = benchmark_of(options.content, options.source)
    profile = find_profile(benchmark, None, options.profile, options.content)
    policy = make_policy(benchmark, profile, options.content)
    return sheet_format.render(kind.make(make_scope(policy, options.content, options.reference)))
