"""A node's files: what is taken, how it is described, and what comes of what cannot be had."""

import os
from pathlib import Path

import pytest

from nodes import collected, files, requirement
from scapkit.collect.need import Need
from scapkit.collect.node.root import Root
from scapkit.model.dump import Entry, Missing
from scapkit.problem import Invalid
from trees import write

IS_ROOT = os.geteuid() == 0


def test_a_file_comes_with_its_owner_mode_time_and_digest(tmp_path: Path) -> None:
    path = write(tmp_path / "root", "etc/app.conf", "a = 1\n", 0o640, (0, 0))
    os.utime(path, (100, 200))
    dump = collected(tmp_path / "root", files("/etc/app.conf"))
    found = dump.entry("/etc/app.conf")
    assert isinstance(found, Entry)
    assert (found.mode, found.mtime, found.size, found.has_acl) == (0o640, 200.0, 6, False)
    assert found.uid == path.stat().st_uid
    assert dump.read("/etc/app.conf") == b"a = 1\n"
    assert len(requirement(dump, "/etc/app.conf").sha256) == 64


def test_reading_a_file_leaves_its_time_of_access(tmp_path: Path) -> None:
    path = write(tmp_path / "root", "etc/app.conf", "a = 1\n")
    os.utime(path, (100, 200))
    collected(tmp_path / "root", files("/etc/app.conf"))
    assert path.stat().st_atime == 100


def test_only_what_was_asked_is_taken(tmp_path: Path) -> None:
    write(tmp_path / "root", "etc/a", "a")
    write(tmp_path / "root", "etc/b", "b")
    dump = collected(tmp_path / "root", files("/etc/a"))
    assert isinstance(dump.read("/etc/b"), Missing)
    assert not (tmp_path / "root.dump/files/etc/b").exists()


def test_what_is_not_there_is_known_not_to_be_there(tmp_path: Path) -> None:
    (tmp_path / "root").mkdir()
    dump = collected(tmp_path / "root", [*files("/etc/none"), Need("folder", "/srv"), Need("glob", "/opt/*.d/x")])
    assert dump.entry("/etc/none") is None
    assert dump.entry("/srv/x") is None
    assert dump.entry("/opt/a.d/x") is None
    assert dump.entry("/opt") is None


def test_the_folders_on_the_way_are_known(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "run").mkdir(parents=True)
    (root / "run").chmod(0o711)
    dump = collected(root, [Need("glob", "/run/a.d/*.conf"), *files("/run/b/c/d")])
    found = dump.entry("/run")
    assert isinstance(found, Entry)
    assert (found.kind, found.mode) == ("directory", 0o711)
    assert isinstance(dump.names("/run"), Missing)
    assert [dump.entry(path) for path in ("/run/a.d", "/run/b", "/run/b/c")] == [None, None, None]


def test_a_link_comes_with_what_it_leads_to_inside_the_root(tmp_path: Path) -> None:
    root = tmp_path / "root"
    write(root, "usr/share/zone", "UTC")
    (root / "etc").mkdir()
    (root / "etc/zone").symlink_to("/usr/share/zone")
    (root / "etc/gone").symlink_to("../../../../nowhere")
    dump = collected(root, files("/etc/zone", "/etc/gone"))
    link = dump.entry("/etc/zone")
    assert isinstance(link, Entry)
    assert (link.kind, link.target) == ("symbolic link", "/usr/share/zone")
    assert dump.read("/etc/zone") == b"UTC"
    assert dump.read("/etc/gone") is None
    assert isinstance(dump.entry("/etc/gone"), Entry)


def test_links_out_of_the_root_lead_to_the_same_path_inside(tmp_path: Path) -> None:
    secret = write(tmp_path, "outside/secret", "secret")
    root = tmp_path / "root"
    (root / "etc").mkdir(parents=True)
    (root / "etc/file").symlink_to(secret)
    (root / "etc/up").symlink_to("../../outside/secret")
    (root / "etc/folder").symlink_to(secret.parent)
    needs = [*files("/etc/file", "/etc/up", "/etc/folder/secret"), Need("folder", "/etc"), Need("glob", "/etc/*/*")]
    dump = collected(root, needs)
    assert [dump.read(path) for path in ("/etc/file", "/etc/up", "/etc/folder/secret")] == [None, None, None]
    assert not [
        path for path in (tmp_path / "root.dump").rglob("*") if path.is_file() and b"secret\n" in path.read_bytes()
    ]
    assert not (tmp_path / "root.dump/files").exists()


def test_a_folder_that_is_replaced_by_a_link_is_not_gone_through(tmp_path: Path) -> None:
    write(tmp_path, "outside/file", "secret")
    root = tmp_path / "root"
    write(root, "etc/file", "ours")
    opened = Root(str(root))
    (root / "etc").rename(root / "was")
    (root / "etc").symlink_to(tmp_path / "outside")
    assert opened.whole("/etc/file", 100) is None
    assert opened.names("/etc") is None
    opened.close()


def test_fifos_and_sockets_are_described_and_never_opened(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "run").mkdir(parents=True)
    os.mkfifo(root / "run/fifo", 0o600)
    dump = collected(root, [*files("/run/fifo"), Need("folder", "/run")])
    found = dump.entry("/run/fifo")
    assert isinstance(found, Entry)
    assert found.kind == "fifo"
    assert isinstance(dump.read("/run/fifo"), Missing)


