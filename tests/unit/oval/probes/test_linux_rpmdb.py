"""RPM databases that are damaged or hostile: a reason, never a crash, and never an empty collection."""

import sqlite3
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collections_of import Sought, ours
from linux_dumps import column, reasons
from linux_rpms import Packed, header, ndb, package, write_sqlite
from scapkit.oval.protocols import Wanted
from scapkit.oval.system.rpm import sqlite
from scapkit.oval.system.rpm.files import File, read_files, read_paths
from scapkit.oval.system.rpm.header import Header, Tag, binary, numbers, read_header, texts
from scapkit.oval.system.rpm.pgpkey import key_id

EVERYTHING = Sought("linux:rpminfo", (Wanted("name", (".*",), "pattern match"),))
GOOD = package("good", files=(Packed("/a", 0o100644),))


def every_file(read: Header) -> list[File]:
    paths = read_paths(read)
    return list(read_files(read, paths, range(len(paths))))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "var/lib/rpm").mkdir(parents=True)
    return tmp_path / "var/lib/rpm/rpmdb.sqlite"


def reason(path: Path) -> str:
    found = ours(EVERYTHING, path.parents[3])
    assert not found.items
    return reasons(found)[0]


@pytest.mark.parametrize("data", [b"", b"x", b"SQLite format 3\0", b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_file_that_is_no_database_is_missing(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    assert reason(path).startswith("/var/lib/rpm/rpmdb.sqlite")


def test_a_database_that_is_cut_short_is_missing(path: Path) -> None:
    write_sqlite(path, {f"p/{number}": package("p", f"1-{number}") for number in range(300)})
    path.write_bytes(path.read_bytes()[:-8192])
    found = ours(EVERYTHING, path.parents[3])
    assert reasons(found)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE other (a)",
        "CREATE VIEW Packages AS WITH RECURSIVE c(blob, hnum) AS (SELECT x'00', 1 UNION ALL SELECT blob, hnum FROM c) "
        "SELECT blob, hnum FROM c",
    ],
)
def test_without_the_table_nothing_is_run(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()
    assert reason(path) == "/var/lib/rpm/rpmdb.sqlite: it has no table Packages"


def test_a_record_that_is_no_blob_is_missing(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE Packages (hnum INTEGER PRIMARY KEY, blob)")
    connection.execute("INSERT INTO Packages VALUES (1, 'text')")
    connection.commit()
    connection.close()
    assert reason(path) == "/var/lib/rpm/rpmdb.sqlite: a record is not a blob"


def test_a_database_that_keeps_sqlite_busy_is_given_up(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "MAX_STEPS", 0)
    write_sqlite(path, {f"p/{number}": package("p", f"1-{number}") for number in range(9000)})
    found = ours(EVERYTHING, path.parents[3])
    assert reasons(found) == ["/var/lib/rpm/rpmdb.sqlite: not a readable SQLite database: interrupted"]


def test_what_is_still_in_the_log_is_read_too(path: Path) -> None:
    write_sqlite(path, {"good": GOOD})
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("INSERT INTO Packages VALUES (2, ?)", (package("late"),))
    connection.commit()
    kept = path.with_name("rpmdb.sqlite-wal").read_bytes()
    stored = path.read_bytes()
    connection.close()
    path.write_bytes(stored)
    path.with_name("rpmdb.sqlite-wal").write_bytes(kept)
    assert column(ours(EVERYTHING, path.parents[3]), "name") == [["good"], ["late"]]
    assert path.read_bytes() == stored


def test_a_damaged_record_is_missing_beside_those_before_it(path: Path) -> None:
    write_sqlite(path, {"good": GOOD, "bad": GOOD[:20]})
    found = ours(EVERYTHING, path.parents[3])
    assert column(found, "name") == [["good"]]
    assert reasons(found) == ["an RPM header is longer than its record"]


def _changed(position: int, value: bytes) -> bytes:
    data = ndb([GOOD])
    return data[:position] + value + data[position + len(value) :]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"x" * 64, "not an ndb database"),
        (_changed(4, b"\1"), "of an unknown version"),
        (_changed(12, b"\xff\xff"), "cut short"),
        (_changed(32, b"Slit"), "a slot without its mark"),
        (_changed(40, b"\xff\xff\xff\xff"), "package 1 lies outside"),
        (_changed(4096, b"X"), "package 1 is damaged"),
        (_changed(4096 + 12, b"\xff\xff\xff\x7f"), "package 1 is damaged"),
    ],
)
def test_a_damaged_ndb_database_is_missing(path: Path, data: bytes, text: str) -> None:
    path.with_name("Packages.db").write_bytes(data)
    assert text in reason(path)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", "cut short"),
        (struct.pack(">II", 0xFFFFFFFF, 0), "longer"),
        (struct.pack(">IIIIiI", 1, 4, Tag.NAME, 6, 99, 1) + b"abcd", "points outside"),
        (struct.pack(">IIIIiI", 1, 4, Tag.NAME, 6, -1, 1) + b"abcd", "points outside"),
        (struct.pack(">IIIIiI", 1, 4, Tag.NAME, 8, 0, 0xFFFFFFF) + b"a\0b\0", "points outside"),
    ],
)
def test_a_header_that_contradicts_itself_is_refused(data: bytes, text: str) -> None:
    with pytest.raises(ValueError, match=text):
        read_header(data)


def test_values_of_another_type_or_cut_short_are_refused() -> None:
    entries = ((Tag.NAME, 6, 0, 1), (Tag.EPOCH, 4, 0, 9), (Tag.ARCH, 4, 0, 1), (Tag.SIGGPG, 7, 2, 9))
    index = b"".join(struct.pack(">IIiI", *each) for each in entries)
    read = read_header(struct.pack(">II", len(entries), 4) + index + b"abcd")
    for call in (lambda: texts(read, Tag.NAME), lambda: numbers(read, Tag.EPOCH), lambda: texts(read, Tag.ARCH)):
        with pytest.raises(ValueError, match=r"cut short|no strings"):
            call()
    with pytest.raises(ValueError, match="no numbers"):
        numbers(read, Tag.NAME)
    with pytest.raises(ValueError, match="cut short"):
        binary(read, Tag.SIGGPG)


@pytest.mark.parametrize(
    "values",
    [
        {Tag.BASENAMES: ["a"], Tag.DIRNAMES: ["/"], Tag.DIRINDEXES: [7]},
        {Tag.BASENAMES: ["a"], Tag.DIRNAMES: ["/"]},
        {Tag.BASENAMES: ["a"], Tag.DIRNAMES: ["/"], Tag.DIRINDEXES: [0], Tag.FILESIZES: [1, 2]},
    ],
)
def test_columns_that_do_not_fit_each_other_are_refused(values: dict[Tag, list[str] | list[int]]) -> None:
    with pytest.raises(ValueError, match=r"fit|values for"):
        every_file(read_header(header(values)))


@given(st.integers(0, len(GOOD) - 1), st.binary(max_size=8))
def test_a_header_with_changed_bytes_is_read_or_refused(position: int, change: bytes) -> None:
    data = GOOD[:position] + change + GOOD[position + len(change) :]
    try:
        every_file(read_header(data))
    except ValueError as error:
        assert str(error)


@given(st.binary(max_size=64))
def test_any_bytes_have_a_key_or_none(data: bytes) -> None:
    for packet in (data, b"\x88\x3e" + data, b"\xc2\x3e" + data, b"\x88\x3e\x04" + data):
        assert len(key_id(packet)) in (0, 16)
