"""What a scalar is: YAML 1.2's core schema (section 10.3.2), as OpenSCAP reads it.

Integers come out in decimal and whole. Floats keep the text of the file, where OpenSCAP writes six decimals.
"""

import re
from typing import NamedTuple

from scapkit.oval.documents.yamlpath.nodes import Plain, Scalar, Tagged


class Value(NamedTuple):
    """A scalar's text and its OVAL datatype."""

    text: str
    datatype: str = "string"


NULL = Value("(null)")

_NULL = frozenset(("null", "Null", "NULL", "~", ""))
_BOOLEAN = {word: Value(word.lower(), "boolean") for word in ("true", "True", "TRUE", "false", "False", "FALSE")}
_INTEGER = re.compile(r"[+-]?[0-9]{1,4000}|0o[0-7]{1,4000}|0x[0-9a-fA-F]{1,4000}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_INFINITE = re.compile(r"(?P<sign>[-+]?)\.(?:inf|Inf|INF)")
_NOT_A_NUMBER = frozenset((".nan", ".NaN", ".NAN"))


def scalar_value(scalar: Scalar) -> Value:
    """The value; raises ValueError where a tag says what the text is not."""
    if scalar is None or isinstance(scalar, int):
        return _json(scalar)
    if isinstance(scalar, Tagged):
        return _tagged(scalar)
    if not isinstance(scalar, Plain):
        return Value(scalar)
    text = str(scalar)
    if text in _NULL:
        return NULL
    return _BOOLEAN.get(text) or _integer(text) or _float(text) or Value(text)


def _json(scalar: int | None) -> Value:
    if scalar is None:
        return NULL
    return _BOOLEAN[str(scalar)] if isinstance(scalar, bool) else Value(str(scalar), "int")


def _tagged(scalar: Tagged) -> Value:
    found: Value | None
    if scalar.tag == "null":
        found = NULL if scalar.text in _NULL else None
    elif scalar.tag == "bool":
        found = _BOOLEAN.get(scalar.text)
    elif scalar.tag == "int":
        found = _integer(scalar.text)
    elif scalar.tag == "float":
        found = _float(scalar.text)
    else:
        found = Value(scalar.text)
    if found is None:
        raise ValueError(f"{scalar.text!r} has the tag !!{scalar.tag} and is none")
    return found


def _integer(text: str) -> Value | None:
    if not _INTEGER.fullmatch(text):
        return None
    base = {"0o": 8, "0x": 16}.get(text[:2], 10)
    return Value(str(int(text, base)), "int")


def _float(text: str) -> Value | None:
    infinite = _INFINITE.fullmatch(text)
    if infinite:
        return Value("-inf" if infinite["sign"] == "-" else "inf", "float")
    if text in _NOT_A_NUMBER:
        return Value("nan", "float")
    return Value(text, "float") if _FLOAT.fullmatch(text) else None
