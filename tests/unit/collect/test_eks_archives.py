"""What is taken over from a node's archive into its dump, and what an archive cannot bring in."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from scapkit.collect.eks.archives import archives_at, copy_into
from scapkit.collect.writer import DumpWriter
from scapkit.dumps.open import open_dump
from scapkit.model.dump import Asset, Missing, Requirement
from scapkit.problem import Invalid, Problem
from shared import NOW


def archive(folder: Path, *requirements: dict[str, Any], **files: bytes) -> Path:
    """A node's dump as somebody has made it; the names of files have two underscores for slashes."""
    for name, data in files.items():
        target = folder / name.replace("__", "/")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    folder.mkdir(exist_ok=True)
    whole = {"version": 1, "asset": {"name": "n"}, "requirements": list(requirements)}
    (folder / "manifest.json").write_text(json.dumps(whole), encoding="utf-8")
    return folder


def copied(source: Path, without: frozenset[tuple[str, str]] = frozenset()) -> dict[tuple[str, str], Requirement]:
    """What the dump says after everything was taken over."""
    writer = DumpWriter(source.parent / "copy", Asset("n", "eks-node"), "test", NOW)
    copy_into(writer, archives_at([str(source)], print)[0], without)
    writer.finish(NOW)
    dump = open_dump(str(source.parent / "copy"))
    assert dump.manifest is not None
    return {(each.kind, each.key): each for each in dump.manifest.requirements}


def of(status: str, key: str, **more: str) -> dict[str, Any]:
    """A requirement of a file."""
    return {"kind": "file", "key": key, "status": status, **more}


def test_content_refusals_and_absence_come_along(tmp_path: Path) -> None:
    source = archive(
        tmp_path / "n",
        of("collected", "/etc/a", path="files/etc/a", sha256=sha256(b"x").hexdigest()),
        of("collected", "/etc/b"),
        of("forbidden", "/etc/c", code="EACCES", message="no"),
        of("not-found", "/etc/d"),
        files__etc__a=b"x",
        files__etc__b=b"y",
    )
    found = copied(source)
    assert {key: each.status for (_, key), each in found.items()} == {
        "/etc/a": "collected",
        "/etc/b": "collected",
        "/etc/c": "forbidden",
        "/etc/d": "not-found",
    }
    dump = open_dump(str(tmp_path / "copy"))
    assert (dump.read("/etc/a"), dump.read("/etc/b"), dump.read("/etc/d")) == (b"x", b"y", None)
    assert isinstance(dump.read("/etc/c"), Missing)


def test_files_that_came_with_a_folder_stay_evidence(tmp_path: Path) -> None:
    folder = {"kind": "folder", "key": "/etc/d", "status": "collected"}
    copied(archive(tmp_path / "n", folder, files__etc__d__x=b"x"))
    assert open_dump(str(tmp_path / "copy")).read("/etc/d/x") == b"x"


@pytest.mark.parametrize(
    ("requirement", "said"),
    [
        (of("collected", "/etc/a", path="files/etc/a", sha256="0" * 64), "SHA-256"),
        (of("collected", "/etc/a", path="files/etc/missing"), "was not in the archive"),
        (of("collected", "/etc/a", path="manifest.json"), "was not in the archive"),
        (of("collected", "/etc/a", path="journal.jsonl"), "was not in the archive"),
    ],
)
def test_what_is_damaged_or_lies_elsewhere_is_no_evidence(
    tmp_path: Path, requirement: dict[str, Any], said: str
) -> None:
    found = copied(archive(tmp_path / "n", requirement, files__etc__a=b"x"))["file", "/etc/a"]
    assert found.status == "error" and said in found.message
    assert isinstance(open_dump(str(tmp_path / "copy")).read("/etc/a"), Missing)


def test_an_archive_says_nothing_of_the_api_and_nothing_that_the_api_told_better(tmp_path: Path) -> None:
    api = {"kind": "kubernetes", "key": "/api/v1/nodes/n", "status": "collected"}
    source = archive(tmp_path / "n", api, of("not-found", "/etc/a"), of("not-found", "/etc/b"))
    assert set(copied(source, frozenset({("file", "/etc/a")}))) == {("file", "/etc/b")}


def test_a_plain_tree_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tree/etc").mkdir(parents=True)
    with pytest.raises(Invalid, match="no-manifest"):
        archives_at([str(tmp_path / "tree")], print)


def test_what_is_no_dump_of_a_node_is_warned_of_and_the_others_are_taken(tmp_path: Path) -> None:
    (tmp_path / "given").mkdir()
    archive(tmp_path / "given/a")
    (tmp_path / "given/README.txt").write_text("as they came", encoding="utf-8")
    (tmp_path / "given/empty.tar.gz").write_bytes(b"")
    (tmp_path / "given/tree/etc").mkdir(parents=True)
    warned: list[Problem] = []
    found = archives_at([str(tmp_path / "given")], warned.append)
    assert [Path(each.path).name for each in found] == ["a"]
    assert [(Path(each.span.file).name, each.level) for each in warned] == [
        ("README.txt", "warning"), ("empty.tar.gz", "warning"), ("tree", "warning")
    ]  # fmt: skip
    assert archives_at([each.path for each in found] + [str(tmp_path / "given/empty.tar.gz")], warned.append) == found
    assert len(warned) == 4


def test_where_no_archive_can_be_used_that_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "given").mkdir()
    (tmp_path / "given/empty.tar.gz").write_bytes(b"")
    for paths, code in (([tmp_path / "given"], "empty.tar.gz"), ([archive(tmp_path / "a"), tmp_path / "b"], "no-such")):
        with pytest.raises(Invalid, match=code):
            archives_at([str(each) for each in paths], print)
