"""What leads back to itself: the references that close a circle."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
S = TypeVar("S")
LONGEST = 8


def circles(steps: Mapping[K, Sequence[S]], leads_to: Callable[[S], K]) -> Iterator[tuple[S, list[K]]]:
    """Every step that closes a circle, with the places in it from where it leads to on; each is looked at once."""
    done: set[K] = set()
    for start in steps:
        path: dict[K, Iterator[S]] = {}
        if start not in done:
            path[start] = iter(steps[start])
        while path:
            place, rest = next(reversed(path.items()))
            step = next(rest, None)
            if step is None:
                path.popitem()
                done.add(place)
                continue
            target = leads_to(step)
            if target in path:
                places = list(path)
                yield step, places[places.index(target) :]
            elif target in steps and target not in done:
                path[target] = iter(steps[target])


def chain(names: Sequence[str]) -> str:
    """A circle as messages have it: its names and the first again, the middle left out where there are many."""
    shown = names if len(names) <= LONGEST else [*names[: LONGEST - 1], "...", names[-1]]
    return " -> ".join((*shown, names[0]))
