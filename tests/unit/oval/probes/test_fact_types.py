"""The object types that are read from facts, and those that nothing in a dump can tell."""

import json
from pathlib import Path

import pytest

from collections_of import Sought, ours
from scapkit.dumps.open import open_dump
from scapkit.dumps.write import write_dump
from scapkit.model.dump import Asset, Manifest, Requirement
from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Wanted
from valid_items import assert_valid

ANY = (".*", "pattern match")
PROCESS = {
    "exec_time": "00:00:01",
    "pid": 7,
    "ppid": 1,
    "priority": 20,
    "ruid": 0,
    "scheduling_class": "TS",
    "start_time": "10:02:04",
    "tty": "?",
    "user_id": 0,
}
# For each type what a collector could write, all entities in the schema's order, and the name of one to ask for.
WHOLE: dict[str, tuple[str, dict[str, object]]] = {
    "unix:uname": (
        "",
        {
            "machine_class": "x86_64",
            "node_name": "vm",
            "os_name": "Linux",
            "os_release": "6.1.0",
            "os_version": "#1 SMP",
            "processor_type": "x86_64",
        },
    ),
    "unix:sysctl": ("name", {"name": "kernel.printk", "value": ["4", "4"]}),
    "unix:interface": (
        "name",
        {
            "name": "eth0",
            "type": "ARPHRD_ETHER",
            "hardware_addr": "02:FC:00:00:00:01",
            "inet_addr": "fe80::1/64",
            "broadcast_addr": "",
            "netmask": None,
            "flag": ["UP", "BROADCAST"],
        },
    ),
    "unix:process": ("command", {"command": "sshd", **PROCESS}),
    "unix:process58": (
        "command_line",
        {
            "command_line": "/usr/sbin/sshd -D",
            **PROCESS,
            "exec_shield": True,
            "loginuid": 4294967295,
            "posix_capability": ["CAP_CHOWN", "CAP_SYSLOG"],
            "selinux_domain_label": "sshd_t",
            "session_id": 1,
        },
    ),
    "unix:routingtable": (
        "destination",
        {"destination": "10.0.0.0/8", "gateway": "10.0.0.1", "flags": ["UP", "GATEWAY"], "interface_name": "eth0"},
    ),
    "unix:gconf": (
        "key",
        {
            "key": "/apps/x",
            "source": "xml:readonly:/etc/gconf",
            "type": "GCONF_VALUE_BOOL",
            "is_writable": False,
            "mod_user": "root",
            "mod_time": 1,
            "is_default": True,
            "value": "true",
        },
    ),
    "independent:environmentvariable": ("name", {"name": "PATH", "value": "/bin"}),
    "independent:environmentvariable58": ("name", {"pid": 1, "name": "PATH", "value": "/bin"}),
}


def evidence(folder: Path, kind: str, *lines: object) -> Evidence:
    name = f"facts/{kind.replace(':', '_')}.jsonl"
    asked = Requirement("fact", kind, "collected", name)
    data = "".join(json.dumps(each) + "\n" for each in lines).encode()
    write_dump(folder / "d", Manifest(Asset("a"), (asked,)), {name: data})
    return Evidence(open_dump(str(folder / "d")))


@pytest.mark.parametrize("kind", WHOLE)
def test_all_entities_are_read_and_make_a_valid_item(tmp_path: Path, schemas: Path, kind: str) -> None:
    entity, line = WHOLE[kind]
    sought = Sought(kind, (Wanted(entity, (ANY[0],), ANY[1]),) if entity else ())
    found = ours(sought, evidence(tmp_path, kind, dict(reversed(line.items()))))
    assert not found.missing
    (item,) = found.items
    assert list(dict.fromkeys(field.name for field in item.fields)) == list(line)
    assert_valid(found.items, schemas)


@pytest.mark.parametrize("kind", [each for each in WHOLE if each != "unix:uname"])
def test_what_no_line_has_does_not_exist(tmp_path: Path, kind: str) -> None:
    entity, line = WHOLE[kind]
    found = ours(Sought(kind, (Wanted(entity, ("other",)),)), evidence(tmp_path, kind, line))
    assert not found.items
    assert not found.missing


@pytest.mark.parametrize("kind", WHOLE)
def test_without_facts_the_reason_names_them(tmp_path: Path, kind: str) -> None:
    write_dump(tmp_path / "d", Manifest(Asset("a"), ()), {})
    found = ours(Sought(kind, ()), Evidence(open_dump(str(tmp_path / "d"))))
    assert [each.reason for each in found.missing] == [f"not collected: the facts {kind}"]


@pytest.mark.parametrize(
    ("kind", "member"),
    [
        ("unix:interface", "type"),
        ("unix:process58", "posix_capability"),
        ("unix:routingtable", "flags"),
        ("unix:gconf", "type"),
    ],
)
def test_a_word_that_the_schema_does_not_have_is_refused(tmp_path: Path, kind: str, member: str) -> None:
    found = ours(Sought(kind, ()), evidence(tmp_path, kind, {member: "other"}))
    assert not found.items
    assert "none of the words" in found.missing[0].reason


def test_processes_are_selected_by_command_line_and_number(tmp_path: Path) -> None:
    lines = [{"command_line": "a", "pid": 1}, {"command_line": "a", "pid": 2}, {"command_line": "b", "pid": 3}]
    entities = (Wanted("command_line", ("a",)), Wanted("pid", ("1",), "greater than", "int"))
    found = ours(Sought("unix:process58", entities), evidence(tmp_path, "unix:process58", *lines))
    assert [[field.value for field in item.fields] for item in found.items] == [["a", "2"]]


def test_a_nil_process_is_the_collector_itself(tmp_path: Path) -> None:
    kind = "independent:environmentvariable58"
    lines = [{"pid": 1, "name": "PATH", "value": "x"}, {"name": "PATH", "value": "y"}]
    entities = (Wanted("pid", nil=True, datatype="int"), Wanted("name", ("PATH",)))
    (item,) = ours(Sought(kind, entities), evidence(tmp_path, kind, *lines)).items
    assert [field.value for field in item.fields] == ["PATH", "y"]


NEVER = ("independent:sql", "independent:sql57", "independent:ldap", "independent:ldap57", "unix:sccs")


@pytest.mark.parametrize("kind", NEVER)
def test_what_no_dump_can_tell_is_missing_with_the_reason(tmp_path: Path, kind: str) -> None:
    found = ours(Sought(kind, ()), tmp_path)
    assert found.missing[0].reason.startswith(f"not collected: {kind} asks ")
    assert not found.items
