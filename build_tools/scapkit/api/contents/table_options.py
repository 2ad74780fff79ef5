"""What a table is asked for."""

from typing import NamedTuple

from scapkit.registry import module_names

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
