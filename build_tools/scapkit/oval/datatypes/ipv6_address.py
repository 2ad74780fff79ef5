"""ipv6_address: an address with an optional prefix length (OVAL 5.11 common schema; RFC 4291, 2.2 and 2.3)."""

import re

from scapkit.oval.prefixes import Prefix, prefix, prefix_operations
from scapkit.oval.protocols import Datatype

_LENGTH = re.compile(r"[0-9]{1,3}")


def parse(text: str) -> Prefix:
    """Address and length, 128 where none is given. Raises ValueError, for a zone too."""
    from ipaddress import IPv6Address

    address, slash, length = text.strip(" \t\r\n").partition("/")
    if "%" in address or (slash and not _LENGTH.fullmatch(length)):
        raise ValueError(f"not an IPv6 prefix: {text!r}")
    return prefix(int(IPv6Address(address)), int(length) if slash else 128, 128)


DATATYPE = Datatype("ipv6_address", prefix_operations(parse))