def test_a_folder_is_taken_with_all_below_it(tmp_path: Path) -> None:
    root = tmp_path / "root"
    write(root, "etc/ssh/sshd_config", "a")
    write(root, "etc/ssh/sshd_config.d/50.conf", "b", 0o600)
    dump = collected(root, [Need("folder", "/etc/ssh")])
    assert dump.names("/etc/ssh") == ("sshd_config", "sshd_config.d")
    assert dump.read("/etc/ssh/sshd_config.d/50.conf") == b"b"
    assert dump.entry("/etc/ssh/none") is None
    folder = dump.entry("/etc/ssh/sshd_config.d")
    assert isinstance(folder, Entry)
    assert (folder.kind, folder.mode) == ("directory", 0o755)


def test_a_linked_folder_is_known_by_both_names(tmp_path: Path) -> None:
    root = tmp_path / "root"
    write(root, "usr/lib/units/a.service", "a")
    (root / "lib").symlink_to("usr/lib")
    dump = collected(root, [Need("folder", "/lib/units"), Need("glob", "/lib/units/*.service")])
    assert dump.names("/lib/units") == dump.names("/usr/lib/units") == ("a.service",)
    assert dump.read("/lib/units/a.service") == b"a"
    assert dump.entry("/lib/units/b.service") is None


def test_a_pattern_takes_what_it_matches_and_proves_the_rest_absent(tmp_path: Path) -> None:
    root = tmp_path / "root"
    write(root, "etc/a.d/1.conf", "1")
    write(root, "etc/a.d/1.txt", "no")
    write(root, "etc/b.d/deep/2.conf", "2")
    dump = collected(root, [Need("glob", "/etc/*.d/*.conf"), Need("glob", "/etc/**/2.*")])
    assert dump.read("/etc/a.d/1.conf") == b"1"
    assert dump.read("/etc/b.d/deep/2.conf") == b"2"
    assert dump.entry("/etc/c.d/3.conf") is None
    assert isinstance(dump.entry("/etc/a.d/1.txt"), Missing)


def test_the_kernels_own_folders_are_not_gone_through_unless_named(tmp_path: Path) -> None:
    root = tmp_path / "root"
    write(root, "proc/kcore", "memory")
    write(root, "etc/passwd", "root")
    dump = collected(root, [Need("folder", "/")])
    assert dump.read("/etc/passwd") == b"root"
    assert isinstance(dump.entry("/proc/kcore"), Missing)
    assert requirement(dump, "/proc", "folder").status == "skipped"
    assert requirement(dump, "/proc/mounts").status == "not-found"


def test_extended_attributes_come_as_facts_where_asked(tmp_path: Path) -> None:
    root = tmp_path / "root"
    path = write(root, "etc/a", "a")
    try:
        os.setxattr(path, "user.note", b"kept")
    except OSError:
        pytest.skip("this file system keeps no such attributes")
    dump = collected(root, [*files("/etc/a"), Need("fact", "unix:fileextendedattribute")])
    line = dump.read("/@facts/unix_fileextendedattribute.jsonl")
    assert line == (
        b'{"filepath": "/etc/a", "path": "/etc", "filename": "a", "attribute_name": "user.note", "value": "kept"}\n'
    )


@pytest.mark.skipif(IS_ROOT, reason="nothing is forbidden to root")
def test_what_is_forbidden_is_said_to_be(tmp_path: Path) -> None:
    _check_forbidden(tmp_path)


def _check_forbidden(tmp_path: Path) -> None:
    root = tmp_path / "root"
    write(root, "etc/secret", "x", 0o000)
    write(root, "etc/closed/file", "x")
    write(root, "etc/open/file", "x")
    (root / "etc/closed").chmod(0)
    try:
        needs = [*files("/etc/secret", "/etc/closed/file"), Need("folder", "/etc"), Need("glob", "/etc/*/file")]
        dump = collected(root, needs)
    finally:
        (root / "etc/closed").chmod(0o755)
    assert isinstance(dump.entry("/etc/secret"), Entry)
    assert isinstance(dump.read("/etc/secret"), Missing)
    assert requirement(dump, "/etc/secret").status == "forbidden"
    assert requirement(dump, "/etc/closed/file").code == "EACCES"
    assert isinstance(dump.names("/etc/closed"), Missing)
    assert isinstance(dump.entry("/etc/closed/other"), Missing)
    assert dump.entry("/etc/open/none") is None
    assert requirement(dump, "/etc/*/file", "glob").status == "forbidden"


@pytest.mark.skipif(not IS_ROOT, reason="only root can become somebody else")
def test_what_is_forbidden_to_somebody_else_is_said_to_be(tmp_path: Path) -> None:
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == 0 and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o011)
    tmp_path.chmod(0o777)
    pid = os.fork()
    if pid == 0:
        os.setuid(65534)
        try:
            _check_forbidden(tmp_path / "theirs")
        except BaseException:
            import traceback

            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    assert os.waitpid(pid, 0)[1] == 0


def test_a_root_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="no-such-root"):
        Root(str(tmp_path / "none"))
