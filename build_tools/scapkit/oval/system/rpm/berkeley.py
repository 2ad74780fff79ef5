"""The records of an RPM database in Berkeley DB's hash format (Berkeley DB 4 and 5, dbinc/db_page.h).

Read alone, and every page by its number: which bucket a key is in does not matter to one who wants them all.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

MAGIC = 0x061561
_META, _OVERFLOW, _HASHES = 8, 7, (2, 13)
_IN_PAGE, _OFF_PAGE = 1, 3
_HEAD = 26
_SIZES = tuple(2**bits for bits in range(9, 17))


class _File(NamedTuple):
    """A database with its byte order and the size of its pages."""

    data: bytes
    order: str
    size: int

    def page(self, number: int) -> bytes:
        """A page by its number, the last one perhaps cut short."""
        return self.data[number * self.size : (number + 1) * self.size]


class _Head(NamedTuple):
    """What stands before every page."""

    number: int
    previous: int
    next: int
    entries: int
    offset: int
    level: int
    kind: int


class _Spread(NamedTuple):
    """A record that has pages of its own: the first of them, and its length."""

    page: int
    length: int


def berkeley_records(data: bytes) -> Iterator[bytes]:
    """The records by their keys, which are numbers; the one of key 0 only counts. Raises ValueError for damage."""
    file = _opened(data)
    found: dict[bytes, bytes | _Spread] = {}
    for number in range(1, len(data) // file.size):
        head = _head(file, number)
        if head.kind in _HASHES:
            found.update(_pairs(file, number, head))
    taken: set[int] = set()
    for key in sorted(found):
        place = found[key]
        if any(key):
            yield place if isinstance(place, bytes) else _joined(file, place, taken)


def _opened(data: bytes) -> _File:
    """The first page says how to read the others."""
    if len(data) < 512:
        raise ValueError("not a Berkeley DB")
    order = "<" if struct.unpack_from("<I", data, 12)[0] == MAGIC else ">"
    magic, version, size, cipher, kind = struct.unpack_from(f"{order}IIIBB", data, 12)
    if magic != MAGIC or kind != _META:
        raise ValueError("not a Berkeley DB of the kind hash")
    if cipher or data[26] or not 7 <= version <= 10:
        raise ValueError(f"a Berkeley DB of version {version}, with checksums or encrypted")
    last = struct.unpack_from(f"{order}I", data, 32)[0]
    if size not in _SIZES or (last + 1) * size > len(data):
        raise ValueError("a Berkeley DB that is cut short")
    return _File(data, order, size)


def _head(file: _File, number: int) -> _Head:
    head = _Head(*struct.unpack_from(f"{file.order}IIIHHBB", file.data, number * file.size + 8))
    if head.kind and head.number != number:
        raise ValueError(f"page {number} is damaged")
    return head


def _pairs(file: _File, number: int, head: _Head) -> Iterator[tuple[bytes, bytes | _Spread]]:
    """Keys and values of a page, in turn, laid down from its end; a key is as short as to stand in the page."""
    page = file.page(number)
    if head.entries % 2 or _HEAD + 2 * head.entries > len(page):
        raise ValueError(f"page {number} is damaged")
    offsets = struct.unpack_from(f"{file.order}{head.entries}H", page, _HEAD)
    ends = (len(page), *offsets)
    if any(not _HEAD < start < end for start, end in zip(offsets, ends, strict=False)):
        raise ValueError(f"page {number} is damaged")
    parts = [page[start:end] for start, end in zip(offsets, ends, strict=False)]
    for key, value in zip(parts[::2], parts[1::2], strict=True):
        if key[0] != _IN_PAGE:
            raise ValueError(f"page {number} has a key that is no number")
        # Numbers come in the order of the machine; sorted, they are to be in their own.
        yield key[1:] if file.order == ">" else key[:0:-1], _value(file, number, value)


def _value(file: _File, number: int, value: bytes) -> bytes | _Spread:
    if value[0] == _IN_PAGE:
        return value[1:]
    if value[0] == _OFF_PAGE and len(value) == 12:
        return _Spread(*struct.unpack_from(f"{file.order}II", value, 4))
    raise ValueError(f"page {number} has a value of the unknown kind {value[0]}")


def _joined(file: _File, place: _Spread, taken: set[int]) -> bytes:
    """A record from its pages, each of which belongs to one record only."""
    parts, left, number = [], place.length, place.page
    while left > 0:
        if not 0 < number < len(file.data) // file.size or number in taken:
            raise ValueError(f"a record leads to page {number}")
        taken.add(number)
        head = _head(file, number)
        part = file.page(number)[_HEAD : _HEAD + head.offset]
        if head.kind != _OVERFLOW or not part or len(part) > left:
            raise ValueError(f"page {number} is damaged")
        parts.append(part)
        left -= len(part)
        number = head.next
    return b"".join(parts)
