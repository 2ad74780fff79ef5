"""A benchmark as one profile sees it: which rules are selected, refined how, with which values."""

from collections.abc import Mapping
from typing import NamedTuple

from scapkit.model.xccdf import Benchmark, Group, Profile, Rule


class Policy(NamedTuple):
    """The outcome of XCCDF profile processing (NIST IR 7275r4, 7.2.2).

    `rules`: every rule of the benchmark in document order, refinements applied.
    `selected`: ids of the rules that are selected together with all groups above them.
    `values`: Value id to the value in force. `ancestors`: rule or group id to the groups above it, outermost first.
    """

    benchmark: Benchmark
    profile: Profile | None
    rules: tuple[Rule, ...]
    selected: frozenset[str]
    values: Mapping[str, str]
    ancestors: Mapping[str, tuple[Group, ...]]
