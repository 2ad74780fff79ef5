"""The Linux object types that come from facts, and SELinux's booleans, which a tree may have as files."""

import json
from pathlib import Path

import pytest

from collections_of import Sought, flat, ours, theirs
from linux_dumps import column, dump, reasons, schema_faults
from scapkit.model.syschar import Flag
from scapkit.oval.protocols import Wanted

ANY = ".*"


def sought(kind: str, *names: str) -> Sought:
    """An object of which every entity takes anything."""
    return Sought(f"linux:{kind}", tuple(Wanted(each, (ANY,), "pattern match") for each in names))


PROPERTY = {"unit": "sshd.service", "property": "ActiveState", "value": "active"}
DEPENDENCIES = {"unit": "multi-user.target", "dependency": ["basic.target", "sshd.service"]}
LISTENER = {"interface_name": "eth0", "protocol": "ETH_P_IP", "hw_address": "00:00:5E:00:53:01", "pid": 7}
SERVER = {"protocol": "tcp", "local_address": "::", "local_port": 22, "foreign_address": "0.0.0.0", "pid": 7}
CONTEXT = {"filepath": "/etc/shadow", "path": "/etc", "filename": "shadow", "type": "shadow_t", "user": "system_u"}
APPARMOR = {"loaded_profiles_count": 3, "complain_mode_profiles_count": 0}
BOOLEAN = {"name": "httpd_can_network_connect", "current_status": False, "pending_status": True}

FACTS = [
    (sought("systemdunitproperty", "unit", "property"), PROPERTY, "value"),
    (sought("systemdunitdependency", "unit"), DEPENDENCIES, "dependency"),
    (sought("iflisteners", "interface_name"), LISTENER, "pid"),
    (sought("inetlisteningservers", "protocol", "local_address", "local_port"), SERVER, "local_port"),
    (sought("selinuxsecuritycontext", "filepath"), CONTEXT, "type"),
    (sought("apparmorstatus"), APPARMOR, "loaded_profiles_count"),
    (sought("selinuxboolean", "name"), BOOLEAN, "pending_status"),
]
IDS = [each[0].kind for each in FACTS]


def facts_of(kind: str) -> str:
    return f"facts/{kind.replace(':', '_')}.jsonl"


@pytest.mark.parametrize(("each", "fact", "name"), FACTS, ids=IDS)
def test_facts_are_items_and_valid(
    tmp_path: Path, schemas: Path, each: Sought, fact: dict[str, object], name: str
) -> None:
    found = ours(each, dump(tmp_path, {facts_of(each.kind): json.dumps(fact).encode()}))
    value = fact[name]
    values = value if isinstance(value, list) else [value]
    assert column(found, name) == [[str(each).lower() if isinstance(each, bool) else str(each) for each in values]]
    assert not found.missing
    assert schema_faults(found, schemas) == []


@pytest.mark.parametrize(("each", "fact", "name"), FACTS, ids=IDS)
def test_without_facts_nothing_is_collected(tmp_path: Path, each: Sought, fact: dict[str, object], name: str) -> None:
    found = ours(each, dump(tmp_path, {"/etc/hostname": b"x"}))
    assert not found.items
    assert f"not collected: the facts {each.kind}" in reasons(found)
    assert name in fact


@pytest.mark.parametrize(("each", "fact", "name"), FACTS, ids=IDS)
def test_a_malformed_line_is_missing(tmp_path: Path, each: Sought, fact: dict[str, object], name: str) -> None:
    lines = f"{json.dumps(fact)}\n{json.dumps(fact | {name: {}})}\n"
    found = ours(each, dump(tmp_path, {facts_of(each.kind): lines.encode()}))
    assert len(found.items) == 1
    assert f"the facts {each.kind}, line 2" in reasons(found)[0]


@pytest.mark.parametrize("kind", ["systemdunitproperty", "systemdunitdependency"])
def test_a_plain_tree_says_nothing_of_units(oscap: str, tmp_path: Path, kind: str) -> None:
    each = next(each for each, _, _ in FACTS if each.kind == f"linux:{kind}")
    found = ours(each, tmp_path)
    assert found.missing
    told = theirs(oscap, each, tmp_path, tmp_path)
    assert told is not None
    assert told[0] == "not collected"


def test_a_protocol_that_the_schema_does_not_have_is_refused(tmp_path: Path) -> None:
    each, fact, _ = FACTS[2]
    found = ours(each, dump(tmp_path, {facts_of(each.kind): json.dumps(fact | {"protocol": "IP"}).encode()}))
    assert not found.items
    assert "ETH" not in reasons(found)[0]


def test_a_file_that_does_not_exist_has_no_context(oscap: str, tmp_path: Path) -> None:
    root = tmp_path / "node"
    (root / "etc").mkdir(parents=True)
    (root / "etc/there").touch()
    gone = Sought("linux:selinuxsecuritycontext", (Wanted("filepath", ("/etc/gone",)),))
    assert flat(ours(gone, root)) == theirs(oscap, gone, root, tmp_path) == ("does not exist", [])
    there = Sought("linux:selinuxsecuritycontext", (Wanted("filepath", ("/etc/there",)),))
    assert ours(there, root).missing
    assert ours(Sought("linux:selinuxsecuritycontext", (Wanted("pid", ("1",), datatype="int"),)), root).missing
    bad = Sought("linux:selinuxsecuritycontext", (Wanted("filepath", ("(",), "pattern match"),))
    assert ours(bad, root).flag is Flag.ERROR


def booleans(root: Path, **contents: bytes) -> Path:
    folder = root / "sys/fs/selinux/booleans"
    folder.mkdir(parents=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return root


def test_booleans_are_read_from_the_folder_of_the_kernel(tmp_path: Path, schemas: Path) -> None:
    found = ours(sought("selinuxboolean", "name"), booleans(tmp_path, one=b"1 0", two=b"0 0\n"))
    assert column(found, "name") == [["one"], ["two"]]
    assert column(found, "current_status") == [["true"], ["false"]]
    assert column(found, "pending_status") == [["false"], ["false"]]
    assert schema_faults(found, schemas) == []


@pytest.mark.parametrize("content", [b"", b"1", b"2 0", b"1 0 0", b"\xff \xff", b"1" * 100])
def test_a_boolean_that_is_malformed_is_missing(tmp_path: Path, content: bytes) -> None:
    found = ours(sought("selinuxboolean", "name"), booleans(tmp_path, bad=content, good=b"1 1"))
    assert column(found, "name") == [["good"]]
    assert "/sys/fs/selinux/booleans/bad" in reasons(found)[0]


def test_a_tree_without_selinux_has_no_booleans(oscap: str, tmp_path: Path) -> None:
    each = sought("selinuxboolean", "name")
    root = tmp_path / "node"
    root.mkdir()
    assert flat(ours(each, root)) == theirs(oscap, each, root, tmp_path) == ("does not exist", [])


def test_a_bad_pattern_is_an_error(tmp_path: Path) -> None:
    each = Sought("linux:selinuxboolean", (Wanted("name", ("(",), "pattern match"),))
    assert ours(each, booleans(tmp_path, one=b"1 1")).flag is Flag.ERROR
