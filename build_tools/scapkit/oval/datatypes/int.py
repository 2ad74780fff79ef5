"""int: integers of any size in the form of xsd:integer (OVAL 5.11 common schema, SimpleDatatypeEnumeration)."""

import re

from scapkit.oval.ordering import ordered, sign
from scapkit.oval.protocols import Datatype

_INTEGER = re.compile(r"[ \t\r\n]*([+-]?[0-9]+)[ \t\r\n]*")


def parse(text: str) -> int:
    """The number; raises ValueError for anything but decimal digits with a sign, white space around allowed."""
    found = _INTEGER.fullmatch(text)
    if not found:
        raise ValueError(f"not an integer: {text!r}")
    return int(found[1])


DATATYPE = Datatype(
    "int",
    {
        **ordered(lambda actual, expected: sign(parse(actual), parse(expected))),
        "bitwise and": lambda actual, expected: parse(actual) & parse(expected) == parse(expected),
        "bitwise or": lambda actual, expected: parse(actual) | parse(expected) == parse(expected),
    },
)
