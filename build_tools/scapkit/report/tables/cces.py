"""CCE identifiers and the rules that have them."""

from scapkit.names import short_id
from scapkit.report.contents.reference_classes import natural
from scapkit.report.contents.rules import cces
from scapkit.report.contents.scope import Scope
from scapkit.report.contents.sheet import Sheet
from scapkit.report.protocol import Table


def make(scope: Scope) -> Sheet:
    """A row for each CCE of each rule, by number."""
    pairs = sorted(((cce, rule) for rule in scope.rules for cce in cces(rule)), key=lambda pair: natural(pair[0]))
    rows = tuple((cce, short_id(rule.id), rule.severity, scope.rule_title(rule)) for cce, rule in pairs)
    without = sum(not cces(rule) for rule in scope.rules)
    notes = (f"{without} of {len(scope.rules)} rules have no CCE.",) if without else ()
    return Sheet(f"CCEs of {scope.title}", ("CCE", "Rule", "Severity", "Title"), rows, notes)


TABLE = Table("cces", "every CCE identifier with its rule", make)
