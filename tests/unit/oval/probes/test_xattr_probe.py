"""unix:fileextendedattribute: attributes from facts, for files that are there."""

import json
import os
from pathlib import Path

import pytest

from collections_of import Sought, flat, ours, theirs
from scapkit.dumps.open import open_dump
from scapkit.dumps.write import write_dump
from scapkit.model.dump import Asset, Manifest, Requirement
from scapkit.model.syschar import Flag
from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Wanted
from valid_items import assert_valid

KIND = "unix:fileextendedattribute"
FACTS = Requirement("fact", KIND, "collected", "facts/unix_fileextendedattribute.jsonl")
FOLDER = Requirement("folder", "/bin", "collected")
LINES = [
    {
        "filepath": "/bin/ping",
        "path": "/bin",
        "filename": "ping",
        "attribute_name": "security.capability",
        "value": "01",
    },
    {
        "filepath": "/bin/gone",
        "path": "/bin",
        "filename": "gone",
        "attribute_name": "security.capability",
        "value": "02",
    },
    {"path": "/bin", "filename": "ls", "attribute_name": "user.note", "value": ""},
    {"path": "/bin", "attribute_name": "user.folder", "value": "x"},
]


def attribute(name: str, op: str = "equals", **path: str) -> Sought:
    places = [Wanted(each, (value,), "pattern match" if "*" in value else "equals") for each, value in path.items()]
    return Sought(KIND, (*places, Wanted("attribute_name", (name,), op)))


def evidence(folder: Path, *requirements: Requirement) -> Evidence:
    files = {"files/bin/ping": b"", "files/bin/ls": b""}
    if FACTS in requirements:
        files["facts/unix_fileextendedattribute.jsonl"] = "\n".join(map(json.dumps, LINES)).encode()
    write_dump(folder / "d", Manifest(Asset("a"), requirements), files)
    return Evidence(open_dump(str(folder / "d")))


@pytest.mark.parametrize(
    ("sought", "want"),
    [
        (attribute("security.capability", filepath="/bin/ping"), ["01"]),
        (attribute("security.capability", filepath="/bin/gone"), []),
        (attribute(".*", "pattern match", path="/bin", filename=".*"), ["01", ""]),
        (attribute("user.note", filepath="/bin/ping"), []),
    ],
    ids=str,
)
def test_attributes_of_the_files_that_are_there(tmp_path: Path, sought: Sought, want: list[str]) -> None:
    found = ours(sought, evidence(tmp_path, FACTS, FOLDER))
    assert [item.fields[-1].value for item in found.items] == want
    assert not found.missing


def test_a_folder_has_a_path_only(tmp_path: Path, schemas: Path) -> None:
    entities = (Wanted("path", ("/bin",)), Wanted("filename", nil=True), Wanted("attribute_name", ("user.folder",)))
    found = ours(Sought(KIND, entities), evidence(tmp_path, FACTS, FOLDER))
    assert len(found.items) == 1
    assert_valid(found.items, schemas)


def test_without_facts_they_are_missing(tmp_path: Path) -> None:
    found = ours(attribute("user.x", filepath="/bin/ping"), evidence(tmp_path, FOLDER))
    assert found.missing[0].reason.startswith(f"not collected: the facts {KIND}")


ANY = Wanted("attribute_name", (".*",), "pattern match")


@pytest.fixture
def node(tmp_path: Path) -> Path:
    root = tmp_path / "node"
    (root / "d").mkdir(parents=True)
    (root / "f").touch()
    (root / "l").symlink_to("f")
    try:
        os.setxattr(root / "f", "user.a", b"hello")
    except OSError:
        pytest.skip("the file system keeps no attributes")
    os.setxattr(root / "f", "user.b", b"abc\0")
    os.setxattr(root / "d", "user.d", "é\n".encode())
    return root


@pytest.mark.parametrize(
    "sought",
    [
        attribute(".*", "pattern match", filepath="/f"),
        attribute("user.a", filepath="/f"),
        attribute("user.a", "not equal", filepath="/f"),
        attribute("user.none", filepath="/f"),
        attribute("user.a", filepath="/l"),
        attribute("user.a", filepath="/none"),
        attribute(".*", "pattern match", path="/", filename=".*"),
        Sought(KIND, (Wanted("path", ("/d",)), Wanted("filename", nil=True), ANY)),
    ],
    ids=str,
)
def test_a_plain_tree_has_the_attributes_of_its_files(oscap: str, node: Path, tmp_path: Path, sought: Sought) -> None:
    assert flat(ours(sought, node)) == theirs(oscap, sought, node, tmp_path)


@pytest.mark.parametrize("value", [b"\x01\0\xff", b"\xe9", b"a\0b", b"\x02"])
def test_a_value_that_is_no_text_is_in_hexadecimal(node: Path, value: bytes) -> None:
    os.setxattr(node / "f", "user.c", value)
    (item,) = ours(attribute("user.c", filepath="/f"), node).items
    assert item.fields[-1].value == value.hex()


def test_a_file_that_nobody_collected_is_missing(tmp_path: Path) -> None:
    found = ours(attribute("x", filepath="/f"), evidence(tmp_path, FACTS))
    assert [each.reason for each in found.missing] == ["not collected: nobody asked for /f"]


def test_a_malformed_pattern_is_an_error(tmp_path: Path) -> None:
    found = ours(attribute("(", "pattern match", filepath="/bin/ping"), evidence(tmp_path, FACTS, FOLDER))
    assert found.flag is Flag.ERROR


def test_the_items_are_valid(tmp_path: Path, schemas: Path) -> None:
    sought = attribute(".*", "pattern match", path="/bin", filename=".*")
    assert_valid(ours(sought, evidence(tmp_path, FACTS, FOLDER)).items, schemas)
