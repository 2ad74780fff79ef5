"""A dump written as its evidence comes: what it holds at any time, and how it goes on after an end by force."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scapkit.collect.need import Need, joined
from scapkit.collect.writer import DumpWriter
from scapkit.dumps.open import open_dump
from scapkit.dumps.protocol import Dump
from scapkit.model.dump import Asset, Entry, Missing
from scapkit.problem import Invalid

ASSET = Asset("shop", "eks-cluster")
START, END = "2026-11-26T10:00:00Z", "2026-11-26T10:05:00Z"
NODES = "kubernetes-api-resources/api/v1/nodes"


def writer(folder: Path, resume: bool = False, asset: Asset = ASSET) -> DumpWriter:
    return DumpWriter(folder / "dump", asset, "scapkit test", START, resume)


def reopened(folder: Path) -> Dump:
    return open_dump(str(folder / "dump"))


def names(folder: Path) -> list[str]:
    root = folder / "dump"
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def test_a_finished_dump_holds_answers_files_facts_and_what_was_not_had(tmp_path: Path) -> None:
    made = writer(tmp_path)
    made.answer("kubernetes", "/version", "kubernetes-api-resources/version", b"{}", code="200", time=START)
    made.missing("aws", "eks:DescribeCluster", "forbidden", "AccessDenied", "not you")
    made.file(Entry("/etc/hosts", mode=0o640, uid=1, gid=2, size=3), [b"a", b"b\n"])
    made.file(Entry("/etc/mtab", "symbolic link", 0o777, target="../proc/self/mounts"), None)
    made.covered("glob", "/etc/*.conf")
    made.fact("unix:sysctl", [{"name": "a", "value": "é"}])
    made.finish(END, ASSET._replace(facts=(("region", "eu-west-1"),)))

    dump = reopened(tmp_path)
    assert dump.asset.facts == (("region", "eu-west-1"),)
    assert dump.manifest and (dump.manifest.started, dump.manifest.finished) == (START, END)
    assert dump.read("/kubernetes-api-resources/version") == b"{}"
    refused = dump.read("/aws-api-resources/eks:DescribeCluster")
    assert isinstance(refused, Missing) and "AccessDenied (not you)" in refused.reason
    found = dump.entry("/etc/hosts")
    assert isinstance(found, Entry) and (found.mode, found.uid, found.gid) == (0o640, 1, 2)
    assert dump.read("/etc/hosts") == b"ab\n"
    assert dump.read("/etc/x.conf") is None
    assert dump.read("/@facts/unix_sysctl.jsonl") == b'{"name": "a", "value": "\\u00e9"}\n'
    assert names(tmp_path) == [
        "facts/unix_sysctl.jsonl", "files.jsonl", "files/etc/hosts", "kubernetes-api-resources/version", "manifest.json"
    ]  # fmt: skip


def test_the_same_evidence_in_another_order_makes_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for order in ("/a", "/b"), ("/b", "/a"):
        one = DumpWriter(tmp_path / order[0][1:], ASSET, "scapkit test", START)
        for name in order:
            one.answer("kubernetes", name, f"kubernetes-api-resources{name}", b"1", time=START)
        one.finish(END)
        made.append((one.folder / "manifest.json").read_bytes())
    assert made[0] == made[1]


def test_a_growing_dump_is_evidence_and_what_is_not_there_yet_is_missing(tmp_path: Path) -> None:
    made = writer(tmp_path)
    made.answer("kubernetes", "/version", "kubernetes-api-resources/version", b"{}")
    made.file(Entry("/etc/hosts", size=1), b"x")
    dump = reopened(tmp_path)
    assert dump.read("/kubernetes-api-resources/version") == b"{}"
    assert dump.read("/etc/hosts") == b"x"
    assert isinstance(dump.read("/kubernetes-api-resources/api/v1/pods"), Missing)
    assert isinstance(dump.read("/etc/passwd"), Missing)
    made.close()


def test_an_answer_whose_place_is_a_folder_or_below_a_file_is_kept_beside_and_found(tmp_path: Path) -> None:
    made = writer(tmp_path)
    below = f"{NODES}/one/proxy/configz"
    assert made.answer("kubernetes", "/api/v1/nodes", NODES, b"list") == NODES
    assert made.answer("kubernetes", "/api/v1/nodes/one/proxy/configz", below, b"one").startswith("beside/")
    assert made.answer("kubernetes", "/api/v1", "kubernetes-api-resources/api/v1", b"v1").startswith("beside/")
    made.finish(END)
    dump = reopened(tmp_path)
    assert dump.read(f"/{NODES}") == b"list"
    assert dump.read(f"/{below}") == b"one"
    assert dump.read("/kubernetes-api-resources/api/v1") == b"v1"
    assert isinstance(dump.read(f"/{NODES}/two/proxy/configz"), Missing | None)


def test_resuming_asks_again_for_what_was_refused_damaged_or_lost(tmp_path: Path) -> None:
    made = writer(tmp_path)
    for name in ("good", "damaged", "lost"):
        made.answer("kubernetes", f"/{name}", f"kubernetes-api-resources/{name}", b"{}")
    made.missing("kubernetes", "/absent", "not-found", "404")
    made.missing("kubernetes", "/refused", "forbidden", "403")
    made.close()
    (tmp_path / "dump/kubernetes-api-resources/damaged").write_bytes(b"[]")
    (tmp_path / "dump/kubernetes-api-resources/lost").unlink()
    again = writer(tmp_path, resume=True)
    asked = ("good", "absent", "damaged", "lost", "refused", "new")
    assert [name for name in asked if again.has("kubernetes", f"/{name}")] == ["good", "absent"]
    again.answer("kubernetes", "/refused", "kubernetes-api-resources/refused", b"now")
    again.finish(END)
    assert reopened(tmp_path).read("/kubernetes-api-resources/refused") == b"now"


def test_a_finished_dump_is_resumed_too(tmp_path: Path) -> None:
    made = writer(tmp_path)
    made.file(Entry("/etc/hosts", mode=0o600, size=1), b"x")
    made.finish(END)
    again = writer(tmp_path, resume=True)
    assert again.has("file", "/etc/hosts")
    again.file(Entry("/etc/passwd", size=1), b"y")
    again.finish(END)
    dump = reopened(tmp_path)
    assert (dump.read("/etc/hosts"), dump.read("/etc/passwd")) == (b"x", b"y")


KILLED = """
import itertools, sys
from scapkit.collect.writer import DumpWriter
from scapkit.model.dump import Asset
made = DumpWriter(sys.argv[1], Asset("shop", "eks-cluster"), "scapkit test", "2026-11-26T10:00:00Z")
for number in itertools.count():
    made.answer("kubernetes", f"/{number}", f"kubernetes-api-resources/{number}", b"x" * 100_000)
    print(number, flush=True)
