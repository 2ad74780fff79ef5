"""A plain directory tree, without a manifest: the tree is the truth."""

import os
import socket
from pathlib import Path

import pytest

from scapkit.dumps.open import open_dump
from scapkit.dumps.protocol import Dump
from scapkit.dumps.store import FolderStore
from scapkit.model.dump import Entry, Missing
from scapkit.problem import Invalid


def entry(dump: Dump, path: str) -> Entry:
    found = dump.entry(path)
    assert isinstance(found, Entry)
    return found


def reason(found: object) -> str:
    assert isinstance(found, Missing)
    return found.reason


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "node"
    (root / "etc/sub").mkdir(parents=True)
    (root / "etc/a.conf").write_text("a\n")
    (root / "etc/sub/c.conf").write_text("c\n")
    return root


def test_a_file_has_the_metadata_of_the_tree(tree: Path) -> None:
    (tree / "etc/a.conf").chmod(0o4640)
    found = entry(open_dump(str(tree)), "/etc/a.conf")
    status = (tree / "etc/a.conf").stat()
    assert found == Entry(
        "/etc/a.conf",
        "regular",
        0o4640,
        status.st_uid,
        status.st_gid,
        2,
        int(status.st_mtime),
        int(status.st_atime),
        int(status.st_ctime),
        has_acl=None,
    )


def test_what_is_not_in_the_tree_does_not_exist(tree: Path) -> None:
    dump = open_dump(str(tree))
    for path in ("/nope", "/etc/a.conf/below", "/nope/below", "/etc/a\0b", "/" + "x" * 300):
        assert dump.entry(path) is None
        assert dump.read(path) is None
        assert dump.names(path) is None
        assert dump.provenance(path) is None


def test_a_folder_lists_its_names_sorted_and_a_file_is_no_folder(tree: Path) -> None:
    dump = open_dump(str(tree))
    assert dump.names("/etc") == ("a.conf", "sub")
    assert dump.names("/") == ("etc",)
    assert dump.names("/etc/a.conf") is None
    assert entry(dump, "/").kind == "directory"


def test_the_asset_is_named_after_the_folder_and_there_is_no_manifest(tree: Path) -> None:
    dump = open_dump(str(tree))
    assert dump.asset.name == "node"
    assert dump.manifest is None
    dump.close()


def test_content_is_read_up_to_the_limit(tree: Path) -> None:
    dump = open_dump(str(tree))
    assert dump.read("/etc/a.conf", limit=2) == b"a\n"
    assert "larger than 1 bytes" in reason(dump.read("/etc/a.conf", limit=1))


def test_relative_and_absolute_links_lead_where_they_would_on_the_system(tree: Path) -> None:
    (tree / "etc/rel").symlink_to("sub/c.conf")
    (tree / "etc/abs").symlink_to("/etc/a.conf")
    (tree / "dir").symlink_to("/etc/sub")
    dump = open_dump(str(tree))
    assert dump.read("/etc/rel") == b"c\n"
    assert dump.read("/etc/abs") == b"a\n"
    assert dump.read("/dir/c.conf") == b"c\n"
    assert dump.names("/dir") == ("c.conf",)
    assert entry(dump, "/dir").kind == "symbolic link"
    assert entry(dump, "/etc/abs").target == "/etc/a.conf"
    assert entry(dump, "/dir/c.conf").kind == "regular"


def test_links_and_dots_never_leave_the_root(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (tree / "etc/up").symlink_to("../../../../../../.." + str(tmp_path / "secret"))
    (tree / "etc/out").symlink_to(tmp_path / "secret")
    (tree / "etc/outdir").symlink_to(tmp_path)
    dump = open_dump(str(tree))
    for path in ("/etc/up", "/etc/out", "/etc/outdir/secret", "/../secret", "/etc/../../secret"):
        assert dump.read(path) is None
    assert dump.read("/../etc/./a.conf") == b"a\n"


def test_a_circle_of_links_is_a_link_that_cannot_be_read(tree: Path) -> None:
    (tree / "etc/one").symlink_to("two")
    (tree / "etc/two").symlink_to("one")
    dump = open_dump(str(tree))
    assert entry(dump, "/etc/one").kind == "symbolic link"
    assert "too many symbolic links" in reason(dump.read("/etc/one"))


def test_pipes_sockets_and_folders_are_entries_that_cannot_be_read(tree: Path) -> None:
    os.mkfifo(tree / "pipe")
    with socket.socket(socket.AF_UNIX) as bound:
        os.chdir(tree)
        bound.bind("sock")
        dump = open_dump(str(tree))
        assert entry(dump, "/pipe").kind == "fifo"
        assert entry(dump, "/sock").kind == "socket"
    for path in ("/pipe", "/sock", "/etc"):
        assert "not a regular file" in reason(dump.read(path))


def test_names_that_are_not_utf_8_survive(tree: Path) -> None:
    Path(os.fsdecode(os.fsencode(tree) + b"/etc/\xff\xfe")).write_text("x")
    dump = open_dump(str(tree))
    assert "\udcff\udcfe" in (dump.names("/etc") or ())
    assert dump.read("/etc/\udcff\udcfe") == b"x"


def test_a_store_does_not_go_through_links(tree: Path) -> None:
    (tree / "link").symlink_to("/etc")
    store = FolderStore(str(tree))
    assert store.entry("link/passwd") is None
    assert store.names("link") is None
    assert store.names("nope") is None
    assert "not a regular file" in reason(store.read("link"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_missing(tree: Path) -> None:
    (tree / "etc/a.conf").chmod(0)
    (tree / "etc/sub").chmod(0)
    dump = open_dump(str(tree))
    assert "Permission denied" in reason(dump.read("/etc/a.conf"))
    assert "Permission denied" in reason(dump.names("/etc/sub"))
    assert "Permission denied" in reason(dump.entry("/etc/sub/c.conf"))
    (tree / "etc/sub").chmod(0o755)


def test_a_failing_disk_is_missing_evidence(tree: Path) -> None:
    dump = open_dump(str(tree))
    assert entry(dump, "/etc/a.conf").size == 2
    assert entry(dump, "/etc/sub").kind == "directory"
    (tree / "etc/a.conf").unlink()
    (tree / "etc/sub/c.conf").unlink()
    (tree / "etc/sub").rmdir()
    assert "No such file" in reason(dump.read("/etc/a.conf"))
    assert "No such file" in reason(dump.names("/etc/sub"))


@pytest.mark.parametrize(
    ("make", "code"), [("nothing", "no-such-dump"), ("text", "not-a-dump"), ("fifo", "not-a-dump")]
)
def test_what_is_no_dump_is_refused(tmp_path: Path, make: str, code: str) -> None:
    path = tmp_path / "dump"
    if make == "text":
        path.write_text("no archive at all")
    if make == "fifo":
        os.mkfifo(path)
    with pytest.raises(Invalid) as caught:
        open_dump(str(path))
    assert caught.value.problems[0].code == code
    assert str(path) in str(caught.value)


def test_a_folder_store_needs_a_folder(tmp_path: Path) -> None:
    with pytest.raises(Invalid):
        FolderStore(str(tmp_path / "nope"))


def test_an_empty_tree_is_a_dump(tmp_path: Path) -> None:
    dump = open_dump(str(tmp_path))
    assert dump.names("/") == ()
    assert dump.entry("/kubernetes-api-resources/version") is None
