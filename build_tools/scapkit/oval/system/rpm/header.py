"""An RPM header, as the package database keeps one for each package (rpm 4.18, docs/manual/format.md, "Header").

Two counts, an index of entries of 16 bytes, a store of data. Everything is checked against the size of the whole.
"""

import struct
from collections.abc import Mapping
from enum import IntEnum
from typing import NamedTuple

MAX_ENTRIES = 0x10000
MAX_VALUES = 4_000_000


class DamagedError(ValueError):
    """A header that is cut short or contradicts itself."""


class Tag(IntEnum):
    """The tags that somebody asks for."""

    SIGPGP = 259
    SIGGPG = 262
    DSAHEADER = 267
    RSAHEADER = 268
    NAME = 1000
    VERSION = 1001
    RELEASE = 1002
    EPOCH = 1003
    ARCH = 1022
    OLDFILENAMES = 1027
    FILESIZES = 1028
    FILESTATES = 1029
    FILEMODES = 1030
    FILERDEVS = 1033
    FILEMTIMES = 1034
    FILEDIGESTS = 1035
    FILELINKTOS = 1036
    FILEFLAGS = 1037
    FILEUSERNAME = 1039
    FILEGROUPNAME = 1040
    FILEVERIFYFLAGS = 1045
    DIRINDEXES = 1116
    BASENAMES = 1117
    DIRNAMES = 1118
    LONGFILESIZES = 5008
    FILECAPS = 5010
    FILEDIGESTALGO = 5011


class Place(NamedTuple):
    """Where in the store the values of a tag are, of what type, and how many."""

    type: int
    offset: int
    length: int


class Header(NamedTuple):
    """A header's index, and the store that it points into."""

    places: Mapping[int, Place]
    store: bytes


_NUMBERS = {1: "b", 2: "B", 3: "H", 4: "I", 5: "Q"}
_STRING, _BINARY, _ARRAY, _TRANSLATED = 6, 7, 8, 9
_KNOWN = frozenset(map(int, Tag))


def read_header(data: bytes) -> Header:
    """The header in a blob of the database; raises DamagedError where it is cut short or contradicts itself."""
    if len(data) < 8:
        raise DamagedError("an RPM header is cut short")
    entries, size = struct.unpack_from(">II", data)
    start = 8 + 16 * entries
    if entries > MAX_ENTRIES or start + size > len(data):
        raise DamagedError("an RPM header is longer than its record")
    places = {}
    for tag, kind, offset, count in struct.iter_unpack(">IIiI", data[8:start]):
        if tag in _KNOWN:
            if not 0 <= offset < size or count > MAX_VALUES:
                raise DamagedError(f"an RPM header's entry {tag} points outside")
            places[tag] = Place(kind, offset, count)
    return Header(places, data[start : start + size])


def numbers(header: Header, tag: Tag) -> tuple[int, ...]:
    """A tag's numbers, none where it is not there; raises DamagedError where they are of another type or cut short."""
    place = header.places.get(tag)
    if place is None:
        return ()
    letter = _NUMBERS.get(place.type)
    if letter is None:
        raise DamagedError(f"{tag.name} has no numbers")
    try:
        return struct.unpack_from(f">{place.length}{letter}", header.store, place.offset)
    except struct.error:
        raise DamagedError(f"{tag.name} is cut short") from None


def texts(header: Header, tag: Tag) -> tuple[str, ...]:
    """A tag's strings, none where it is not there; raises DamagedError as `numbers` does."""
    place = header.places.get(tag)
    if place is None:
        return ()
    if place.type not in (_STRING, _ARRAY, _TRANSLATED):
        raise DamagedError(f"{tag.name} has no strings")
    count = 1 if place.type == _STRING else place.length
    end = header.store.find(b"\0", place.offset) + 1 if count == 1 else len(header.store)
    parts = header.store[place.offset : end].split(b"\0", count)
    if len(parts) <= count:
        raise DamagedError(f"{tag.name} is cut short")
    return tuple(b"\0".join(parts[:count]).decode(errors="replace").split("\0")) if count else ()


def binary(header: Header, tag: Tag) -> bytes:
    """A tag's bytes, none where it is not there or of another type; raises DamagedError where they are cut short."""
    place = header.places.get(tag)
    if place is None or place.type != _BINARY:
        return b""
    if place.offset + place.length > len(header.store):
        raise DamagedError(f"{tag.name} is cut short")
    return header.store[place.offset : place.offset + place.length]
