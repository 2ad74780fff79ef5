"""boolean: true, false, 1 or 0 (OVAL 5.11 common schema, SimpleDatatypeEnumeration; XML Schema part 2, 3.2.2)."""

from scapkit.oval.ordering import equality, sign
from scapkit.oval.protocols import Datatype

_VALUES = {"true": True, "1": True, "false": False, "0": False}


def parse(text: str) -> bool:
    """The truth value; raises ValueError for any other word."""
    value = _VALUES.get(text.strip(" \t\r\n"))
    if value is None:
        raise ValueError(f"not a boolean: {text!r}")
    return value


DATATYPE = Datatype("boolean", equality(lambda actual, expected: sign(parse(actual), parse(expected))))
