"""unix:xinetd, unix:inetd and unix:runlevel: services as files of a tree describe them."""

import json
from pathlib import Path

import pytest

from collections_of import Sought, ours
from scapkit.dumps.open import open_dump
from scapkit.dumps.write import write_dump
from scapkit.model.dump import Asset, Manifest, Requirement
from scapkit.model.syschar import Flag
from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Wanted
from scapkit.oval.system import xinetd
from valid_items import assert_valid

MAIN = """# main
defaults
{
    log_type = SYSLOG daemon info
    disabled = three
    only_from = 10.0.0.0/8 11.0.0.1
}
service inline
{
    socket_type = stream
    protocol = tcp
    wait = no
    user = root
    server = /bin/x
    port = 999
    type = UNLISTED
}
includedir /etc/xinetd.d
include /etc/more
"""
TELNET = """service telnet
{
    disable = yes
    flags = REUSE IPv4
    socket_type = stream
    wait = no
    user = root
    server = /usr/sbin/in.telnetd
    server_args = -a -b
    only_from -= 11.0.0.1
    no_access += 5.6.7.8
}
"""
THREE = """service three
{
    socket_type = dgram
    wait = yes
    port = 123
    type = UNLISTED STRANGE
    only_from += 12.0.0.1
    nonsense
}
"""
INETD = """# comment
ftp stream tcp nowait.400 root /usr/sbin/ftpd ftpd -l
tftp dgram udp wait nobody /usr/sbin/tftpd
rstatd/2-4 strange rpc/udp maybe root internal
too short
"""


def service(kind: str, name: str = ".*", protocol: str = ".*", op: str = "pattern match") -> Sought:
    return Sought(f"unix:{kind}", (Wanted("protocol", (protocol,), op), Wanted("service_name", (name,), op)))


def level(name: str, runlevel: str = ".*", op: str = "pattern match") -> Sought:
    return Sought(
        "unix:runlevel", (Wanted("service_name", (name,), op), Wanted("runlevel", (runlevel,), "pattern match"))
    )


def rows(found: Collection) -> list[dict[str, list[str]]]:
    result = []
    for item in found.items:
        row: dict[str, list[str]] = {}
        for field in item.fields:
            row.setdefault(field.name, []).append(field.value)
        result.append(row)
    return result


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "node"
    texts = {
        "xinetd.conf": MAIN,
        "xinetd.d/telnet": TELNET,
        "xinetd.d/three": THREE,
        "xinetd.d/old.bak": THREE,
        "xinetd.d/three~": THREE,
        "more": "include /etc/xinetd.conf\ninclude /etc/more\n",
        "services": "telnet 23/tcp # comment\nother 1/tcp telnet2\nmalformed\n",
        "inetd.conf": INETD,
    }
    for name, text in texts.items():
        (root / "etc" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "etc" / name).write_text(text)
    for number in range(7):
        (root / f"etc/rc{number}.d").mkdir()
    (root / "etc/init.d").mkdir()
    for script, mode in {"ssh": 0o755, "cron": 0o755, "README": 0o644}.items():
        (root / "etc/init.d" / script).touch(mode)
    (root / "etc/rc3.d/S20ssh").symlink_to("../init.d/ssh")
    (root / "etc/rc0.d/K01ssh").symlink_to("../init.d/ssh")
    (root / "etc/rc3.d/README").touch()
    return root


def test_services_of_xinetd_come_from_all_its_files(tree: Path) -> None:
    inline, telnet, three = rows(ours(service("xinetd"), tree))
    assert inline["service_name"] == ["inline"]
    assert inline["port"] == ["999"]
    assert (inline["disabled"], inline["wait"], inline["type"]) == (["false"], ["false"], ["UNLISTED"])
    assert telnet["service_name"] == ["telnet"]
    assert telnet["flags"] == ["REUSE", "IPv4"]
    assert telnet["server_arguments"] == ["-a -b"]
    assert (three["disabled"], three["wait"], three["type"]) == (["true"], ["true"], ["UNLISTED"])


def test_defaults_are_inherited_added_to_and_taken_from(tree: Path) -> None:
    inline, telnet, three = rows(ours(service("xinetd"), tree))
    assert inline["only_from"] == ["10.0.0.0/8", "11.0.0.1"]
    assert telnet["only_from"] == ["10.0.0.0/8"]
    assert telnet["no_access"] == ["5.6.7.8"]
    assert three["only_from"] == ["10.0.0.0/8", "11.0.0.1", "12.0.0.1"]


def test_protocol_and_port_follow_where_they_are_not_given(tree: Path) -> None:
    _, telnet, three = rows(ours(service("xinetd"), tree))
    assert (telnet["protocol"], telnet["port"]) == (["tcp"], ["23"])
    assert three["protocol"] == ["udp"]


def test_only_enabled_services_run_where_there_is_a_list_of_them(tree: Path) -> None:
    (tree / "etc/xinetd.conf").write_text(MAIN.replace("disabled = three", "enabled = three"))
    states = {row["service_name"][0]: row["disabled"][0] for row in rows(ours(service("xinetd"), tree))}
    assert states == {"inline": "true", "telnet": "true", "three": "false"}


