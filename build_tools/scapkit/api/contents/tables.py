"""Tables of content, in some format."""

from scapkit.api.contents.table_options import SHEETS, TABLES, TableOptions, policy_kinds
from scapkit.api.contents.targets import benchmark_of
from scapkit.api.files.naming import named
from scapkit.report.contents.scope import make_scope
from scapkit.report.protocol import SheetFormat, Table
from scapkit.xccdf.make_policy import make_policy
from scapkit.xccdf.profiles import find_profile


def table(options: TableOptions) -> bytes:
    """The table; raises Invalid: unknown-kind, unknown-format, unknown-profile, unknown-reference."""
    if options.kind in policy_kinds():
        from scapkit.api.projects.policies import policy_table

        return policy_table(options)
    kind: Table = named(TABLES, "TABLE", options.kind, "kind", policy_kinds())
    sheet_format: SheetFormat = named(SHEETS, "SHEET_FORMAT", options.format or "text", "format")
    benchmark = benchmark_of(options.content, options.source)
    profile = find_profile(benchmark, None, options.profile, options.content)
    policy = make_policy(benchmark, profile, options.content)
    return sheet_format.render(kind.make(make_scope(policy, options.content, options.reference)))
