"""RPM databases in Berkeley DB's hash format, written by hand and by Berkeley DB itself."""

import shutil
import struct
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collections_of import Sought, ours
from linux_dumps import column, reasons
from linux_rpms import Packed, berkeley, package
from scapkit.oval.protocols import Wanted
from scapkit.oval.system.rpm.berkeley import berkeley_records

SMALL = package("small")
LARGE = package("large", files=[Packed(f"/etc/{number}", 0o100644) for number in range(60)])
RECORDS = [SMALL, LARGE, package("last")]
GOOD = berkeley(RECORDS)
LAST = len(GOOD) // 512 - 1


def found_in(root: Path, data: bytes) -> tuple[list[list[str]], list[str]]:
    """The names of the packages in a tree with this database, and what is missing."""
    folder = root / "var/lib/rpm"
    folder.mkdir(parents=True)
    (folder / "Packages").write_bytes(data)
    found = ours(Sought("linux:rpminfo", (Wanted("name", (".*",), "pattern match"),)), root)
    return column(found, "name"), reasons(found)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("size", [512, 4096, 65536])
def test_records_are_read_in_either_order_of_bytes_and_any_size_of_pages(order: str, size: int) -> None:
    assert list(berkeley_records(berkeley(RECORDS, order, size))) == RECORDS


def test_packages_of_such_a_database_are_found(tmp_path: Path) -> None:
    assert found_in(tmp_path, GOOD) == ([["small"], ["large"], ["last"]], [])


@pytest.mark.parametrize("size", [512, 4096, 65536])
def test_what_berkeley_db_itself_writes_is_read(tmp_path: Path, size: int) -> None:
    load = shutil.which("db5.3_load") or shutil.which("db_load")
    if load is None:
        pytest.skip("db_load is not installed (Debian: db5.3-util)")
    records = [
        package(f"p{number}", files=[Packed(f"/{each}", 0o100644) for each in range(number % 90)])
        for number in range(300)
    ]
    pairs = {0: struct.pack("=I", len(records))} | dict(enumerate(records, 1))
    lines = [f" {struct.pack('=I', key).hex()}\n {value.hex()}\n" for key, value in pairs.items()]
    text = f"VERSION=3\nformat=bytevalue\ntype=hash\ndb_pagesize={size}\nHEADER=END\n{''.join(lines)}DATA=END\n"
    subprocess.run([load, tmp_path / "Packages"], input=text, text=True, check=True)
    assert list(berkeley_records((tmp_path / "Packages").read_bytes())) == records


def changed(position: int, value: bytes) -> bytes:
    return GOOD[:position] + value + GOOD[position + len(value) :]


def at(page: int, position: int) -> int:
    return page * 512 + position


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"x", "not a Berkeley DB"),
        (b"\0" * 1024, "not a Berkeley DB"),
        (changed(25, b"\x09"), "not a Berkeley DB of the kind hash"),
        (changed(24, b"\1"), "encrypted"),
        (changed(16, b"\1"), "of version 1"),
        (changed(20, b"\1\1"), "cut short"),
        (GOOD[:-512], "cut short"),
        (changed(at(1, 8), b"\7"), "page 1 is damaged"),
        (changed(at(1, 20), b"\3"), "page 1 is damaged"),
        (changed(at(1, 20), b"\xfe\xff"), "page 1 is damaged"),
        (changed(at(2, 26), b"\5\0"), "page 2 is damaged"),
        (changed(at(1, 507), b"\3"), "a key that is no number"),
        (changed(at(2, 28), b"\xf9\1"), "a value of the unknown kind"),
        (changed(at(3, 495), b"\3\0\0\0\xff\xff"), "leads to page 65535"),
        (changed(at(4, 16), b"\4"), "leads to page 4"),
        (changed(at(4, 25), b"\x0d"), "damaged"),
        (changed(at(4, 22), b"\0\0"), "page 4 is damaged"),
        (changed(at(LAST - 1, 22), b"\xff\xff"), "damaged"),
    ],
)
def test_a_damaged_database_is_missing(tmp_path: Path, data: bytes, text: str) -> None:
    _, missing = found_in(tmp_path, data)
    assert missing
    assert missing[0].startswith("/var/lib/rpm/Packages: ")
    assert text in missing[0]


@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=6))
def test_a_database_with_changed_bytes_is_read_or_refused(position: int, change: bytes) -> None:
    try:
        records = list(berkeley_records(changed(position, change)))
    except ValueError as error:
        assert str(error)
    else:
        assert sum(map(len, records)) <= len(GOOD) + 6
