"""The records of an RPM database in SQLite: a copy of it is asked for its one table (rpm 4.16, lib/backend/sqlite)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection

MAX_RECORD = 256 * 1024 * 1024
MAX_STEPS = 20_000
"""How often SQLite may report 10,000 instructions done; real databases take a few hundred."""


def sqlite_records(data: bytes, log: bytes) -> Iterator[bytes]:
    """The table Packages of a copy of our own, so that SQLite may take in what is still in the log beside it.

    Raises ValueError for a database that cannot be read, with the reason.
    """
    import sqlite3
    from contextlib import closing
    from pathlib import Path
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="scapkit-rpmdb-") as folder:
        copy = Path(folder, "rpmdb.sqlite")
        copy.write_bytes(data)
        if log:
            Path(folder, "rpmdb.sqlite-wal").write_bytes(log)
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
