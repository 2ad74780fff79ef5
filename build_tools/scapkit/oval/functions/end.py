"""end: values end with a string, appended to them where they do not (OVAL 5.11.2, EndFunctionType)."""

from collections.abc import Iterable, Mapping, Sequence

from scapkit.oval.operands import only, required
from scapkit.oval.protocols import Function


def end(attributes: Mapping[str, str], arguments: Sequence[Sequence[str]]) -> Iterable[str]:
    """Each value with the attribute `character` after it; raises ValueError where that is missing."""
    finish = required(attributes, "character")
    return (value if value.endswith(finish) else value + finish for value in only(arguments))


FUNCTION = Function("end", end)
