"""concat: components joined, every combination of their values (OVAL 5.11.2, ConcatFunctionType)."""

from collections.abc import Iterable, Mapping, Sequence

from scapkit.oval.operands import combinations, joined
from scapkit.oval.protocols import Function


def concat(_attributes: Mapping[str, str], arguments: Sequence[Sequence[str]]) -> Iterable[str]:
    """The joined strings; raises ValueError for too many combinations."""
    return (joined(parts) for parts in combinations(arguments))


FUNCTION = Function("concat", concat)
