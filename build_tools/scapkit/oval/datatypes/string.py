"""string: text as it stands; case folds as in Unicode (OVAL 5.11 common schema, SimpleDatatypeEnumeration)."""

from scapkit.oval.matching.plain import plain
from scapkit.oval.protocols import Datatype


def matches(actual: str, expected: str) -> bool:
    """Whether the pattern `expected` is found anywhere in `actual`; raises ValueError or TimeoutError."""
    if "\n" not in actual and (known := plain(expected)) is not None:
        return known.is_in(actual)
    from scapkit.oval.matching.patterns import search

    return search(expected, actual) is not None


DATATYPE = Datatype(
    "string",
    {
        "equals": lambda actual, expected: actual == expected,
        "not equal": lambda actual, expected: actual != expected,
        "case insensitive equals": lambda actual, expected: actual.casefold() == expected.casefold(),
        "case insensitive not equal": lambda actual, expected: actual.casefold() != expected.casefold(),
        "pattern match": matches,
    },
)
