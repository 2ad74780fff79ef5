"""ipv4_address: a dotted quad with an optional prefix length or netmask (OVAL 5.11 common schema)."""

import re

from scapkit.oval.prefixes import Prefix, prefix, prefix_operations
from scapkit.oval.protocols import Datatype

_QUAD = re.compile(r"([0-9]+)\.([0-9]+)\.([0-9]+)\.([0-9]+)")
_LENGTH = re.compile(r"[0-9]{1,3}")


def parse(text: str) -> Prefix:
    """Address and length, 32 where none is given. Leading zeros are decimal. Raises ValueError."""
    address, slash, length = text.strip(" \t\r\n").partition("/")
    return prefix(_quad(address), _length(length) if slash else 32, 32)


def _quad(text: str) -> int:
    found = _QUAD.fullmatch(text)
    parts = [int(part) for part in found.groups()] if found else [256]
    if max(parts) > 255:
        raise ValueError(f"not an IPv4 address: {text!r}")
    return int.from_bytes(bytes(parts), "big")


def _length(text: str) -> int:
    if _LENGTH.fullmatch(text):
        return int(text)
    rest = 0xFFFFFFFF ^ _quad(text)
    if rest & (rest + 1):
        raise ValueError(f"not a netmask: {text!r}")
    return 32 - rest.bit_length()


DATATYPE = Datatype("ipv4_address", prefix_operations(parse))
