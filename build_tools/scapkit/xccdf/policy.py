"""A benchmark as one profile sees it: which rules are selected, refined how, with which values."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from scapkit.model.xccdf import Benchmark, Group, Profile, Rule


class Policy(NamedTuple):
    """The outcome of XCCDF profile processing (NIST IR 7275r4, 7.2.2).

    `rules`: every rule of the benchmark in document order, refinements applied.
    `selected`: ids of the rules that are selected together with all groups above them.
    `values`: Value id to the value in force; one that is a list stands there as text, and as itself in `lists`.
    `ancestors`: rule or group id to the groups above it, outermost first.
    `authored`: rule id to the severity that the benchmark gives it, where the profile gives it another.
    """

    benchmark: Benchmark
    profile: Profile | None
    rules: tuple[Rule, ...]
    selected: frozenset[str]
    values: Mapping[str, str]
    ancestors: Mapping[str, tuple[Group, ...]]
    lists: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    authored: Mapping[str, str] = MappingProxyType({})

    def contents(self, value_id: str) -> tuple[str, ...] | None:
        """What a Value hands to a check: the items of a list, or its one value; None for a Value without any."""
        if value_id in self.lists:
            return self.lists[value_id]
        return (self.values[value_id],) if value_id in self.values else None
