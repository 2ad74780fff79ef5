"""Walking the tree of groups and rules, and making it anew with changed parts."""

from collections.abc import Callable, Iterable, Iterator

from scapkit.model.xccdf import Benchmark, Group, Rule, Value

Ancestors = tuple[Group, ...]


def walk(benchmark: Benchmark) -> Iterator[tuple[Group | Rule, Ancestors]]:
    """Every group and rule in document order with the groups above it, outermost first; a group before its content."""
    return _walk(benchmark.children, ())


def _walk(children: Iterable[Group | Rule], above: Ancestors) -> Iterator[tuple[Group | Rule, Ancestors]]:
    for child in children:
        yield child, above
        if isinstance(child, Group):
            yield from _walk(child.children, (*above, child))


def rules_of(benchmark: Benchmark) -> Iterator[Rule]:
    """Every rule in document order."""
    return (item for item, _ in walk(benchmark) if isinstance(item, Rule))


def values_of(benchmark: Benchmark) -> Iterator[Value]:
    """Every Value: the benchmark's own, then those of its groups in document order."""
    yield from benchmark.values
    for item, _ in walk(benchmark):
        if isinstance(item, Group):
            yield from item.values


def rebuilt(
    benchmark: Benchmark,
    item: Callable[[Group | Rule], Group | Rule | None],
    value: Callable[[Value], Value | None],
) -> Benchmark:
    """The benchmark with every group, rule and Value replaced by what the functions return; None leaves it out.

    A group is handed over with its content already replaced.
    """

    def children(members: tuple[Group | Rule, ...]) -> tuple[Group | Rule, ...]:
        return tuple(made for member in members if (made := one(member)) is not None)

    def one(member: Group | Rule) -> Group | Rule | None:
        if isinstance(member, Rule):
            return item(member)
        return item(member._replace(children=children(member.children), values=values(member.values)))

    def values(members: tuple[Value, ...]) -> tuple[Value, ...]:
        return tuple(made for member in members if (made := value(member)) is not None)

    return benchmark._replace(children=children(benchmark.children), values=values(benchmark.values))
