"""manifest.json and files.jsonl: read, written, and refused where they are wrong."""

import json
from pathlib import Path
from typing import Any

import pytest

from scapkit.dumps.described import read_described, write_described
from scapkit.dumps.manifest import read_manifest, write_manifest
from scapkit.dumps.write import write_dump
from scapkit.model.dump import Asset, Entry, Manifest, Requirement
from scapkit.problem import Invalid, Problem

WHOLE = Manifest(
    Asset("shop", "eks-cluster", ("10.0.0.1",), (("region", "eu-central-1"),)),
    (
        Requirement("kubernetes", "/version", "collected", "kubernetes-api-resources/version", "200", "a" * 64, 7, "t"),
        Requirement("file", "/etc/\udcff", "forbidden", code="EACCES", message="Permission denied"),
    ),
    "scapkit 0.1.0",
    "2026-11-20T09:00:00Z",
    "2026-11-20T09:01:00Z",
)


def problem(caught: pytest.ExceptionInfo[Invalid]) -> Problem:
    return caught.value.problems[0]


def test_a_manifest_comes_back_as_it_was_written() -> None:
    data = write_manifest(WHOLE)
    assert read_manifest(data, "manifest.json") == WHOLE
    assert write_manifest(WHOLE) == data


def test_malformed_json_is_reported_with_line_and_column() -> None:
    with pytest.raises(Invalid) as caught:
        read_manifest(b'{\n  "version": 1,\n  oops\n}', "d/manifest.json")
    assert str(problem(caught).span) == "d/manifest.json:3:3"
    assert problem(caught).code == "malformed-json"


@pytest.mark.parametrize("data", [b'{"a": "\xff"}', b"[" * 100_000])
def test_bytes_that_are_no_text_and_bottomless_nesting_are_malformed(data: bytes) -> None:
    with pytest.raises(Invalid) as caught:
        read_manifest(data, "manifest.json")
    assert problem(caught).code == "malformed-json"


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({"version": 2}, "unknown-manifest-version", "version 2"),
        ({"version": "1"}, "wrong-type", "version must be a whole number"),
        ({"version": True}, "wrong-type", "version must be a whole number"),
        ({"asset": None}, "wrong-type", "asset must be an object"),
        ({"asset": {}}, "wrong-type", "name must be a string, not empty"),
        ({"asset": {"name": "a", "addresses": "x"}}, "wrong-type", "addresses must be a list of strings"),
        ({"asset": {"name": "a", "facts": {"a": 1}}}, "wrong-type", "facts must be an object of strings"),
        ({"requirements": {}}, "wrong-type", "requirements must be a list"),
        ({"requirements": [1]}, "wrong-type", "requirements 1 must be an object"),
        ({"requirements": [{"kind": "file", "key": "/a", "status": 1}]}, "wrong-type", "status must be a string"),
        ({"requirements": [{"kind": "file", "key": "/a", "status": "colected"}]}, "unknown-status", "did you mean"),
        ({"requirements": [{"kind": "file", "key": "/a", "status": "xyz"}]}, "unknown-status", "one of"),
        ({"requirements": [{"kind": "file", "key": "/a", "status": "collected", "path": "../a"}]}, "unsafe-path", "/a"),
        ({"requirements": [{"kind": "file", "key": "/a", "status": "collected", "path": "/a"}]}, "unsafe-path", "/a"),
        (
            {"requirements": [{"kind": "file", "key": "/a", "status": "collected", "sha256": "x"}]},
            "malformed-digest",
            "x",
        ),
    ],
)
def test_a_manifest_of_the_wrong_shape_is_refused(change: dict[str, Any], code: str, words: str) -> None:
    whole = {"version": 1, "asset": {"name": "a"}, "requirements": []} | change
    with pytest.raises(Invalid) as caught:
        read_manifest(json.dumps(whole).encode(), "manifest.json")
    assert problem(caught).code == code
    assert words in str(caught.value)


def test_a_manifest_that_is_no_object_is_refused() -> None:
    with pytest.raises(Invalid, match="the manifest must be an object"):
        read_manifest(b"[]", "manifest.json")


def test_a_numeric_code_is_taken_as_text() -> None:
    data = b'{"version": 1, "asset": {"name": "a"}, "requirements": [{"kind": "k", "key": "x", "status": "error", "code": 500}]}'
    assert read_manifest(data, "m").requirements[0].code == "500"


def test_described_files_come_back_as_they_were_written() -> None:
    entries = [
        Entry("/b", "symbolic link", 0o777, 0, 0, 1, 1.5, target="a"),
        Entry("/a", "regular", 0o4755, 1, 2, 3, 4.0, 5.0, 6.0, has_acl=True),
    ]
    data = write_described(entries)
    assert list(read_described(data, "files.jsonl").values()) == sorted(entries)


def test_described_files_may_have_rfc_3339_times_and_numeric_modes() -> None:
    lines = (
        b'{"path": "//etc/./a", "mode": "0644", "mtime": "2026-11-20T09:00:00Z", "atime": "1970-01-01T00:00:01"}\n\n'
        b'{"path": "/etc/b", "mode": 420}\n'
    )
    found = read_described(lines, "files.jsonl")
    assert found["/etc/a"].mtime == 1795165200.0
    assert found["/etc/a"].atime == 1.0
    assert found["/etc/b"].mode == 0o644


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"{", "malformed-json"),
        (b"[]", "wrong-type"),
        (b'{"path": "etc/a", "mode": "0644"}', "unsafe-path"),
        (b'{"path": "/etc/../a", "mode": "0644"}', "unsafe-path"),
        (b'{"path": "/a", "kind": "regula", "mode": "0644"}', "unknown-file-kind"),
        (b'{"path": "/a", "mode": "rw-r--r--"}', "wrong-type"),
        (b'{"path": "/a", "mode": "0644", "mtime": "yesterday"}', "malformed-time"),
        (b'{"path": "/a", "mode": "0644", "uid": "root"}', "wrong-type"),
    ],
)
def test_a_wrong_line_is_reported_at_its_number(line: bytes, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_described(b'{"path": "/ok", "mode": "0644"}\n' + line, "files.jsonl")
    assert problem(caught).code == code
    assert problem(caught).span.line == 2


@pytest.mark.parametrize("name", ["/etc/passwd", "../out", "a/../../out"])
def test_nothing_is_written_outside_of_the_dump(tmp_path: Path, name: str) -> None:
    with pytest.raises(Invalid):
        write_dump(tmp_path / "d", WHOLE, {name: b""})
    assert not (tmp_path / "d/manifest.json").exists()
