"""RPM databases made by hand: headers packed entry by entry, in the forms of SQLite, ndb and Berkeley DB."""

import hashlib
import sqlite3
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from scapkit.oval.system.rpm.header import Tag, read_header, texts

Value = str | int | bytes | Sequence[str] | Sequence[int]
_INT16 = (Tag.FILEMODES, Tag.FILERDEVS)
_INT8 = (Tag.FILESTATES,)
_LISTS = (Tag.BASENAMES, Tag.DIRNAMES, Tag.FILEDIGESTS, Tag.FILELINKTOS, Tag.FILEUSERNAME, Tag.FILEGROUPNAME)
_TABLES = (
    "Name Basenames Group Requirename Providename Conflictname Obsoletename Triggername Dirnames Installtid Sigmd5 "
    "Sha1header Filetriggername Transfiletriggername Recommendname Suggestname Supplementname Enhancename"
)


class Packed(NamedTuple):
    """A file of a package: what its header says of it."""

    path: str
    mode: int
    kind: int = 0
    content: bytes = b""
    link: str = ""
    user: str = "root"
    group: str = "root"
    mtime: int = 1_700_000_000
    state: int = 0


def configure(folder: Path) -> None:
    """Tell the rpm that oscap uses where databases are, which it asks of the host's configuration."""
    folder.mkdir()
    (folder / "rpmrc").touch()
    (folder / "macros").write_text("%_dbpath /var/lib/rpm\n%_db_backend sqlite\n")


