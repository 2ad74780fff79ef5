"""More than is taken of a node: too large, too much, too many, and what comes of it."""

from pathlib import Path

import pytest

from nodes import collected, files, requirement
from scapkit.collect.need import Need
from scapkit.collect.node.collect import Options
from scapkit.collect.node.taking import Limits
from scapkit.model.dump import Entry, Missing
from trees import write


def test_a_file_that_is_too_large_is_described_and_said_to_be_too_large(tmp_path: Path) -> None:
    root = tmp_path / "root"
    write(root, "var/log", "x" * 101)
    dump = collected(root, files("/var/log"), Options(limits=Limits(file=100)))
    found = dump.entry("/var/log")
    assert isinstance(found, Entry)
    assert found.size == 101
    missing = dump.read("/var/log")
    assert isinstance(missing, Missing)
    assert missing.reason == ("reading /var/log came back incomplete: EFBIG (101 bytes, and no file over 100 is taken)")


def test_what_is_over_the_limit_of_all_files_is_noted(tmp_path: Path) -> None:
    root = tmp_path / "root"
    for name in "abc":
        write(root, f"etc/{name}", "x" * 60)
    dump = collected(root, [Need("folder", "/etc")], Options(limits=Limits(total=130)))
    assert [requirement(dump, f"/etc/{name}").status for name in "abc"] == ["collected", "collected", "truncated"]
    assert dump.names("/etc") == ("a", "b", "c")


@pytest.mark.parametrize("need", [Need("folder", "/etc"), Need("glob", "/etc/*")])
def test_too_many_files_leave_nothing_known_to_be_absent(tmp_path: Path, need: Need) -> None:
    root = tmp_path / "root"
    for number in range(5):
        write(root, f"etc/{number}", "x")
    dump = collected(root, [need], Options(limits=Limits(files=3)))
    assert isinstance(dump.names("/etc"), Missing)
    assert isinstance(dump.entry("/etc/4"), Missing)
    assert requirement(dump, need.key, need.kind).status == "truncated"
