"""Dumps verified, redacted and merged."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from scapkit.api.gathering.dumping import as_json, as_text, describe, merge, redact, verify
from scapkit.collect.writer import DumpWriter
from scapkit.dumps.open import open_dump
from scapkit.model.dump import Asset, Entry
from scapkit.problem import Invalid

CLUSTER = Asset("shop", "eks-cluster", facts=(("account", "123456789012"), ("owner", "ann@corp.example")))
START, END = "2026-11-26T10:00:00Z", "2026-11-26T10:05:00Z"
SECRET = "hunter2-hunter2"


def writer(folder: Path, asset: Asset = CLUSTER) -> DumpWriter:
    return DumpWriter(folder, asset, "test 1", START)


def made(folder: Path, answers: Mapping[str, str], time: str = START, asset: Asset = CLUSTER) -> Path:
    one = writer(folder, asset)
    for key, text in answers.items():
        one.answer("kubernetes", key, f"kubernetes-api-resources{key}", text.encode(), code="200", time=time)
    one.finish(END)
    return folder


def code(caught: "pytest.ExceptionInfo[Invalid]") -> str:
    return caught.value.problems[0].code


def codes(folder: Path) -> dict[str, str]:
    return {Path(each.span.file).name: each.code for each in verify(str(folder)).problems}


def test_a_dump_as_it_was_written_holds(tmp_path: Path) -> None:
    found = verify(str(made(tmp_path / "d", {"/version": "{}"})))
    assert (found.intact, found.unhashed, found.problems) == (1, 0, ())


def test_what_was_changed_lost_or_added_is_told(tmp_path: Path) -> None:
    folder = made(tmp_path / "d", {f"/{name}": "1234" for name in ("same", "other", "shorter", "lost")})
    root = folder / "kubernetes-api-resources"
    (root / "other").write_text("4321")
    (root / "shorter").write_text("1")
    (root / "lost").unlink()
    (root / "added").write_text("1")
    (folder / "files").mkdir()
    (folder / "files/link").symlink_to("/etc/passwd")
    assert codes(folder) == {
        "other": "changed-file", "shorter": "changed-file", "lost": "missing-file", "added": "unlisted-file",
        "link": "unlisted-file",
    }  # fmt: skip
    assert verify(str(folder)).intact == 1


def test_files_that_came_with_a_folder_are_listed_and_counted(tmp_path: Path) -> None:
    one = writer(tmp_path / "d")
    one.covered("folder", "/etc/a")
    one.finish(END)
    (tmp_path / "d/files/etc/a").mkdir(parents=True)
    (tmp_path / "d/files/etc/a/b").write_text("x")
    found = verify(str(tmp_path / "d"))
    assert (found.intact, found.unhashed, found.problems) == (0, 1, ())


def test_a_plain_tree_says_nothing_of_itself(tmp_path: Path) -> None:
    for deed in (describe, verify):
        with pytest.raises(Invalid) as caught:
            deed(str(tmp_path))
        assert code(caught) == "no-manifest"


def test_what_a_dump_says_of_itself_names_what_is_missing_and_why(tmp_path: Path) -> None:
    one = writer(tmp_path / "d")
    one.answer("kubernetes", "/version", "kubernetes-api-resources/version", b"{}")
    one.missing("kubernetes", "/api/v1/pods", "forbidden", "403", "not you")
    one.missing("file", "/etc/a", "not-found")
    (tmp_path / "d/.partial").mkdir(exist_ok=True)
    (tmp_path / "d/.partial/1").write_text("half", encoding="utf-8")
    assert verify(str(tmp_path / "d")) == (1, 0, ())
    growing = as_text(str(tmp_path / "d")).decode()
    assert "not finished" in growing
    one.finish(END)
    text = as_text(str(tmp_path / "d")).decode()
    assert "shop (eks-cluster)" in text and f"{START} to {END}" in text
    assert "GET /api/v1/pods was refused: 403 Forbidden (not you)" in text
    assert "/etc/a" not in text
    whole = json.loads(as_json(str(tmp_path / "d")))
    assert whole["counts"] == {"file": {"not-found": 1}, "kubernetes": {"collected": 1, "forbidden": 1}}
    assert [each["key"] for each in whole["missing"]] == ["/api/v1/pods"]


def test_a_redacted_dump_holds_nothing_secret_and_verifies(tmp_path: Path) -> None:
    one = writer(tmp_path / "d")
    text = f'{{"password": "{SECRET}", "by": "ann@corp.example", "arn": "arn:aws:iam::999999999999:role/a"}}'
    one.answer("kubernetes", "/api/v1/pods", "kubernetes-api-resources/api/v1/pods", text.encode())
    key = "123456789012/eu/eks/DescribeCluster/shop.json"
    one.answer("aws", key, f"aws-api-resources/{key}", text.encode(), message="ann@corp.example of 123456789012")
    one.file(Entry("/etc/a", mode=0o600, uid=0, gid=0, size=99), f"token: {SECRET}\n".encode())
    one.file(Entry("/etc/l", "symbolic link", target="a"), None)
    one.finish(END)
    for output in ("r", "r.tar", "r.tar.gz", "r.tar.zst"):
        redact(str(tmp_path / "d"), str(tmp_path / output))
        assert verify(str(tmp_path / output)).problems == ()
        dump = open_dump(str(tmp_path / output))
        seen = [dump.read(path) for path in ("/kubernetes-api-resources/api/v1/pods", "/etc/a", "/etc/l")]
        seen.append(dump.read("/aws-api-resources/000000000001/eu/eks/DescribeCluster/shop.json"))
        whole = b"".join(each for each in seen if isinstance(each, bytes)) + repr((dump.manifest, dump.asset)).encode()
        assert len(whole) > 400
        for secret in (SECRET, "ann@", "123456789012", "999999999999"):
            assert secret.encode() not in whole
        entry = dump.entry("/etc/a")
        assert isinstance(entry, Entry) and (entry.mode, entry.size) == (0o600, 99)
        dump.close()


def test_links_and_empty_folders_that_no_line_describes_are_kept(tmp_path: Path) -> None:
    one = writer(tmp_path / "d")
    one.covered("folder", "/etc/a")
    one.finish(END)
    (tmp_path / "d/files/etc/a/empty").mkdir(parents=True)
    (tmp_path / "d/files/etc/a/link").symlink_to("../b")
    merge([str(tmp_path / "d")], str(tmp_path / "m"))
    before, after = open_dump(str(tmp_path / "d")), open_dump(str(tmp_path / "m"))
    for dump in (before, after):
        assert dump.names("/etc/a") == ("empty", "link")
        assert dump.names("/etc/a/empty") == ()
        link = dump.entry("/etc/a/link")
        assert isinstance(link, Entry) and (link.kind, link.target, link.mode) == ("symbolic link", "../b", -1)


def test_dumps_of_one_asset_become_one(tmp_path: Path) -> None:
    first = made(tmp_path / "a", {"/version": "{}", "/both": "old"})
    second = made(tmp_path / "b", {"/both": "new"}, "2026-11-26T11:00:00Z", CLUSTER._replace(facts=(("region", "eu"),)))
    for number, order in enumerate(((first, second), (second, first))):
        merge([str(each) for each in order], str(tmp_path / f"m{number}"))
        dump = open_dump(str(tmp_path / f"m{number}"))
        assert dump.read("/kubernetes-api-resources/version") == b"{}"
        assert dump.read("/kubernetes-api-resources/both") == b"new"
        assert dict(dump.asset.facts) == {"account": "123456789012", "owner": "ann@corp.example", "region": "eu"}
        assert verify(str(tmp_path / f"m{number}")).problems == ()


def test_what_one_dump_was_refused_and_another_has_is_evidence(tmp_path: Path) -> None:
    first = made(tmp_path / "a", {"/version": "{}"})
    late = writer(tmp_path / "b")
    late.missing("kubernetes", "/version", "forbidden", "403", time="2026-11-26T12:00:00Z")
    late.finish(END)
    merge([str(first), str(tmp_path / "b")], str(tmp_path / "m"))
    assert open_dump(str(tmp_path / "m")).read("/kubernetes-api-resources/version") == b"{}"


def test_dumps_of_others_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    first = made(tmp_path / "a", {"/version": "{}"})
    second = made(tmp_path / "b", {"/version": "{}"}, asset=Asset("other", "eks-cluster"))
    for output in ("m", "m.tar"):
        with pytest.raises(Invalid) as caught:
            merge([str(first), str(second)], str(tmp_path / output))
        assert code(caught) == "other-asset"
        assert not (tmp_path / output).exists()


def test_what_is_there_for_one_and_gone_for_another_is_refused(tmp_path: Path) -> None:
    node = Asset("n", "eks-node")
    first, second = writer(tmp_path / "a", node), writer(tmp_path / "b", node)
    first.file(Entry("/etc/k8s/a"), b"a")
    second.covered("folder", "/etc/k8s")
    for one in (first, second):
        one.finish(END)
    for order in ("ab", "ba"):
        with pytest.raises(Invalid) as caught:
            merge([str(tmp_path / name) for name in order], str(tmp_path / "m"))
        assert code(caught) == "conflicting-evidence"


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    folder = made(tmp_path / "a", {"/version": "{}"})
    (tmp_path / "x.tar").write_text("mine")
    for output in ("a", "x.tar"):
        with pytest.raises(Invalid) as caught:
            redact(str(folder), str(tmp_path / output))
        assert code(caught) == "dump-exists"
    assert (tmp_path / "x.tar").read_text() == "mine"