def header(values: Mapping[Tag, Value]) -> bytes:
    """A record of the database."""
    store = b""
    index = b""
    for tag, value in sorted(values.items()):
        kind, width, count, data = _packed(tag, value)
        store += b"\0" * (-len(store) % width)
        index += struct.pack(">IIiI", tag, kind, len(store), count)
        store += data
    return struct.pack(">II", len(index) // 16, len(store)) + index + store


def _packed(tag: Tag, value: Value) -> tuple[int, int, int, bytes]:
    """Type, alignment, count and bytes of a value."""
    if isinstance(value, bytes):
        return 7, 1, len(value), value
    if isinstance(value, str):
        return 6, 1, 1, value.encode() + b"\0"
    if tag in _LISTS:
        assert not isinstance(value, int)
        return 8, 1, len(value), b"".join(str(each).encode() + b"\0" for each in value)
    numbers = [value] if isinstance(value, int) else [int(each) for each in value]
    kind, letter, width = (3, "H", 2) if tag in _INT16 else (1, "b", 1) if tag in _INT8 else (4, "I", 4)
    return kind, width, len(numbers), struct.pack(f">{len(numbers)}{letter}", *numbers)


def package(name: str, evr: str = "1.2-3", arch: str = "noarch", files: Sequence[Packed] = (), **more: Value) -> bytes:
    """A package's header; `evr` has an epoch or none, `more` has further tags by name."""
    epoch, colon, rest = evr.rpartition(":")
    version, _, release = rest.partition("-")
    values: dict[Tag, Value] = {Tag.NAME: name, Tag.VERSION: version, Tag.RELEASE: release, Tag.ARCH: arch}
    if colon:
        values[Tag.EPOCH] = int(epoch)
    if files:
        values |= _columns(files)
    return header(values | {Tag[key.upper()]: value for key, value in more.items()})


def _columns(files: Sequence[Packed]) -> dict[Tag, Value]:
    split = [each.path.rpartition("/") for each in files]
    folders = list(dict.fromkeys(f"{folder}/" for folder, _, _ in split))
    digests = [hashlib.sha256(each.content).hexdigest() if each.mode >> 12 == 0o10 else "" for each in files]
    return {
        Tag.BASENAMES: [name for _, _, name in split],
        Tag.DIRNAMES: folders,
        Tag.DIRINDEXES: [folders.index(f"{folder}/") for folder, _, _ in split],
        Tag.FILESIZES: [len(each.content) for each in files],
        Tag.FILESTATES: [each.state for each in files],
        Tag.FILEMODES: [each.mode for each in files],
        Tag.FILERDEVS: [0 for _ in files],
        Tag.FILEMTIMES: [each.mtime for each in files],
        Tag.FILEDIGESTS: digests,
        Tag.FILELINKTOS: [each.link for each in files],
        Tag.FILEFLAGS: [each.kind for each in files],
        Tag.FILEUSERNAME: [each.user for each in files],
        Tag.FILEGROUPNAME: [each.group for each in files],
        Tag.FILEVERIFYFLAGS: [0xFFFFFFFF for _ in files],
        Tag.FILEDIGESTALGO: 8,
    }


def write_sqlite(path: Path, records: Mapping[str, bytes]) -> None:
    """A database of packages by name, with the tables that rpm itself looks into."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE 'Packages' (hnum INTEGER PRIMARY KEY AUTOINCREMENT, blob BLOB NOT NULL)")
    for table in _TABLES.split():
        connection.execute(f"CREATE TABLE '{table}' (key 'TEXT' NOT NULL, hnum INTEGER NOT NULL, idx INTEGER NOT NULL)")
    for number, (name, record) in enumerate(records.items(), 1):
        connection.execute("INSERT INTO Packages VALUES (?, ?)", (number, record))
        connection.execute("INSERT INTO Name VALUES (?, ?, 0)", (name.partition("/")[0], number))
        for place, file in enumerate(texts(read_header(record), Tag.BASENAMES) if len(record) > 100 else ()):
            connection.execute("INSERT INTO Basenames VALUES (?, ?, ?)", (file, number, place))
    connection.commit()
    connection.close()


def ndb(records: Sequence[bytes]) -> bytes:
    """A database in the ndb format, of one page of slots."""
    slots = struct.pack("<4sIIIIIII", b"RpmP", 0, 1, 1, len(records) + 1, 0, 0, 0)
    blobs = b""
    for number, record in enumerate(records, 1):
        size = -(-(16 + len(record) + 12) // 16)
        slots += struct.pack("<4sIII", b"Slot", number, (4096 + len(blobs)) // 16, size)
        padding = b"\0" * (size * 16 - 16 - len(record) - 12)
        tail = struct.pack("<II4s", 0, len(record), b"BlbE")
        blobs += struct.pack("<4sIII", b"BlbS", number, 1, len(record)) + record + padding + tail
    while len(slots) < 4096:
        slots += struct.pack("<4sIII", b"Slot", 0, 0, 0)
    return slots + blobs


def berkeley(records: Sequence[bytes], order: str = "<", size: int = 512) -> bytes:
    """A database in Berkeley DB's hash format: small records in the page of their key, large ones on pages of their own."""
    pages = [b""]
    for number, record in enumerate([struct.pack(f"{order}I", len(records)), *records]):
        place, value = len(pages), b"\1" + record
        if len(record) > size // 4:
            value = struct.pack(f"{order}B3xII", 3, place + 1, len(record))
        key = b"\1" + struct.pack(f"{order}I", number)
        offsets = struct.pack(f"{order}2H", size - len(key), size - len(key) - len(value))
        body = offsets + b"\0" * (size - 26 - len(offsets) - len(key) - len(value)) + value + key
        pages.append(_page(order, place, 0, 2, size - len(key) - len(value), 13) + body)
        if value[0] == 3:
            parts = [record[start : start + size - 26] for start in range(0, len(record), size - 26)]
            for offset, part in enumerate(parts, 1):
                follows = place + offset + 1 if offset < len(parts) else 0
                pages.append(_page(order, place + offset, follows, 1, len(part), 7) + part.ljust(size - 26, b"\0"))
    first = struct.pack(f"{order}8xIIIIBBBBII", 0, 0x061561, 9, size, 0, 8, 0, 0, 0, len(pages) - 1)
    return b"".join((first.ljust(size, b"\0"), *pages[1:]))


def _page(order: str, number: int, follows: int, entries: int, offset: int, kind: int) -> bytes:
    return struct.pack(f"{order}8xIIIHHBB", number, 0, follows, entries, offset, 0, kind)
