"""merge: the values of all components as one string (OVAL 5.12, MergeFunctionType)."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from scapkit.oval.operands import joined
from scapkit.oval.protocols import Function

_DIGITS = re.compile(r"([0-9]+)")


def merge(attributes: Mapping[str, str], arguments: Sequence[Sequence[str]]) -> Sequence[str]:
    """The one string, sorted and delimited as the attributes say; raises ValueError for what cannot be sorted so."""
    values = [value for argument in arguments for value in argument]
    sort = attributes.get("sort", "document")
    if sort != "document":
        if sort not in _KEYS:
            raise ValueError(f"{sort!r} is none of document, lexical, numeric and natural")
        values.sort(key=_KEYS[sort], reverse=attributes.get("order") == "descending")
    return [joined(values, attributes.get("delimiter", ""))]


def _natural(value: str) -> list[tuple[int, int, str]]:
    """Digits inside a text as numbers: file2 before file10."""
    parts = _DIGITS.split(value)
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part]


_KEYS: Mapping[str, Callable[[str], Any]] = {"lexical": str, "numeric": float, "natural": _natural}

FUNCTION = Function("merge", merge)
