"""regex_capture: what a pattern's first group captured, or nothing (OVAL 5.11.2, RegexCaptureFunctionType)."""

from collections.abc import Mapping, Sequence

from scapkit.oval.operands import only
from scapkit.oval.protocols import Function


def regex_capture(attributes: Mapping[str, str], arguments: Sequence[Sequence[str]]) -> Sequence[str]:
    """The captured text of each value's first match, empty where there is none.

    Raises ValueError for a bad pattern and TimeoutError for one that takes too long.
    """
    pattern = attributes.get("pattern", "")
    return [_captured(pattern, value) for value in only(arguments)]


def _captured(pattern: str, value: str) -> str:
    from scapkit.oval.matching.patterns import search

    found = search(pattern, value)
    return (found.groups() or ("",))[0] or "" if found else ""


FUNCTION = Function("regex_capture", regex_capture)
