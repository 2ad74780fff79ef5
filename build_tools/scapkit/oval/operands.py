"""What functions share in reading what they are given: attributes, single arguments, all combinations."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod

MAX_VALUES = 100_000


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

    Raises ValueError for more than MAX_VALUES combinations: a few multi-valued components multiply without bound.
    """
    if prod(len(values) for values in arguments) > MAX_VALUES:
        raise ValueError(f"more than {MAX_VALUES} combinations")
    return product(*arguments)
