"""What a benchmark has that can be tailored, found by whole ids and by short ones."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from scapkit.model.xccdf import Benchmark, Group, Profile, Rule, Value
from scapkit.names import short_id
from scapkit.problem import Problem, did_you_mean
from scapkit.span import Span
from scapkit.xccdf.items import rules_of, values_of, walk
from scapkit.xccdf.policy import Policy
from scapkit.xccdf.refine import members

Item = Group | Rule


class Known(NamedTuple):
    """The items and Values as a base profile has them, by whole id, and what each idref means (clusters too)."""

    items: Mapping[str, Item]
    values: Mapping[str, Value]
    item_ids: Mapping[str, tuple[str, ...]]
    value_ids: Mapping[str, tuple[str, ...]]

    def items_of(self, idref: str) -> tuple[Item, ...]:
        """The items that an idref means."""
        return tuple(self.items[name] for name in self.item_ids.get(idref, ()))

    def values_of(self, idref: str) -> tuple[Value, ...]:
        """The Values that an idref means."""
        return tuple(self.values[name] for name in self.value_ids.get(idref, ()))


def known_of(policy: Policy, benchmark: Benchmark) -> Known:
    """What a benchmark has, a policy's refinements applied, and all checks that may be selected still there."""
    checks = {rule.id: rule.checks for rule in rules_of(benchmark)}
    items = {
        item.id: item._replace(checks=checks[item.id]) if isinstance(item, Rule) else item
        for item, _ in walk(policy.benchmark)
    }
    values = {value.id: value for value in values_of(policy.benchmark)}
    return Known(items, values, members(items.values()), members(values.values()))


def found(name: str, ids: Iterable[str], noun: str, span: Span) -> str | Problem:
    """The one id that a name means, itself or its short id; a problem where none does, or several."""
    whole = tuple(ids)
    if name in whole:
        return name
    fitting = [each for each in whole if short_id(each) == name]
    if len(fitting) > 1:
        return Problem(span, "ambiguous-name", f"{name} may be any of: {', '.join(fitting)}", "write the whole id")
    if not fitting:
        hint = did_you_mean(name, (short_id(each) for each in whole)) or did_you_mean(name, whole)
        return Problem(span, f"unknown-{noun}", f"the benchmark has no {noun} {name}", hint)
    return fitting[0]


def profile_named(name: str, profiles: Iterable[Profile], span: Span) -> str | Problem:
    """The id of the profile that a name means."""
    return found(name, (each.id for each in profiles), "profile", span)
