"""Which rules are to be checked in the end (NIST IR 7275r4, 7.2.3.3)."""

from collections.abc import Mapping

from scapkit.model.xccdf import Benchmark, Group, Rule
from scapkit.xccdf.items import walk


def selected_rules(benchmark: Benchmark) -> frozenset[str]:
    """The ids of the rules that are selected with all groups above them and whose requires and conflicts are met.

    Items are taken in document order, each once: a requirement looks at what its target is at that moment, not at
    what becomes of it later or of the groups above it (7.2.3.3.2, examples 2 and 3).
    """
    state = {item.id: item.selected for item, _ in walk(benchmark)}
    found = [rule_id for child in benchmark.children for rule_id in _process(child, state)]
    return frozenset(found)


def _process(item: Group | Rule, state: dict[str, bool]) -> list[str]:
    if not (state[item.id] and _met(item, state)):
        state[item.id] = False
        return []
    if isinstance(item, Rule):
        return [item.id]
    return [rule_id for child in item.children for rule_id in _process(child, state)]


def _met(item: Group | Rule, state: Mapping[str, bool]) -> bool:
    """Of each requires at least one item is selected, and of the conflicts none."""
    required = all(any(state.get(name, False) for name in alternatives) for alternatives in item.requires)
    return required and not any(state.get(name, False) for name in item.conflicts)
