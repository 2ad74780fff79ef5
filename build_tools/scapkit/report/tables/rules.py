"""The rules: what they are about, how they are checked and mended."""

from scapkit.names import short_id
from scapkit.report.contents.remedies import fix_names
from scapkit.report.contents.rules import cces
from scapkit.report.contents.scope import Scope, checked_by
from scapkit.report.contents.sheet import Sheet, several
from scapkit.report.protocol import Table


def make(scope: Scope) -> Sheet:
    """A row for each rule."""
    rows = (
        (
            short_id(rule.id),
            rule.severity,
            several(cces(rule)),
            checked_by(rule),
            several(fix_names(rule)),
            scope.rule_title(rule),
        )
        for rule in scope.rules
    )
    return Sheet(f"Rules of {scope.title}", ("Rule", "Severity", "CCE", "Check", "Fixes", "Title"), tuple(rows))


TABLE = Table("rules", "every rule with severity, CCE, check and fixes", make)
