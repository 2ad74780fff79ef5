"""A pattern's tree to its positions and which can follow which, in how many ways (Glushkov's construction).

Glushkov, The abstract theory of automata, 1961. Counting the ways keeps what the construction usually forgets:
in `(a*)*` one a follows another through the inner loop and through the outer one.
"""

from collections import Counter
from typing import NamedTuple

from scapkit.lint.patterns.grammar import Characters, Choice, Repeat, Sequence, Tree

Ways = Counter[int]


class Reach(NamedTuple):
    """How a part of a pattern begins and ends, by position, and in how many ways it can be empty."""

    empty: int
    first: Ways
    last: Ways


class Positions:
    """The characters of a pattern by number; `follow[p][q]` counts the ways from p to q."""

    def __init__(self, tree: Tree) -> None:
        self.masks: list[int] = []
        self.follow: list[Ways] = []
        self.whole = self._reach(tree)

    def _reach(self, tree: Tree) -> Reach:
        if isinstance(tree, Characters):
            position = len(self.masks)
            self.masks.append(tree.mask)
            self.follow.append(Counter())
            return Reach(0, Counter({position: 1}), Counter({position: 1}))
        if isinstance(tree, Sequence):
            return self._sequence(tree)
        if isinstance(tree, Choice):
            return self._choice(tree)
        return self._repeat(tree)

    def _sequence(self, tree: Sequence) -> Reach:
        whole = Reach(1, Counter(), Counter())
        for item in tree.items:
            reach = self._reach(item)
            self._join(whole.last, reach.first)
            first = whole.first + _times(reach.first, whole.empty)
            whole = Reach(whole.empty * reach.empty, first, reach.last + _times(whole.last, reach.empty))
        return whole

    def _choice(self, tree: Choice) -> Reach:
        branches = [self._reach(item) for item in tree.items]
        empty = sum(branch.empty for branch in branches)
        first: Ways = sum((branch.first for branch in branches), Counter())
        return Reach(empty, first, sum((branch.last for branch in branches), Counter()))

    def _repeat(self, tree: Repeat) -> Reach:
        reach = self._reach(tree.item)
        if tree.loops:
            self._join(reach.last, reach.first)
        return reach._replace(empty=1 if tree.optional or reach.empty else 0)

    def _join(self, before: Ways, after: Ways) -> None:
        for position, ways in before.items():
            self.follow[position].update({next_: min(ways * more, 2) for next_, more in after.items()})


def _times(ways: Ways, factor: int) -> Ways:
    return Counter({position: min(count * factor, 2) for position, count in ways.items() if factor})
