"""Which folders are collections of dumps, and what is no part of one."""

from pathlib import Path

import pytest

from scapkit.dumps.collection import LeftOut, Record, dumps_at, read_record, write_record
from scapkit.dumps.manifest import write_manifest
from scapkit.model.dump import Asset, Manifest
from scapkit.problem import Invalid


def dump(folder: Path) -> Path:
    """A dump of nothing."""
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_bytes(write_manifest(Manifest(Asset(folder.name), ())))
    return folder


def written(place: Path) -> None:
    """An empty folder, or a file with nothing much in it."""
    if not place.suffix and place.name == "empty":
        place.mkdir(parents=True)
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"{}")


def names(folder: Path) -> list[str]:
    """The dumps of a collection, as they lie in it."""
    found = dumps_at(str(folder))
    return [str(Path(each).relative_to(folder)) for each in found.dumps] if found else []


def test_a_folder_with_nothing_but_dumps_and_folders_of_them_is_a_collection(tmp_path: Path) -> None:
    dump(tmp_path / "cluster")
    dump(tmp_path / "nodes/b")
    (tmp_path / "nodes/a.tar.gz").write_bytes(b"")
    (tmp_path / ".hidden").write_bytes(b"")
    assert names(tmp_path) == ["cluster", "nodes/a.tar.gz", "nodes/b"]


@pytest.mark.parametrize("other", ["etc/passwd", "usr/bin/a", "kubernetes-api-resources/version"])
def test_a_folder_with_something_of_a_system_in_it_is_a_plain_tree(tmp_path: Path, other: str) -> None:
    dump(tmp_path / "srv/app")
    written(tmp_path / other)
    assert dumps_at(str(tmp_path)) is None


@pytest.mark.parametrize("other", ["srv/app/manifest.json", "b.tar.gz"])
def test_a_tree_with_a_manifest_of_something_else_or_an_archive_is_a_plain_tree(tmp_path: Path, other: str) -> None:
    written(tmp_path / other)
    written(tmp_path / "var/log/a")
    assert dumps_at(str(tmp_path)) is None


@pytest.mark.parametrize(
    ("other", "lost"),
    [
        ("README.txt", []),
        ("nodes/readme", ["nodes"]),
        ("empty/", ["empty"]),
        ("c/files.jsonl", ["c"]),
        ("c/kubernetes-api-resources/version", ["c"]),
        ("a/b/c/d/manifest.json", ["a"]),
        ("n003.zip", ["n003.zip"]),
        (".DS_Store", []),
    ],
)
@pytest.mark.parametrize("marked", [True, False])
def test_what_should_be_a_dump_and_is_none_is_told(tmp_path: Path, other: str, lost: list[str], marked: bool) -> None:
    dump(tmp_path / "cluster")
    if marked:
        (tmp_path / "collection.json").write_bytes(write_record(Record("shop", finished="f")))
    written(tmp_path / other)
    found = dumps_at(str(tmp_path))
    assert found is not None and [Path(each).name for each in found.dumps] == ["cluster"]
    assert [str(Path(each).relative_to(tmp_path)) for each in found.lost] == lost


def test_a_dump_an_archive_and_nothing_are_no_collections(tmp_path: Path) -> None:
    (tmp_path / "a.tar").write_bytes(b"")
    for path in (dump(tmp_path / "a"), tmp_path / "a.tar", tmp_path / "missing"):
        assert dumps_at(str(path)) is None


def test_what_the_collector_recorded_is_read_and_what_else_lies_there_is_passed_over(tmp_path: Path) -> None:
    record = Record("shop", "c", "2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z", (LeftOut("f", "eks-node", "why"),))
    dump(tmp_path / "cluster")
    (tmp_path / "collection.json").write_bytes(write_record(record))
    (tmp_path / "report.html").write_bytes(b"")
    found = dumps_at(str(tmp_path))
    assert found is not None and found.record == record
    (tmp_path / "collection.json").write_bytes(write_record(record._replace(finished="")))
    found = dumps_at(str(tmp_path))
    assert found is not None and found.record.missing == (f"{tmp_path} was not collected to its end",)


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"[]", "wrong-type"), (b'{"version": 2}', "unknown-manifest-version"), (b"{", "malformed-json")],
)
def test_a_record_that_cannot_be_read_is_a_problem_of_its_file(data: bytes, code: str) -> None:
    with pytest.raises(Invalid) as raised:
        read_record(data, "collection.json")
    assert raised.value.problems[0].code == code


def test_a_link_in_a_collection_is_not_followed(tmp_path: Path) -> None:
    dump(tmp_path / "a/cluster")
    (tmp_path / "a/other").symlink_to(dump(tmp_path / "b"))
    found = dumps_at(str(tmp_path / "a"))
    assert found is not None and found.lost == (str(tmp_path / "a/other"),)
    (tmp_path / "a/collection.json").write_bytes(write_record(Record("shop")))
    with pytest.raises(Invalid) as raised:
        dumps_at(str(tmp_path / "a"))
    assert raised.value.problems[0].code == "unsafe-path"


def test_a_collection_that_came_to_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "collection.json").write_bytes(write_record(Record("shop")))
    with pytest.raises(Invalid) as raised:
        dumps_at(str(tmp_path))
    assert raised.value.problems[0].code == "empty-collection"
