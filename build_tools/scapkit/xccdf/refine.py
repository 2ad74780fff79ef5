"""A profile's refinements applied to a benchmark, in their order (NIST IR 7275r4, 7.2.3.4)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from scapkit.model.xccdf import (
    Benchmark,
    Check,
    Content,
    Group,
    Refinement,
    RefineRule,
    RefineValue,
    Rule,
    Select,
    SetValue,
    Value,
)
from scapkit.xccdf.items import rebuilt, values_of, walk
from scapkit.xccdf.values import value_of

Item = Group | Rule


class _Changes(NamedTuple):
    """What refinements came to: items and Values that differ, the chosen values, and the check selectors by rule."""

    items: dict[str, Item]
    values: dict[str, Value]
    chosen: dict[str, Content]
    selectors: dict[str, str]


def refine(benchmark: Benchmark, refinements: Sequence[Refinement]) -> tuple[Benchmark, dict[str, Content]]:
    """The benchmark with the refinements applied, and the value of every Value by its id.

    `benchmark` is resolved. A later refinement wins over an earlier one, whatever their kinds.
    """
    items = {item.id: item for item, _ in walk(benchmark)}
    values = {value.id: value for value in values_of(benchmark)}
    chosen = {name: found for name, value in values.items() if (found := value_of(value)) is not None}
    changes = _Changes({}, {}, chosen, {})
    item_ids, value_ids = members(items.values()), members(values.values())
    for each in refinements:
        if isinstance(each, Select | RefineRule):
            for name in item_ids.get(each.idref, ()):
                _refine_item(changes, changes.items.get(name, items[name]), each)
        else:
            for name in value_ids.get(each.idref, ()):
                _refine_value(changes, changes.values.get(name, values[name]), each)
    _settle_checks(changes, items)
    return _with(benchmark, changes), chosen


def members(items: Iterable[Item | Value]) -> Mapping[str, tuple[str, ...]]:
    """What an idref means: the item of that id, or all items of a cluster, by their ids."""
    found: dict[str, list[str]] = {}
    for item in items:
        found.setdefault(item.id, []).append(item.id)
        if item.cluster_id:
            found.setdefault(item.cluster_id, []).append(item.id)
    return {name: tuple(ids) for name, ids in found.items()}


def _refine_item(changes: _Changes, item: Item, refinement: Select | RefineRule) -> None:
    if isinstance(refinement, Select):
        if item.selected != refinement.selected:
            changes.items[item.id] = item._replace(selected=refinement.selected)
        return
    weight = refinement.weight or item.weight
    if isinstance(item, Group):
        changes.items[item.id] = item._replace(weight=weight)
        return
    severity, role = refinement.severity or item.severity, refinement.role or item.role
    changes.items[item.id] = item._replace(weight=weight, severity=severity, role=role)
    if refinement.selector:
        changes.selectors[item.id] = refinement.selector


def _refine_value(changes: _Changes, value: Value, refinement: SetValue | RefineValue) -> None:
    if isinstance(refinement, SetValue):
        changes.chosen[value.id] = refinement.value
        return
    if refinement.operator:
        changes.values[value.id] = value._replace(operator=refinement.operator)
    found = value_of(value, refinement.selector)
    # A refinement of the operator alone leaves the value as it was.
    if found is not None and (refinement.selector or not refinement.operator):
        changes.chosen[value.id] = found


def _settle_checks(changes: _Changes, items: Mapping[str, Item]) -> None:
    for name, item in items.items():
        if isinstance(item, Rule) and any(check.selector for check in item.checks):
            rule = changes.items.get(name, item)
            kept = candidates(item.checks, changes.selectors.get(name, ""))
            changes.items[name] = rule._replace(checks=kept) if isinstance(rule, Rule) else rule


def candidates(checks: Sequence[Check], selector: str) -> tuple[Check, ...]:
    """The checks that a selector allows: its own, else those without one (NIST IR 7275r4, table 39)."""
    own = tuple(check for check in checks if check.selector == selector)
    return own or tuple(check for check in checks if not check.selector)


def _with(benchmark: Benchmark, changes: _Changes) -> Benchmark:
    if not changes.items and not changes.values:
        return benchmark

    def item(each: Item) -> Item:
        changed = changes.items.get(each.id)
        if changed is None:
            return each
        if isinstance(each, Group):  # its content is already new
            return each._replace(selected=changed.selected, weight=changed.weight)
        return changed

    return rebuilt(benchmark, item, lambda each: changes.values.get(each.id, each))
