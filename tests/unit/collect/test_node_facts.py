"""What only the running system knows, as far as a node's files tell."""

import json
from pathlib import Path
from typing import Any

from nodes import collected, requirement
from scapkit.collect.need import Need
from scapkit.collect.node.collect import Options
from scapkit.dumps.collected import CollectedDump
from scapkit.model.dump import Missing
from trees import write


def _lines(dump: CollectedDump, name: str) -> list[Any]:
    data = dump.read(f"/@facts/{name}.jsonl")
    assert isinstance(data, bytes), data
    return [json.loads(line) for line in data.splitlines()]


def _parameters(root: Path) -> Path:
    write(root, "proc/sys/kernel/ostype", "Linux\n")
    write(root, "proc/sys/kernel/osrelease", "6.1.0\n")
    write(root, "proc/sys/kernel/hostname", "node\n")
    write(root, "proc/sys/net/ipv4/ip_forward", "1\n")
    write(root, "proc/sys/net/ipv4/tcp_rmem", "4096\t131072\t6291456\n")
    write(root, "proc/sys/fs/lines", "a\nb\n")
    return root


def test_parameters_of_the_kernel_come_by_their_names(tmp_path: Path) -> None:
    dump = collected(_parameters(tmp_path / "root"), [Need("fact", "unix:sysctl")])
    assert _lines(dump, "unix_sysctl") == [
        {"name": "fs.lines", "value": ["a", "b"]},
        {"name": "kernel.hostname", "value": "node"},
        {"name": "kernel.osrelease", "value": "6.1.0"},
        {"name": "kernel.ostype", "value": "Linux"},
        {"name": "net.ipv4.ip_forward", "value": "1"},
        {"name": "net.ipv4.tcp_rmem", "value": "4096\t131072\t6291456"},
    ]


def test_parameters_that_are_the_collectors_own_have_no_value(tmp_path: Path) -> None:
    root = _parameters(tmp_path / "root")
    write(root, "proc/1/stat", "1 (systemd) S 0")
    routes = Path("/proc/self/net/fib_trie")
    write(root, "proc/1/net/fib_trie", routes.read_text() if routes.exists() else "")
    dump = collected(root, [Need("fact", "unix:sysctl")])
    if requirement(dump, "unix:sysctl", "fact").status == "collected":
        assert {"name": "kernel.hostname"} in _lines(dump, "unix_sysctl")
        assert {"name": "kernel.ostype", "value": "Linux"} in _lines(dump, "unix_sysctl")


def test_parameters_of_another_network_are_missing_evidence(tmp_path: Path) -> None:
    root = _parameters(tmp_path / "root")
    write(root, "proc/1/stat", "1 (systemd) S 0")
    write(root, "proc/1/net/fib_trie", "another\n")
    dump = collected(root, [Need("fact", "unix:sysctl")])
    assert isinstance(dump.read("/@facts/unix_sysctl.jsonl"), Missing)
    assert "run it in the node's network" in requirement(dump, "unix:sysctl", "fact").message


def test_without_a_kernel_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "root").mkdir()
    needs = [Need("fact", "unix:sysctl"), Need("fact", "unix:uname"), Need("fact", "unix:dnscache")]
    dump = collected(tmp_path / "root", needs)
    assert [requirement(dump, need.key, "fact").status for need in needs] == ["error", "error", "skipped"]


def test_the_kernels_name_is_told_by_files_or_by_the_running_system(tmp_path: Path) -> None:
    import os

    need = [Need("fact", "unix:uname")]
    assert _lines(collected(_parameters(tmp_path / "root"), need), "unix_uname") == [
        {"os_name": "Linux", "os_release": "6.1.0"}
    ]
    (tmp_path / "root.dump").rename(tmp_path / "first")
    (line,) = _lines(collected(tmp_path / "root", need, Options(live=True)), "unix_uname")
    assert (line["os_name"], line["machine_class"]) == (os.uname().sysname, os.uname().machine)


def test_packages_come_as_the_files_of_their_database(tmp_path: Path) -> None:
    root = tmp_path / "root"
    write(root, "var/lib/dpkg/status", "Package: bash\nStatus: install ok installed\n")
    write(root, "usr/lib/sysimage/rpm/rpmdb.sqlite", "database")
    (root / "var/lib/rpm").symlink_to("../../usr/lib/sysimage/rpm")
    dump = collected(root, [Need("fact", "linux:dpkginfo"), Need("fact", "linux:rpminfo")])
    assert dump.read("/var/lib/dpkg/status") == b"Package: bash\nStatus: install ok installed\n"
    assert dump.read("/var/lib/rpm/rpmdb.sqlite") == b"database"
    assert dump.entry("/var/lib/rpm/Packages") is None
    assert dump.manifest is not None
    assert not [each for each in dump.manifest.requirements if each.kind == "fact"]


def test_a_node_without_a_database_has_none_and_nobody_asked_for_facts(tmp_path: Path) -> None:
    (tmp_path / "root").mkdir()
    dump = collected(tmp_path / "root", [Need("fact", "linux:rpminfo")])
    assert dump.entry("/var/lib/rpm/Packages") is None
    assert dump.manifest is not None
    assert {each.kind for each in dump.manifest.requirements} == {"file"}


def test_mounts_are_those_of_the_nodes_first_process(tmp_path: Path) -> None:
    root = tmp_path / "root"
    write(root, "proc/1/mounts", "/dev/a / ext4 rw 0 0\n")
    (root / "proc/mounts").symlink_to("self/mounts")
    dump = collected(root, [Need("fact", "linux:partition")])
    assert dump.read("/proc/1/mounts") == b"/dev/a / ext4 rw 0 0\n"
    assert isinstance(dump.read("/proc/mounts"), Missing)


def test_units_come_as_the_folders_of_their_files(tmp_path: Path) -> None:
    root = tmp_path / "root"
    write(root, "usr/lib/systemd/system/a.service", "[Service]\n")
    (root / "lib").symlink_to("usr/lib")
    (root / "etc/systemd/system/multi-user.target.wants").mkdir(parents=True)
    link = root / "etc/systemd/system/multi-user.target.wants/a.service"
    link.symlink_to("/usr/lib/systemd/system/a.service")
    (root / "etc/systemd/system/b.service").symlink_to("/dev/null")
    dump = collected(root, [Need("fact", "linux:systemdunitproperty")])
    assert dump.read("/etc/systemd/system/multi-user.target.wants/a.service") == b"[Service]\n"
    assert dump.names("/lib/systemd/system") == ("a.service",)
    assert dump.names("/run/systemd/generator") is None


def test_processes_come_as_the_files_of_the_kernel_show_them(tmp_path: Path) -> None:
    root = tmp_path / "root"
    write(root, "proc/stat", "btime 1700000000\n")
    write(root, "proc/1/stat", f"1 (systemd) S 0 1 1 0 {'0 ' * 34}")
    write(root, "proc/1/cmdline", "/sbin/init\0--system\0")
    write(root, "proc/1/status", "Uid:\t0\t0\t0\t0\nCapEff:\t0000000000000003\n")
    dump = collected(root, [Need("fact", "unix:process58")])
    (line,) = _lines(dump, "unix_process58")
    assert (line["command_line"], line["pid"], line["ruid"]) == ("/sbin/init --system", "1", "0")
    assert line["posix_capability"] == ["CAP_CHOWN", "CAP_DAC_OVERRIDE"]
    assert "exec_shield" not in line
