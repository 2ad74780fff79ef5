"""Tables of content, in some format."""

from typing import NamedTuple

from scapkit.api.naming import named
from scapkit.api.targets import benchmark_of
from scapkit.report.protocol import SheetFormat, Table
from scapkit.report.scope import make_scope
from scapkit.xccdf.make_policy import make_policy
from scapkit.xccdf.profiles import find_profile

TABLES = "scapkit.report.tables"
SHEETS = "scapkit.report.sheets"


class TableOptions(NamedTuple):
    """Which table of what, and how: the rules of a profile, or all; one class of references, or all."""

    content: str
    kind: str
    profile: str = ""
    reference: str = ""
    format: str = "text"
    source: str | None = None


def table(options: TableOptions) -> bytes:
    """The table; raises Invalid: unknown-kind, unknown-format, unknown-profile, unknown-reference."""
    kind: Table = named(TABLES, "TABLE", options.kind, "kind")
    sheet_format: SheetFormat = named(SHEETS, "SHEET_FORMAT", options.format, "format")
    benchmark = benchmark_of(options.content, options.source)
    profile = find_profile(benchmark, None, options.profile, options.content)
    policy = make_policy(benchmark, profile, options.content)
    return sheet_format.render(kind.make(make_scope(policy, options.content, options.reference)))
