"""The records of the RPM package database in a dump: one header for each package (rpm 4.18, docs/man/rpmdb).

SQLite (rpmdb.sqlite) is copied out and asked for its one table, ndb (Packages.db) is read as it is. Berkeley DB
(Packages) would need a library that no longer exists.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from scapkit.model.dump import Missing
from scapkit.oval.evidence import Evidence

if TYPE_CHECKING:
    from sqlite3 import Connection

FOLDERS = ("/var/lib/rpm", "/usr/lib/sysimage/rpm", "/usr/share/rpm")
SQLITE, NDB, BERKELEY = "rpmdb.sqlite", "Packages.db", "Packages"
MAX_BYTES = 1024 * 1024 * 1024
MAX_RECORD = 256 * 1024 * 1024
MAX_STEPS = 20_000
"""How often SQLite may report 10,000 instructions done; real databases take a few hundred."""

NDB_SLOT, NDB_BLOCK = 16, 16


class Database(NamedTuple):
    """Where the database is, and in which of the formats."""

    path: str
    form: str


def find_database(evidence: Evidence) -> Database | Missing | None:
    """The database; None where there is none, Missing where it is not known whether there is one."""
    return evidence.once("rpm database", lambda: _find(evidence))


def _find(evidence: Evidence) -> Database | Missing | None:
    first: Missing | None = None
    for folder in FOLDERS:
        for form in (SQLITE, NDB, BERKELEY):
            path = f"{folder}/{form}"
            found = evidence.dump.entry(path)
            if isinstance(found, Missing):
                first = first or found
            elif found is not None:
                return Database(path, form)
    return first


def read_records(database: Database, evidence: Evidence) -> Iterator[bytes]:
    """The record of each package. Raises ValueError where the database cannot be read, with the reason."""
    if database.form == BERKELEY:
        raise ValueError(
            f"not collected: {database.path} is a Berkeley DB, which is not read; facts can be given instead"
        )
    data = evidence.dump.read(database.path, MAX_BYTES)
    if isinstance(data, Missing):
        raise ValueError(data.reason)
    if not data:
        raise ValueError(f"{database.path} is empty or leads nowhere")
    try:
        if database.form == SQLITE:
            log = evidence.dump.read(f"{database.path}-wal", MAX_BYTES)
            yield from _sqlite(data, log if isinstance(log, bytes) else b"")
        else:
            yield from _ndb(data)
    except ValueError as error:
        raise ValueError(f"{database.path}: {error}") from None


def _sqlite(data: bytes, log: bytes) -> Iterator[bytes]:
    """The table Packages of a copy of our own, so that SQLite may take in what is still in the log beside it."""
    import sqlite3
    from contextlib import closing
    from pathlib import Path
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="scapkit-rpmdb-") as folder:
        copy = Path(folder, SQLITE)
        copy.write_bytes(data)
        if log:
            Path(folder, f"{SQLITE}-wal").write_bytes(log)
        try:
            with closing(sqlite3.connect(copy)) as connection:
                yield from _packages(connection)
        except (sqlite3.Error, OverflowError) as error:
            raise ValueError(f"not a readable SQLite database: {error}") from None


def _packages(connection: "Connection") -> Iterator[bytes]:
    """Nothing that the database itself defines is run: a view in place of the table is refused."""
    import sqlite3

    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_RECORD)
    for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0"):
        connection.execute(f"PRAGMA {pragma}")
    left = iter(range(MAX_STEPS))
    connection.set_progress_handler(lambda: int(next(left, None) is None), 10_000)
    query = "SELECT type, sql FROM sqlite_schema WHERE name = 'Packages'"
    found = connection.execute(query).fetchall()
    if len(found) != 1 or found[0][0] != "table" or "VIRTUAL" in str(found[0][1]).upper():
        raise ValueError("it has no table Packages")
    for (blob,) in connection.execute("SELECT blob FROM Packages ORDER BY hnum"):
        if not isinstance(blob, bytes):
            raise ValueError("a record is not a blob")
        yield blob


def _ndb(data: bytes) -> Iterator[bytes]:
    """Pages of slots that say where each blob is, in blocks of 16 bytes; little endian (rpm, lib/backend/ndb)."""
    import struct

    if len(data) < 32 or data[:4] != b"RpmP":
        raise ValueError("not an ndb database")
    version, _generation, pages = struct.unpack_from("<III", data, 4)
    end = pages * 4096
    if version != 0 or end > len(data):
        raise ValueError("an ndb database that is cut short or of an unknown version")
    for magic, index, offset, count in struct.iter_unpack("<4sIII", data[2 * NDB_SLOT : end]):
        if magic != b"Slot":
            raise ValueError("a slot without its mark")
        if not offset:
            continue
        start = offset * NDB_BLOCK
        if start + 16 > len(data):
            raise ValueError(f"package {index} lies outside")
        mark, owner, _, size = struct.unpack_from("<4sIII", data, start)
        if mark != b"BlbS" or owner != index or size > count * NDB_BLOCK or start + 16 + size > len(data):
            raise ValueError(f"package {index} is damaged")
        yield data[start + 16 : start + 16 + size]
