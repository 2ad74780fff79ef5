"""version: numbers between single characters that are no digits (OVAL 5.11, SimpleDatatypeEnumeration)."""

import re
from itertools import zip_longest

from scapkit.oval.ordering import ordered, sign
from scapkit.oval.protocols import Datatype

_VERSION = re.compile(r"[0-9]+(?:[^0-9][0-9]+)*", re.DOTALL)
_NUMBER = re.compile(r"[0-9]+")


def parse(text: str) -> list[int]:
    """The numbers from left to right; raises ValueError where it is not numbers with single delimiters."""
    text = text.strip(" \t\r\n")
    if not _VERSION.fullmatch(text):
        raise ValueError(f"not a version: {text!r}")
    return [int(number) for number in _NUMBER.findall(text)]


def compare(actual: str, expected: str) -> int:
    """-1, 0 or 1; the shorter version is filled up with zeros."""
    for first, second in zip_longest(parse(actual), parse(expected), fillvalue=0):
        if first != second:
            return sign(first, second)
    return 0


DATATYPE = Datatype("version", ordered(compare))
