"""Whether a pattern can take exponential time: a loop that can go round one text in two ways, and may fail after it.

An engine that backtracks tries all ways before it says no, two to the number of rounds. The criterion (a state with two
different paths back to itself on one text) is the one for exponential ambiguity of automata: Weber and Seidl, On the
degree of ambiguity of finite automata, 1991.
"""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from scapkit.lint.patterns.grammar import parse
from scapkit.lint.patterns.positions import Positions

MAX_POSITIONS = 400
MAX_IN_LOOPS = 60
"""Of larger loops only the direct ambiguities are looked for: pairs of positions grow with the square."""

T = TypeVar("T", bound=Hashable)


def explodes(pattern: str) -> bool:
    """Whether a well-formed pattern, in the words of `regex`, can take time exponential in the text."""
    positions = Positions(parse(pattern))
    if len(positions.masks) > MAX_POSITIONS:
        return False
    graph = {position: tuple(ways) for position, ways in enumerate(positions.follow)}
    return any(_ambiguous(positions, loop) for loop in components(graph) if not loop & positions.whole.last.keys())


def _ambiguous(positions: Positions, loop: frozenset[int]) -> bool:
    """Whether a loop has two ways round; one after which the whole pattern could end never fails, and is left out."""
    if any(positions.follow[p][q] > 1 and positions.masks[q] for p in loop for q in loop):
        return True
    if len(loop) > MAX_IN_LOOPS:
        return False
    pairs = {(p, q): _next_pairs(positions, loop, p, q) for p in loop for q in loop}
    return any({p == q for p, q in component} == {True, False} for component in components(pairs))


def _next_pairs(positions: Positions, loop: frozenset[int], p: int, q: int) -> tuple[tuple[int, int], ...]:
    """Where two readers of one text can be after the next character."""
    after_p, after_q = (loop & positions.follow[each].keys() for each in (p, q))
    return tuple((a, b) for a in after_p for b in after_q if positions.masks[a] & positions.masks[b])


def components(graph: Mapping[T, Iterable[T]]) -> list[frozenset[T]]:
    """The strongly connected components that have an edge inside (Kosaraju's algorithm, without recursion)."""
    backward: dict[T, list[T]] = {node: [] for node in graph}
    for node, others in graph.items():
        for other in others:
            backward[other].append(node)
    found: list[frozenset[T]] = []
    seen: set[T] = set()
    for node in reversed(_finished(graph)):
        if node not in seen:
            members = _reached(backward, node, seen)
            if len(members) > 1 or node in graph[node]:
                found.append(members)
    return found


def _reached(graph: Mapping[T, Iterable[T]], start: T, seen: set[T]) -> frozenset[T]:
    members: set[T] = set()
    waiting = [start]
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            members.add(node)
            waiting += graph[node]
    return frozenset(members)


def _finished(graph: Mapping[T, Iterable[T]]) -> list[T]:
    """The nodes in the order in which a depth-first walk leaves them."""
    order: list[T] = []
    seen: set[T] = set()
    for start in graph:
        waiting = [(start, iter(graph[start]))] if start not in seen else []
        seen.add(start)
        while waiting:
            node, others = waiting[-1]
            other = next((each for each in others if each not in seen), None)
            if other is None:
                waiting.pop()
                order.append(node)
            else:
                seen.add(other)
                waiting.append((other, iter(graph[other])))
    return order
