"""count: how many values the components have together (OVAL 5.11.2, CountFunctionType)."""

from collections.abc import Mapping, Sequence

from scapkit.oval.protocols import Function


def count(_attributes: Mapping[str, str], arguments: Sequence[Sequence[str]]) -> Sequence[str]:
    """The number as the one value."""
    return [str(sum(len(values) for values in arguments))]


FUNCTION = Function("count", count)
