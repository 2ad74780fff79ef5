"""The six ordering operations from one three-way comparison (OVAL 5.11 common schema, OperationEnumeration)."""

from collections.abc import Callable, Mapping
from typing import Any

Operation = Callable[[str, str], bool]


def ordered(compare: Callable[[str, str], float]) -> Mapping[str, Operation]:
    """The operations of an ordered datatype.

    `compare` takes the actual and the expected value and gives less than, equal to or more than 0; NaN says that
    the two have no order. It raises ValueError for a value that is not of the type.
    """
    return {
        **equality(compare),
        "greater than": lambda actual, expected: compare(actual, expected) > 0,
        "less than": lambda actual, expected: compare(actual, expected) < 0,
        "greater than or equal": lambda actual, expected: compare(actual, expected) >= 0,
        "less than or equal": lambda actual, expected: compare(actual, expected) <= 0,
    }


def equality(compare: Callable[[str, str], float]) -> Mapping[str, Operation]:
    """The operations of a datatype that has no order; `compare` as for `ordered`."""
    return {
        "equals": lambda actual, expected: compare(actual, expected) == 0,
        "not equal": lambda actual, expected: compare(actual, expected) != 0,
    }


def sign(actual: Any, expected: Any) -> int:
    """-1, 0 or 1 as the first is less than, equal to or more than the second."""
    return int(actual > expected) - int(actual < expected)
