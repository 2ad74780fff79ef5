"""independent:filehash58 and independent:filehash: digests of files, as oscap works them out."""

from hashlib import sha256
from pathlib import Path

import pytest

from collections_of import Sought, flat, ours, theirs
from scapkit.dumps.open import open_dump
from scapkit.dumps.write import write_dump
from scapkit.model.dump import Asset, Manifest, Requirement
from scapkit.model.syschar import Flag
from scapkit.oval.evidence import Evidence
from scapkit.oval.files import digests
from scapkit.oval.protocols import Wanted
from valid_items import assert_valid


def hashed(file: str, *types: str, op: str = "equals", file_op: str = "equals", check: str = "all") -> Sought:
    kind = Wanted("hash_type", types or ("SHA-256",), op, var_check=check)
    return Sought("independent:filehash58", (Wanted("filepath", (file,), file_op), kind))


def old(file: str) -> Sought:
    return Sought("independent:filehash", (Wanted("filepath", (file,)),))


def in_folder(kind: str, name: str, *more: Wanted) -> Sought:
    return Sought(kind, (Wanted("path", ("/",)), Wanted("filename", (name,)), *more))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "node"
    (root / "folder").mkdir(parents=True)
    (root / "f").write_text("one\ntwo\n")
    (root / "binary").write_bytes(bytes(range(256)))
    (root / "empty").touch()
    for link, target in {"link": "f", "folder-link": "folder", "dangling": "nowhere", "loop": "loop"}.items():
        (root / link).symlink_to(target)
    return root


AGREED = [
    *(hashed(each) for each in ("/f", "/binary", "/empty", "/link", "/folder", "/folder-link", "/nope")),
    *(hashed("/f", each) for each in ("MD5", "SHA-1", "SHA-224", "SHA-384", "SHA-512", "SHA-999")),
    hashed("/f", ".*", op="pattern match"),
    hashed("/f", "MD5", op="not equal"),
    hashed("/f", "sha-256", op="case insensitive equals"),
    hashed("/f", "MD5", "SHA-1"),
    hashed("/f", "MD5", "SHA-1", check="at least one"),
    hashed("^/(f|binary|link)$", "MD5", file_op="pattern match"),
    *(old(each) for each in ("/f", "/link", "/folder", "/nope")),
    in_folder("independent:filehash", "f"),
    in_folder("independent:filehash", "folder-link"),
    in_folder("independent:filehash58", "f", Wanted("hash_type", ("MD5",))),
    in_folder("independent:filehash58", "folder-link", Wanted("hash_type", ("MD5",))),
]


@pytest.mark.parametrize("sought", AGREED, ids=str)
def test_the_items_are_those_that_oscap_finds(oscap: str, tree: Path, tmp_path: Path, sought: Sought) -> None:
    assert flat(ours(sought, tree)) == theirs(oscap, sought, tree, tmp_path)


@pytest.mark.parametrize("sought", [hashed("/dangling"), hashed("/loop"), old("/dangling"), old("/loop")], ids=str)
def test_a_link_to_nothing_is_an_item_in_error(oscap: str, tree: Path, tmp_path: Path, sought: Sought) -> None:
    found = ours(sought, tree)
    (item,) = found.items
    assert (found.flag, item.status) == (Flag.ERROR, "error")
    assert "leads to no file" in item.messages[0].text
    reference = theirs(oscap, sought, tree, tmp_path)
    assert reference is not None
    flag, (fields,) = reference
    assert flag == "error"
    assert flat(found)[1] == [[each for each in fields if not each.startswith("message=")]]


def test_a_pipe_is_not_read(tree: Path) -> None:
    import os

    os.mkfifo(tree / "pipe")
    assert not ours(hashed("/pipe"), tree).items


@pytest.mark.parametrize(
    "sought", [hashed("/f", "(", op="pattern match"), hashed("(", file_op="pattern match")], ids=str
)
def test_a_malformed_pattern_is_an_error(tree: Path, sought: Sought) -> None:
    found = ours(sought, tree)
    assert found.flag is Flag.ERROR
    assert found.messages


def test_a_malformed_pattern_of_the_old_object_is_an_error(tree: Path) -> None:
    sought = Sought("independent:filehash", (Wanted("filepath", ("(",), "pattern match"),))
    assert ours(sought, tree).flag is Flag.ERROR


def test_a_file_is_read_once_for_all_objects(tree: Path) -> None:
    evidence = Evidence(open_dump(str(tree)))
    first = ours(hashed("/f"), evidence)
    (tree / "f").write_text("changed")
    assert ours(hashed("/f"), evidence) == first


@pytest.mark.parametrize("kind", ["independent:filehash", "independent:filehash58"])
def test_a_file_that_was_not_collected_is_missing(tmp_path: Path, kind: str) -> None:
    asked = Requirement("file", "/f", "forbidden")
    write_dump(tmp_path / "d", Manifest(Asset("a"), (asked,)), {})
    evidence = Evidence(open_dump(str(tmp_path / "d")))
    wanted = (Wanted("filepath", ("/f", "/g"), var_check="at least one"), Wanted("hash_type", ("MD5",)))
    found = ours(Sought(kind, wanted), evidence)
    assert [each.reason for each in found.missing] == ["reading /f was refused", "not collected: nobody asked for /g"]
    assert not found.items


def test_a_file_that_cannot_be_read_whole_is_missing(tmp_path: Path) -> None:
    asked = Requirement("file", "/f", "collected", "files/f", sha256=sha256(b"x").hexdigest())
    write_dump(tmp_path / "d", Manifest(Asset("a"), (asked,)), {"files/f": b"y"})
    found = ours(hashed("/f"), Evidence(open_dump(str(tmp_path / "d"))))
    assert "SHA-256 differs" in found.missing[0].reason


def test_the_algorithms_are_the_words_of_the_schema() -> None:
    assert list(digests.ALGORITHMS) == ["MD5", "SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512"]


@pytest.mark.parametrize(
    "sought", [hashed("/f", ".*", op="pattern match"), hashed("/loop"), old("/f"), old("/loop")], ids=str
)
def test_the_items_are_valid(tree: Path, schemas: Path, sought: Sought) -> None:
    assert_valid(ours(sought, tree).items, schemas)
