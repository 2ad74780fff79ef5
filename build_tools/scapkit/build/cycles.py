"""Parts of OVAL that lead back to themselves: nobody could evaluate them."""

from collections.abc import Iterator, Mapping

from scapkit.build.unit import Key, Need, Part
from scapkit.problem import Problem

LONGEST = 8


def cycles(parts: Mapping[Key, Part]) -> Iterator[Problem]:
    """A problem at every reference that closes a circle; each part and each reference is looked at once."""
    done: set[Key] = set()
    for start in parts:
        path: dict[Key, Iterator[Need]] = {}
        if start not in done:
            path[start] = iter(parts[start].needs)
        while path:
            key, needs = next(reversed(path.items()))
            need = next(needs, None)
            if need is None:
                path.popitem()
                done.add(key)
            elif need.key in path:
                yield _circle(need, list(path))
            elif need.key in parts and need.key not in done:
                path[need.key] = iter(parts[need.key].needs)


def _circle(need: Need, path: list[Key]) -> Problem:
    names = [name for _, name in path[path.index(need.key) :]]
    shown = names if len(names) <= LONGEST else [*names[: LONGEST - 1], "...", names[-1]]
    chain = " -> ".join((*shown, need.key[1]))
    return Problem(need.span, "cyclic-reference", f"{need.element} leads back to {need.key[1]}: {chain}")
