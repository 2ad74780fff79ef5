"""References: of every rule by class, or those of one class with their rules."""

from scapkit.model.xccdf import Rule
from scapkit.names import short_id
from scapkit.report.contents.reference_classes import class_of, natural
from scapkit.report.contents.rules import cces
from scapkit.report.contents.scope import Scope
from scapkit.report.contents.sheet import Sheet, several
from scapkit.report.protocol import Table


def make(scope: Scope) -> Sheet:
    """A row for each rule and a column for each class; of one class a row for each reference of each rule."""
    return _of_one_class(scope) if scope.reference else _of_all(scope)


def _by_class(rule: Rule, declared: dict[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in rule.references:
        found.setdefault(class_of(each.href, declared), []).append(each.text or each.href)
    return found


def _of_all(scope: Scope) -> Sheet:
    classes, declared = scope.classes, scope.declared
    rows = []
    for rule in scope.rules:
        found = _by_class(rule, declared)
        cells = (several(sorted(found.get(name, ()), key=natural)) for name in classes)
        rows.append((short_id(rule.id), *cells, scope.rule_title(rule)))
    return Sheet(f"References of {scope.title}", ("Rule", *classes, "Title"), tuple(rows))


def _of_one_class(scope: Scope) -> Sheet:
    declared = scope.declared
    pairs = [
        (text, rule)
        for rule in scope.rules
        for text in dict.fromkeys(_by_class(rule, declared).get(scope.reference, ()))
    ]
    pairs.sort(key=lambda pair: natural(pair[0]))
    rows = tuple(
        (text, short_id(rule.id), rule.severity, several(cces(rule)), scope.rule_title(rule)) for text, rule in pairs
    )
    without = len(scope.rules) - len({rule.id for _, rule in pairs})
    notes = (f"{without} of {len(scope.rules)} rules have no reference of this class.",) if without else ()
    columns = (scope.reference, "Rule", "Severity", "CCE", "Title")
    return Sheet(f"References to {scope.reference} of {scope.title}", columns, rows, notes)


TABLE = Table("references", "every rule's references by class; with --reference, those of one class", make)
