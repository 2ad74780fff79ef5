"""The records of an RPM database in the format ndb (rpm 4.18, lib/backend/ndb)."""

import struct
from collections.abc import Iterator

_SLOT, _BLOCK, _PAGE = 16, 16, 4096


def ndb_records(data: bytes) -> Iterator[bytes]:
    """Pages of slots that say where each blob is, in blocks of 16 bytes; little endian.

    Raises ValueError where the database contradicts itself.
    """
    if len(data) < 32 or data[:4] != b"RpmP":
        raise ValueError("not an ndb database")
    version, _generation, pages = struct.unpack_from("<III", data, 4)
    end = pages * _PAGE
    if version != 0 or end > len(data):
        raise ValueError("an ndb database that is cut short or of an unknown version")
    for magic, index, offset, count in struct.iter_unpack("<4sIII", data[2 * _SLOT : end]):
        if magic != b"Slot":
            raise ValueError("a slot without its mark")
        if not offset:
            continue
        start = offset * _BLOCK
        if start + 16 > len(data):
            raise ValueError(f"package {index} lies outside")
        mark, owner, _, size = struct.unpack_from("<4sIII", data, start)
        if mark != b"BlbS" or owner != index or size > count * _BLOCK or start + 16 + size > len(data):
            raise ValueError(f"package {index} is damaged")
        yield data[start + 16 : start + 16 + size]
