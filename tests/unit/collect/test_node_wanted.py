"""Of which files a plan wants the content, and which are not the node's though they lie in its root."""

from pathlib import Path

from nodes import collected, files
from scapkit.collect.need import Need
from scapkit.model.dump import Entry, Missing
from trees import write


def test_content_that_is_not_needed_is_not_taken(tmp_path: Path) -> None:
    root = tmp_path / "root"
    for path in ("etc/shadow", "etc/d/a.conf", "etc/d/a.key", "etc/e/b.conf"):
        write(root, path, path)
    unread = (("content", "no"),)
    needs = [
        Need("file", "/etc/shadow", arguments=unread),
        Need("folder", "/etc/d", arguments=(("filename", r"\.conf$"),)),
        Need("glob", "/etc/e/*", arguments=unread),
        Need("folder", "/etc/e"),
    ]
    dump = collected(root, needs)
    read = {
        path
        for path in ("/etc/shadow", "/etc/d/a.conf", "/etc/d/a.key", "/etc/e/b.conf")
        if isinstance(dump.read(path), bytes)
    }
    assert read == {"/etc/d/a.conf", "/etc/e/b.conf"}
    assert isinstance(dump.entry("/etc/shadow"), Entry)
    assert isinstance(dump.entry("/etc/d/a.key"), Entry)
    assert isinstance(dump.read("/etc/shadow"), Missing)


def test_content_that_one_of_several_needs_wants_is_taken(tmp_path: Path) -> None:
    root = tmp_path / "root"
    for name in "ab":
        write(root, f"etc/{name}", name)
    unread = (("content", "no"),)
    needs = [
        Need("folder", "/etc", arguments=unread),
        Need("folder", "/etc", arguments=(("filename", "^a$"),)),
        Need("file", "/etc/b", arguments=unread),
        Need("file", "/etc/b"),
    ]
    dump = collected(root, needs)
    assert [dump.read("/etc/a"), dump.read("/etc/b")] == [b"a", b"b"]


def test_what_a_resumed_plan_wants_more_of_is_taken(tmp_path: Path) -> None:
    root = tmp_path / "root"
    write(root, "etc/a", "a")
    collected(root, [Need("file", "/etc/a", arguments=(("content", "no"),))])
    assert collected(root, files("/etc/a"), resume=True).read("/etc/a") == b"a"


def test_what_is_of_whoever_asks_is_not_taken_for_the_nodes(tmp_path: Path) -> None:
    root = tmp_path / "root"
    write(root, "proc/1/stat", "1 (systemd) S 0")
    write(root, "proc/1/mounts", "theirs")
    write(root, "proc/7/mounts", "ours")
    (root / "proc/self").symlink_to("7")
    (root / "proc/mounts").symlink_to("self/mounts")
    needs = files("/proc/mounts", "/proc/self/mounts", "/proc/1/mounts")
    dump = collected(root, needs)
    assert isinstance(dump.read("/proc/mounts"), Missing)
    assert isinstance(dump.read("/proc/self/mounts"), Missing)
    assert dump.read("/proc/1/mounts") == b"theirs"
