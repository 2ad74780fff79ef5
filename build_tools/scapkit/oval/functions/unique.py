"""unique: the values of all components, each once, in the order found (OVAL 5.11.2, UniqueFunctionType)."""

from collections.abc import Mapping, Sequence

from scapkit.oval.protocols import Function


def unique(_attributes: Mapping[str, str], arguments: Sequence[Sequence[str]]) -> Sequence[str]:
    """The distinct values, compared as strings."""
    return list(dict.fromkeys(value for values in arguments for value in values))


FUNCTION = Function("unique", unique)
