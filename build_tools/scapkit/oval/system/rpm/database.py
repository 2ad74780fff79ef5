"""The records of the RPM package database in a dump: one header for each package (rpm 4.18, docs/man/rpmdb)."""

from collections.abc import Iterator
from typing import NamedTuple

from scapkit.model.dump import Missing
from scapkit.oval.evidence import Evidence

FOLDERS = ("/var/lib/rpm", "/usr/lib/sysimage/rpm", "/usr/share/rpm")
SQLITE, NDB, BERKELEY = "rpmdb.sqlite", "Packages.db", "Packages"
MAX_BYTES = 1024 * 1024 * 1024


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
    data = evidence.dump.read(database.path, MAX_BYTES)
    if isinstance(data, Missing):
        raise ValueError(data.reason)
    if not data:
        raise ValueError(f"{database.path} is empty or leads nowhere")
    try:
        yield from _records(database, data, evidence)
    except ValueError as error:
        raise ValueError(f"{database.path}: {error}") from None


def _records(database: Database, data: bytes, evidence: Evidence) -> Iterator[bytes]:
    if database.form == SQLITE:
        from scapkit.oval.system.rpm.sqlite import sqlite_records

        log = evidence.dump.read(f"{database.path}-wal", MAX_BYTES)
        return sqlite_records(data, log if isinstance(log, bytes) else b"")
    if database.form == NDB:
        from scapkit.oval.system.rpm.ndb import ndb_records

        return ndb_records(data)
    from scapkit.oval.system.rpm.berkeley import berkeley_records

    return berkeley_records(data)
