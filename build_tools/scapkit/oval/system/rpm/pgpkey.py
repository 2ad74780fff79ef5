"""The id of the key that made an OpenPGP signature (RFC 4880, 4.2, 5.2.2, 5.2.3 and 5.2.3.5)."""

from collections.abc import Iterator

_SIGNATURE = 2
_ISSUER = 16
_FINGERPRINT = 33
_WIDTHS = {0: 1, 1: 2, 2: 4}


def key_id(packet: bytes) -> str:
    """16 hexadecimal digits in lower case, or the empty string where the packet tells none."""
    body = _body(packet)
    if len(body) > 15 and body[0] == 3:
        return body[7:15].hex()
    if len(body) > 6 and body[0] == 4:
        return _issuer(body)
    return ""


def _body(packet: bytes) -> bytes:
    """What a signature packet holds; its length has an old and a new form."""
    if len(packet) < 6 or not packet[0] & 0x80:
        return b""
    if packet[0] & 0x40:
        size, start = _length(packet, 1)
        tag = packet[0] & 0x3F
    else:
        width = _WIDTHS.get(packet[0] & 3, 0)
        size, start = int.from_bytes(packet[1 : 1 + width], "big"), 1 + width
        tag = packet[0] >> 2 & 0xF
    return packet[start : start + size] if tag == _SIGNATURE else b""


def _length(data: bytes, position: int) -> tuple[int, int]:
    """A length in the new form, and where it ends."""
    first = data[position]
    if first < 192:
        return first, position + 1
    if first < 255:
        return (first - 192 << 8) + int.from_bytes(data[position + 1 : position + 2], "big") + 192, position + 2
    return int.from_bytes(data[position + 1 : position + 5], "big"), position + 5


def _issuer(body: bytes) -> str:
    hashed = int.from_bytes(body[4:6], "big")
    rest = body[6 + hashed :]
    unhashed = int.from_bytes(rest[:2], "big")
    for kind, value in (*_subpackets(rest[2 : 2 + unhashed]), *_subpackets(body[6 : 6 + hashed])):
        if kind == _ISSUER and len(value) == 8:
            return value.hex()
        if kind == _FINGERPRINT and len(value) == 21 and value[0] == 4:
            return value[-8:].hex()
    return ""


def _subpackets(area: bytes) -> Iterator[tuple[int, bytes]]:
    position = 0
    while position < len(area):
        size, start = _length(area, position)
        if size == 0:
            return
        content = area[start : start + size]
        if content:
            yield content[0] & 0x7F, content[1:]
        position = start + size
