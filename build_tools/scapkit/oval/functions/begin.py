"""begin: values start with a string, put before them where they do not (OVAL 5.11.2, BeginFunctionType)."""

from collections.abc import Iterable, Mapping, Sequence

from scapkit.oval.operands import only, required
from scapkit.oval.protocols import Function


def begin(attributes: Mapping[str, str], arguments: Sequence[Sequence[str]]) -> Iterable[str]:
    """Each value with the attribute `character` before it; raises ValueError where that is missing."""
    start = required(attributes, "character")
    return (value if value.startswith(start) else start + value for value in only(arguments))


FUNCTION = Function("begin", begin)