"""


def test_a_dump_whose_collector_was_killed_is_whole_as_far_as_it_goes(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", KILLED, str(tmp_path / "dump")], stdout=subprocess.PIPE) as program:
        assert program.stdout
        written = [int(program.stdout.readline()) for _ in range(20)]
        os.kill(program.pid, signal.SIGKILL)
    dump = reopened(tmp_path)
    for number in written:
        assert dump.read(f"/kubernetes-api-resources/{number}") == b"x" * 100_000
    again = writer(tmp_path, resume=True)
    assert all(again.has("kubernetes", f"/{number}") for number in written)
    again.finish(END)
    listed = {each.path for each in reopened(tmp_path).manifest.requirements}  # type: ignore[union-attr]
    assert set(names(tmp_path)) == listed | {"manifest.json"}


def test_a_line_that_was_cut_off_and_a_file_without_a_line_are_dropped(tmp_path: Path) -> None:
    made = writer(tmp_path)
    made.answer("kubernetes", "/a", "kubernetes-api-resources/a", b"1")
    made.close()
    (tmp_path / "dump/kubernetes-api-resources/b").write_bytes(b"2")
    with (tmp_path / "dump/journal.jsonl").open("ab") as journal:
        journal.write(b'{"requirement": {"kind": "kubernetes", "key": "/b", "sta')
    assert isinstance(reopened(tmp_path).read("/kubernetes-api-resources/b"), Missing)
    again = writer(tmp_path, resume=True)
    assert not again.has("kubernetes", "/b")
    again.finish(END)
    assert names(tmp_path) == ["kubernetes-api-resources/a", "manifest.json"]


def test_data_that_fails_midway_leaves_nothing(tmp_path: Path) -> None:
    def failing() -> Iterator[bytes]:
        yield b"half"
        raise ConnectionResetError("gone")

    made = writer(tmp_path)
    with pytest.raises(ConnectionResetError):
        made.answer("kubernetes", "/a", "kubernetes-api-resources/a", failing())
    assert names(tmp_path) == ["journal.jsonl"]
    made.close()


@pytest.mark.parametrize("path", ["/etc/passwd", "a/../../b", "", "."])
def test_a_path_that_leads_out_of_the_dump_is_refused(tmp_path: Path, path: str) -> None:
    made = writer(tmp_path)
    with pytest.raises(Invalid) as caught:
        made.answer("kubernetes", "/a", path, b"")
    assert caught.value.problems[0].code == "unsafe-path"
    made.close()


def test_a_folder_that_holds_something_is_refused_unless_it_is_a_dump_of_the_asset(tmp_path: Path) -> None:
    def code(resume: bool, asset: Asset = ASSET) -> str:
        with pytest.raises(Invalid) as caught:
            writer(tmp_path, resume, asset)
        return caught.value.problems[0].code

    (tmp_path / "dump").mkdir()
    (tmp_path / "dump/precious").write_text("mine")
    assert (code(resume=False), code(resume=True)) == ("dump-exists", "dump-exists")
    assert names(tmp_path) == ["precious"]
    (tmp_path / "dump/precious").unlink()
    writer(tmp_path).finish(END)
    assert code(resume=False) == "dump-exists"
    assert code(resume=True, asset=Asset("other", "eks-cluster")) == "other-asset"


def test_a_folder_that_cannot_be_written_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Invalid) as caught:
        writer(tmp_path / "file")
    assert caught.value.problems[0].code == "unwritable-file"


def test_an_empty_journal_is_refused(tmp_path: Path) -> None:
    (tmp_path / "dump").mkdir()
    (tmp_path / "dump/journal.jsonl").write_bytes(b'{"dump')
    with pytest.raises(Invalid) as caught:
        reopened(tmp_path)
    assert caught.value.problems[0].code == "empty-journal"


def test_needs_are_joined_with_all_their_rules_and_sorted() -> None:
    needs = joined(
        [Need("file", "/b", rules=("x",)), Need("kubernetes", "/a", ".b"), Need("file", "/b", rules=("a", "x"))]
    )
    assert needs == (Need("kubernetes", "/a", ".b"), Need("file", "/b", rules=("a", "x")))


def test_a_dump_that_two_collectors_fill_knows_what_both_know_of_the_asset(tmp_path: Path) -> None:
    by_api = ASSET._replace(addresses=("https://api",), facts=(("region", "eu-west-1"), ("version", "1.31")))
    by_cloud = ASSET._replace(facts=(("account", "1"), ("region", "eu-west-1")))
    made = writer(tmp_path, asset=by_api)
    made.answer("kubernetes", "/version", "kubernetes-api-resources/version", b"{}")
    made.finish(END)
    made = writer(tmp_path, resume=True, asset=by_cloud)
    made.missing("aws", "1/eu-west-1/eks/ListAddons/shop.json", "forbidden")
    made.finish(END, by_cloud)
    dump = reopened(tmp_path)
    assert dump.asset.facts == (("account", "1"), ("region", "eu-west-1"), ("version", "1.31"))
    assert dump.asset.addresses == ("https://api",)
    assert dump.manifest
    assert [each.kind for each in dump.manifest.requirements] == ["aws", "kubernetes"]


def test_a_dump_of_the_same_name_elsewhere_or_of_another_kind_is_another_asset(tmp_path: Path) -> None:
    writer(tmp_path, asset=ASSET._replace(facts=(("region", "eu-west-1"),))).finish(END)
    with pytest.raises(Invalid, match="other-asset: holds a dump of shop with the region eu-west-1, not us-east-1"):
        writer(tmp_path, resume=True, asset=ASSET._replace(facts=(("region", "us-east-1"),)))
    with pytest.raises(Invalid, match="holds a dump of eks-cluster shop, not of node shop"):
        writer(tmp_path, resume=True, asset=Asset("shop", "node"))
