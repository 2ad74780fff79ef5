"""What functions share in reading what they are given: attributes, single arguments, all combinations."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import prod

MAX_VALUES = 1_000_000
"""Values that a function may give, and members that the combinations it works on may have in all."""
MAX_TEXT = 16 * 1024 * 1024
"""Characters that a function may give in all: one that doubles its argument, thirty times over, gives gigabytes."""


def required(attributes: Mapping[str, str], name: str) -> str:
    """An attribute's value; raises ValueError where the element has none."""
    if name not in attributes:
        raise ValueError(f"the attribute {name} is missing")
    return attributes[name]


def only(arguments: Sequence[Sequence[str]]) -> Sequence[str]:
    """The values of a function's one component; raises ValueError where it has none or several."""
    if len(arguments) != 1:
        raise ValueError(f"one component is needed, not {len(arguments)}")
    return arguments[0]


def combinations(arguments: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """The Cartesian product of the components' values, the first varying slowest (OVAL 5.11, FunctionGroup).

    Raises ValueError where they have over MAX_VALUES members: a few multi-valued components multiply without bound.
    """
    if prod(len(values) for values in arguments) * len(arguments) > MAX_VALUES:
        raise ValueError(f"more than {MAX_VALUES} members in all combinations")
    return product(*arguments)


def joined(parts: Sequence[str], delimiter: str = "") -> str:
    """One text of all; raises ValueError for one over MAX_TEXT, before it is made."""
    if sum(map(len, parts)) + len(delimiter) * len(parts) > MAX_TEXT:
        raise ValueError(f"more than {MAX_TEXT} characters")
    return delimiter.join(parts)


def bounded(values: Iterable[str]) -> tuple[str, ...]:
    """The values, taken one by one; raises ValueError as soon as there are over MAX_VALUES of them or MAX_TEXT."""
    kept: list[str] = []
    length = 0
    for value in values:
        kept.append(value)
        length += len(value)
        if length > MAX_TEXT or len(kept) > MAX_VALUES:
            raise ValueError(f"more than {MAX_VALUES} values or {MAX_TEXT} characters")
    return tuple(kept)
