"""fileset_revision: HP-UX fileset revisions as A.03.61.00 (OVAL 5.11 common schema, SimpleDatatypeEnumeration)."""

import re
from itertools import zip_longest

from scapkit.oval.ordering import ordered, sign
from scapkit.oval.protocols import Datatype

_REVISION = re.compile(r"[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)*")


def parse(text: str) -> list[str]:
    """The parts between the dots; raises ValueError for other characters or an empty part."""
    text = text.strip()
    if not _REVISION.fullmatch(text):
        raise ValueError(f"not a fileset revision: {text!r}")
    return text.split(".")


def compare(actual: str, expected: str) -> int:
    """-1, 0 or 1: numbers as numbers, all else as text, the shorter one filled up with zeros as in a version."""
    for first, second in zip_longest(parse(actual), parse(expected), fillvalue="0"):
        order = _part(first, second)
        if order:
            return order
    return 0


def _part(first: str, second: str) -> int:
    if first.isdigit() and second.isdigit():
        return sign(int(first), int(second))
    return sign(first, second)


DATATYPE = Datatype("fileset_revision", ordered(compare))
