"""ios_version: Cisco IOS train strings as 12.4(24)T3 (OVAL 5.11 common schema; Cisco's IOS reference guide)."""

import re
from typing import NamedTuple

from scapkit.oval.ordering import sign
from scapkit.oval.protocols import Datatype

_IOS = re.compile(r"([0-9]+)\.([0-9]+)\(([0-9]+)([a-z]*)\)([A-Z]*)([0-9]*)([a-z]*)")


class Release(NamedTuple):
    """MAJOR.MINOR(MAINTENANCE + interim)TRAIN + REBUILD + letter."""

    major: int
    minor: int
    maintenance: int
    interim: str
    train: str
    rebuild: int
    letter: str


def parse(text: str) -> Release:
    """The parts of an IOS version; raises ValueError for anything of another form."""
    found = _IOS.fullmatch(text.strip())
    if not found:
        raise ValueError(f"not an IOS version: {text!r}")
    major, minor, maintenance, interim, train, rebuild, letter = found.groups()
    return Release(int(major), int(minor), int(maintenance), interim, train, int(rebuild or 0), letter)


def compare(actual: str, expected: str) -> int:
    """-1, 0 or 1; raises ValueError for two trains of one major and minor release, which have no order."""
    first, second = parse(actual), parse(expected)
    order = sign(first[:2], second[:2])
    if order:
        return order
    if first.train != second.train:
        raise ValueError(f"the trains {first.train!r} and {second.train!r} have no order")
    return sign(first, second)


DATATYPE = Datatype(
    "ios_version",
    {
        "equals": lambda actual, expected: parse(actual) == parse(expected),
        "not equal": lambda actual, expected: parse(actual) != parse(expected),
        "greater than": lambda actual, expected: compare(actual, expected) > 0,
        "less than": lambda actual, expected: compare(actual, expected) < 0,
        "greater than or equal": lambda actual, expected: compare(actual, expected) >= 0,
        "less than or equal": lambda actual, expected: compare(actual, expected) <= 0,
    },
)
