"""CCE identifiers (NIST's Common Configuration Enumeration, version 5): their form and their check digit."""

import re
from collections.abc import Iterator

from scapkit.authoring.yaml.marked import Node
from scapkit.lint.whole import Whole

WELL_FORMED = re.compile(r"CCE-(?P<number>[0-9]{4,8})-(?P<check>[0-9])", re.ASCII)


def cces(whole: Whole) -> Iterator[Node]:
    """Every CCE of every rule."""
    for _, rule in whole.rules():
        for name, node in rule.identifiers.items():
            if name == "cce":
                yield node


def check_digit(number: str) -> str:
    """The digit by the formula of Luhn (ISO/IEC 7812-1, annex B).

    >>> check_digit("90708")
    '9'
    """
    total = sum(_sum_of_digits(int(digit) * (1 + place % 2)) for place, digit in enumerate(reversed(number), 1))
    return str(-total % 10)


def _sum_of_digits(number: int) -> int:
    return number // 10 + number % 10