def test_files_that_include_each_other_come_to_an_end(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tree / "etc/xinetd.conf").write_text("include /etc/xinetd.conf\nincludedir /etc/nowhere\nincludedir\n")
    assert not ours(service("xinetd"), tree).items
    monkeypatch.setattr(xinetd, "MAX_FILES", 0)
    assert ours(service("xinetd"), tree) == Collection([])


def test_services_of_inetd_are_lines_with_six_words(tree: Path) -> None:
    ftp, tftp, rstatd = rows(ours(service("inetd"), tree))
    assert ftp == {
        "protocol": ["tcp"],
        "service_name": ["ftp"],
        "server_program": ["/usr/sbin/ftpd"],
        "server_arguments": ["ftpd -l"],
        "endpoint_type": ["stream"],
        "exec_as_user": ["root"],
        "wait_status": ["nowait"],
    }
    assert tftp["wait_status"] == ["wait"]
    assert {"endpoint_type", "wait_status"}.isdisjoint(rstatd)


@pytest.mark.parametrize(
    ("kind", "name", "count"), [("xinetd", "telnet", 1), ("inetd", "ftp", 1), ("inetd", "nope", 0)]
)
def test_name_and_protocol_select(tree: Path, kind: str, name: str, count: int) -> None:
    assert len(ours(service(kind, name, "tcp", "equals"), tree).items) == count
    assert not ours(service(kind, name, "udp", "equals"), tree).items


def test_a_service_has_an_item_for_each_runlevel(tree: Path) -> None:
    found = rows(ours(level("^ssh$"), tree))
    assert [row["runlevel"][0] for row in found] == list("0123456")
    assert [row["start"][0] for row in found] == ["false"] * 3 + ["true"] + ["false"] * 3
    assert [row["kill"][0] for row in found] == ["true"] + ["false"] * 6


def test_scripts_that_cannot_be_run_are_no_services(tree: Path) -> None:
    assert [row["service_name"][0] for row in rows(ours(level(".*", "3"), tree))] == ["cron", "ssh"]


def test_a_system_without_scripts_has_no_such_services(tmp_path: Path) -> None:
    for sought in (level(".*"), service("xinetd"), service("inetd")):
        assert ours(sought, tmp_path) == Collection([])


@pytest.mark.parametrize("sought", [service("xinetd"), service("inetd"), level(".*")], ids=str)
def test_the_items_are_valid(tree: Path, schemas: Path, sought: Sought) -> None:
    assert_valid(ours(sought, tree).items, schemas)


@pytest.mark.parametrize(
    "sought", [service("xinetd", "("), service("inetd", "("), level("("), level("ssh", "(")], ids=str
)
def test_a_malformed_pattern_is_an_error(tree: Path, sought: Sought) -> None:
    assert ours(sought, tree).flag is Flag.ERROR


def dump(folder: Path, files: dict[str, bytes], *requirements: Requirement) -> Evidence:
    write_dump(folder / "d", Manifest(Asset("a"), requirements), files)
    return Evidence(open_dump(str(folder / "d")))


@pytest.mark.parametrize(
    ("sought", "path"),
    [(service("xinetd"), "/etc/xinetd.conf"), (service("inetd"), "/etc/inetd.conf"), (level(".*"), "/etc/rc.d/init.d")],
    ids=str,
)
def test_what_nobody_collected_is_missing(tmp_path: Path, sought: Sought, path: str) -> None:
    found = ours(sought, dump(tmp_path, {}))
    assert [each.reason for each in found.missing] == [f"not collected: nobody asked for {path}"]
    assert not found.items


def test_a_folder_of_services_or_ports_that_nobody_collected_is_missing(tmp_path: Path) -> None:
    asked = Requirement("file", "/etc/xinetd.conf", "collected", "files/etc/xinetd.conf")
    found = ours(service("xinetd"), dump(tmp_path, {"files/etc/xinetd.conf": (MAIN + TELNET).encode()}, asked))
    assert len(found.missing) == 2
    assert found.items[1].fields[-7].name == "port"
    assert found.items[1].fields[-7].status == "not collected"


def test_runlevels_that_nobody_listed_are_missing(tmp_path: Path) -> None:
    asked = Requirement("folder", "/etc/rc.d/init.d", "collected")
    described = {"files/etc/rc.d/init.d/ssh": b"x"}
    found = ours(level(".*"), dump(tmp_path, described, asked))
    assert found.missing
    assert not found.items


def test_facts_come_before_files(tmp_path: Path) -> None:
    line = {"service_name": "sshd", "runlevel": "3", "start": True, "kill": False}
    asked = Requirement("fact", "unix:runlevel", "collected", "facts/unix_runlevel.jsonl")
    found = ours(level("sshd"), dump(tmp_path, {"facts/unix_runlevel.jsonl": json.dumps(line).encode()}, asked))
    assert [field.value for field in found.items[0].fields] == ["sshd", "3", "true", "false"]
