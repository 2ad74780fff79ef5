"""What two profiles make of one benchmark, and what differs between that: rules, values, refinements."""

from collections.abc import Iterator
from typing import NamedTuple

from scapkit.compare.change import ADDED, REMOVED, Change, Comparison, lists
from scapkit.model.xccdf import Group, Rule
from scapkit.names import short_id
from scapkit.report.contents.scope import checks_of
from scapkit.report.writing.prose import wording
from scapkit.xccdf.items import values_of, walk
from scapkit.xccdf.policy import Policy

REFINED = ("severity", "role", "weight")


class Tailored(NamedTuple):
    """What one profile makes of the benchmark."""

    policy: Policy

    @property
    def name(self) -> str:
        """The profile's title and short id; without one the benchmark's title."""
        profile = self.policy.profile
        words = wording(self.policy)
        if profile is None:
            return f"{words.plain(self.policy.benchmark.titles) or self.policy.benchmark.id} (default)"
        # what is its own comes after what it inherits
        title = words.plain(profile.titles[-1:])
        return f"{title} ({short_id(profile.id)})" if title else short_id(profile.id)


def compare_profiles(old: Tailored, new: Tailored) -> Comparison:
    """Every change from one to the other: rules that are judged now or no longer, what they are refined to, Values,
    and the rules whose checks a Value is handed to.
    """
    before, after = old.policy, new.policy
    changes = (*_platforms(before, after), *_rules(before, after), *_groups(before, after), *_values(before, after))
    return Comparison(old.name, new.name, changes)


def _platforms(old: Policy, new: Policy) -> Iterator[Change]:
    platforms = [each.profile.platforms if each.profile else () for each in (old, new)]
    name = short_id(new.profile.id) if new.profile else "(default)"
    yield from lists("profile", name, "platforms", *platforms)


def _rules(old: Policy, new: Policy) -> Iterator[Change]:
    words = wording(new)
    before = {rule.id: rule for rule in old.rules}
    handed = _handed(old, new)
    for rule in new.rules:
        name = short_id(rule.id)
        if rule.id in new.selected and rule.id not in old.selected:
            yield Change("rule", name, ADDED, new=words.plain(rule.titles))
        elif rule.id in old.selected and rule.id not in new.selected:
            yield Change("rule", name, REMOVED, old=words.plain(rule.titles))
        elif rule.id in new.selected:
            yield from _refined("rule", name, before[rule.id], rule)
            yield from (each._replace(id=name) for each in handed if _uses(rule, each.id))


def _refined(subject: str, name: str, old: Rule | Group, new: Rule | Group) -> Iterator[Change]:
    for aspect in REFINED:
        was, now = getattr(old, aspect, ""), getattr(new, aspect, "")
        if was != now:
            yield Change(subject, name, aspect, was, now)
    if isinstance(old, Rule) and isinstance(new, Rule) and old.checks != new.checks:
        names = (", ".join(check.selector for check in each.checks) for each in (old, new))
        yield Change(subject, name, "checks", *names)


def _groups(old: Policy, new: Policy) -> Iterator[Change]:
    before = {item.id: item for item, _ in walk(old.benchmark)}
    for item, _ in walk(new.benchmark):
        if isinstance(item, Group):
            yield from _refined("group", short_id(item.id), before[item.id], item)


def _values(old: Policy, new: Policy) -> Iterator[Change]:
    before = {value.id: value for value in values_of(old.benchmark)}
    for value in values_of(new.benchmark):
        name, was, now = short_id(value.id), old.values.get(value.id, ""), new.values.get(value.id, "")
        if was != now:
            yield Change("value", name, "value", was, now)
        if before[value.id].operator != value.operator:
            yield Change("value", name, "operator", before[value.id].operator, value.operator)


def _handed(old: Policy, new: Policy) -> tuple[Change, ...]:
    """The Values that differ, each as a change of whatever rule its whole id is handed to."""
    return tuple(
        Change("rule", name, f"value {short_id(name)}", old.values.get(name, ""), text)
        for name, text in new.values.items()
        if old.values.get(name) != text
    )


def _uses(rule: Rule, value_id: str) -> bool:
    return any(export.value_id == value_id for check in checks_of(rule) for export in check.exports)
