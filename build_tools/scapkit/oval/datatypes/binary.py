"""binary: octets as pairs of hexadecimal digits (OVAL 5.11 common schema, SimpleDatatypeEnumeration)."""

import re

from scapkit.oval.ordering import equality, sign
from scapkit.oval.protocols import Datatype

_HEX = re.compile(r"(?:[0-9a-fA-F]{2})*")


def parse(text: str) -> bytes:
    """The octets; raises ValueError for anything but pairs of hexadecimal digits."""
    text = text.strip(" \t\r\n")
    if not _HEX.fullmatch(text):
        raise ValueError(f"not hexadecimal: {text!r}")
    return bytes.fromhex(text)


DATATYPE = Datatype("binary", equality(lambda actual, expected: sign(parse(actual), parse(expected))))
