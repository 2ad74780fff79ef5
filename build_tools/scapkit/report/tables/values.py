"""Values: what is in force, what else could be chosen, and which rules use it."""

from scapkit.model.xccdf import Value
from scapkit.names import short_id
from scapkit.report.contents.scope import Scope, values_used
from scapkit.report.contents.sheet import Sheet, several
from scapkit.report.protocol import Table
from scapkit.xccdf.items import values_of

COLUMNS = ("Value", "In force", "Type", "Operator", "Options", "Rules", "Title")


def make(scope: Scope) -> Sheet:
    """A row for each Value that a rule of the scope uses; without a profile for every Value."""
    users: dict[str, list[str]] = {}
    for rule in scope.rules:
        for name in values_used(rule):
            users.setdefault(name, []).append(short_id(rule.id))
    values = [each for each in values_of(scope.policy.benchmark) if each.id in users or scope.policy.profile is None]
    rows = tuple(_row(scope, value, users.get(value.id, [])) for value in values)
    return Sheet(f"Values of {scope.title}", COLUMNS, rows)


def _row(scope: Scope, value: Value, users: list[str]) -> tuple[str, ...]:
    return (
        short_id(value.id),
        scope.policy.values.get(value.id, ""),
        value.type,
        value.operator,
        several(f"{selector or 'default'}: {text}" for selector, text in value.values),
        several(users),
        scope.words.plain(value.titles),
    )


TABLE = Table("values", "every Value with what is in force, its options and the rules that use it", make)
