"""split: values cut at a delimiter (OVAL 5.11.2, SplitFunctionType)."""

from collections.abc import Mapping, Sequence

from scapkit.oval.operands import MAX_VALUES, only, required
from scapkit.oval.protocols import Function


def split(attributes: Mapping[str, str], arguments: Sequence[Sequence[str]]) -> Sequence[str]:
    """The pieces of each value, empty ones too; an empty delimiter cuts between all characters, as oscap does."""
    delimiter = required(attributes, "delimiter")
    return [piece for value in only(arguments) for piece in _pieces(value, delimiter)]


def _pieces(value: str, delimiter: str) -> list[str]:
    """No more than a function may give, and one over."""
    return value.split(delimiter, MAX_VALUES) if delimiter else list(value[: MAX_VALUES + 1])


FUNCTION = Function("split", split)
