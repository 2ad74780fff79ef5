"""From a policy's needs to what is asked of the API: each path once, with all filters of its answer."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from scapkit.collect.answers import ROOT, place, raw_place
from scapkit.collect.kubernetes.outcomes import Outcome
from scapkit.collect.kubernetes.paths import objection
from scapkit.collect.need import Need
from scapkit.collect.templates import render, variables

NODE = re.compile(r"(?<=/api/v1/nodes/)(?:\{\{-?\s*\.\w+\s*-?\}\}|\$\{?\w+\}?|[A-Z_]+)(?=/proxy/configz$)")


class Filter(NamedTuple):
    """What a filtered answer is kept under, and the filter with its variables put in, or why that cannot be."""

    key: str
    program: str
    wrong: str = ""


class Wanted(NamedTuple):
    """A path to ask for, under which the answer is kept; `refused` is why it is not asked for at all."""

    path: str
    filters: tuple[Filter, ...] = ()
    refused: Outcome | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """All that is kept of this path."""
        return (self.path, *(each.key for each in self.filters))


def of_cluster(needs: Iterable[Need], values: Mapping[str, str]) -> tuple[Wanted, ...]:
    """What is asked for once, sorted by path."""
    return _merged(_wanted(need, values) for need in needs if need.kind == "kubernetes" and not NODE.search(need.key))


def per_node(needs: Iterable[Need]) -> tuple[Need, ...]:
    """The needs that ask every kubelet for its configuration."""
    return tuple(need for need in needs if need.kind == "kubernetes" and NODE.search(need.key))


def of_nodes(needs: Iterable[Need], names: Iterable[str], values: Mapping[str, str]) -> tuple[Wanted, ...]:
    """The same with the name of each node put in."""
    named = [need._replace(key=NODE.sub(name, need.key), arguments=()) for need in needs for name in names]
    return _merged(_wanted(need, values) for need in named)


def _merged(wanted: Iterable[Wanted]) -> tuple[Wanted, ...]:
    found: dict[str, Wanted] = {}
    for each in wanted:
        before = found.get(each.path, each)
        filters = tuple(sorted({*before.filters, *each.filters}))
        found[each.path] = before._replace(filters=filters, refused=before.refused or each.refused)
    return tuple(found[path] for path in sorted(found))


def _wanted(need: Need, values: Mapping[str, str]) -> Wanted:
    try:
        _check(need.key, values)
        path = raw_place(need, values).removeprefix(ROOT)
    except ValueError as error:
        return Wanted(need.key, (), Outcome("skipped", "", str(error)))
    filters = (_filter(need, values),) if need.filter else ()
    why = objection(path)
    return Wanted(path, filters, Outcome("skipped", "", why) if why else None)


def _filter(need: Need, values: Mapping[str, str]) -> Filter:
    key = place(need, values).removeprefix(ROOT)
    try:
        _check(need.filter, values)
        return Filter(key, render(need.filter, values))
    except ValueError as error:
        return Filter(key, "", str(error))


def _check(template: str, values: Mapping[str, str]) -> None:
    """Raises ValueError for a variable without a value, which would ask for something else than what is meant."""
    for name in variables(template):
        if name not in values:
            raise ValueError(f"the variable {name} has no value")
