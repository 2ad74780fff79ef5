"""substring: from a 1-based start, a length; a negative one means to the end (OVAL 5.11.2, SubstringFunctionType)."""

from collections.abc import Mapping, Sequence

from scapkit.oval.operands import only, required
from scapkit.oval.protocols import Function


def substring(attributes: Mapping[str, str], arguments: Sequence[Sequence[str]]) -> Sequence[str]:
    """A piece of each value; raises ValueError for a start behind the end of a value."""
    start = max(int(required(attributes, "substring_start")), 1) - 1
    length = int(required(attributes, "substring_length"))
    return [_piece(value, start, length) for value in only(arguments)]


def _piece(value: str, start: int, length: int) -> str:
    if start >= len(value):
        raise ValueError(f"there is no character {start + 1} in {value!r}")
    return value[start:] if length < 0 else value[start : start + length]


FUNCTION = Function("substring", substring)
