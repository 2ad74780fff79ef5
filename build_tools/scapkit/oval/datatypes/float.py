"""float: numbers in the form of xsd:float (OVAL 5.11 common schema, SimpleDatatypeEnumeration).

Kept in double precision; two that differ by less than one part in 10^9 are equal, so that a sum of decimals equals
what an author writes down.
"""

import re
from math import inf, isclose, isnan, nan

from scapkit.oval.ordering import ordered, sign
from scapkit.oval.protocols import Datatype

_DECIMAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
_SPECIAL = {"INF": inf, "-INF": -inf, "NaN": nan}
_TOLERANCE = 1e-9


def parse(text: str) -> float:
    """The number; raises ValueError for what xsd:float does not allow. White space around is allowed."""
    text = text.strip(" \t\r\n")
    if text in _SPECIAL:
        return _SPECIAL[text]
    if not _DECIMAL.fullmatch(text):
        raise ValueError(f"not a float: {text!r}")
    return float(text)


def compare(actual: str, expected: str) -> float:
    """-1, 0, 1, or NaN where exactly one is NaN; NaN equals itself (XML Schema 1.0 part 2, 3.2.4)."""
    first, second = parse(actual), parse(expected)
    if isnan(first) or isnan(second):
        return 0 if isnan(first) and isnan(second) else nan
    return 0 if isclose(first, second, rel_tol=_TOLERANCE) else sign(first, second)


DATATYPE = Datatype("float", ordered(compare))
