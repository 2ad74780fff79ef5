"""linux:rpminfo and linux:rpmverifypackage: packages of RPM databases made by hand, which oscap reads too."""

import struct
from pathlib import Path

import pytest

from collections_of import Sought, flat, ours, theirs
from linux_dumps import column, dump, reasons, schema_faults
from linux_rpms import Packed, berkeley, configure, ndb, package, write_sqlite
from scapkit.model.dump import Requirement
from scapkit.model.syschar import Flag
from scapkit.oval.protocols import Wanted

FILES = (Packed("/etc/a.conf", 0o100644), Packed("/usr/bin/a", 0o100755), Packed("/top", 0o100644))


def signature(version: int = 4) -> bytes:
    """A signature packet with the key id 0123456789abcdef, of the old version or with an issuer subpacket."""
    key = bytes.fromhex("0123456789abcdef")
    if version == 3:
        body = bytes([3, 5, 0, 0, 0, 0, 0]) + key + bytes([1, 8]) + b"\0\0\0\1\1"
    else:
        hashed = bytes([5, 2]) + b"\x65\0\0\0"
        body = (
            bytes([4, 0, 1, 8]) + struct.pack(">H", len(hashed)) + hashed + bytes([0, 10, 9, 16]) + key + b"\0\0\0\1\1"
        )
    return bytes([0x89]) + struct.pack(">H", len(body)) + body


RECORDS = {
    "plain": package("plain", "1.2-3"),
    "epoch": package("epoch", "4:1.2-3.el9", "x86_64"),
    "files": package("files", files=FILES),
    "kernel": package("kernel", "5.14-1", "x86_64"),
    "kernel/2": package("kernel", "5.14-2", "x86_64"),
    "signed": package("signed", siggpg=signature(3)),
    "signed/2": package("signed", "2-2", sigpgp=signature(4)),
}


def named(value: str, op: str = "equals", **behaviors: str) -> Sought:
    return Sought("linux:rpminfo", (Wanted("name", (value,), op),), behaviors)


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tree with a database where rpm's own configuration, which is the host's, says that it is."""
    configure(tmp_path / "rpm")
    monkeypatch.setenv("RPM_CONFIGDIR", str(tmp_path / "rpm"))
    write_sqlite(tmp_path / "node/var/lib/rpm/rpmdb.sqlite", RECORDS)
    return tmp_path / "node"


AGREED = [
    *(named(each) for each in ("plain", "epoch", "kernel", "signed", "nowhere")),
    *(named(each, "pattern match") for each in (".*", "^k", "^(plain|epoch)$", "^nowhere$")),
    named("plain", "not equal"),
]


@pytest.mark.parametrize("sought", AGREED, ids=str)
def test_the_items_are_those_that_oscap_finds(oscap: str, tree: Path, tmp_path: Path, sought: Sought) -> None:
    found = flat(ours(sought, tree))
    assert found == theirs(oscap, sought, tree, tmp_path)


def test_the_key_of_a_signature_is_found_in_both_of_its_forms(tree: Path) -> None:
    assert column(ours(named("signed"), tree), "signature_keyid") == [["0123456789abcdef"]] * 2


@pytest.mark.parametrize("tag", ["rsaheader", "dsaheader"])
def test_the_key_of_a_header_that_alone_is_signed_is_found_too(tmp_path: Path, tag: str) -> None:
    write_sqlite(tmp_path / "var/lib/rpm/rpmdb.sqlite", {"a": package("a", **{tag: signature(4)})})
    assert column(ours(named("a"), tmp_path), "signature_keyid") == [["0123456789abcdef"]]


def test_paths_are_there_where_they_are_asked_for(tree: Path) -> None:
    assert column(ours(named("files"), tree), "filepath") == [[]]
    found = ours(named("files", filepaths="true"), tree)
    assert column(found, "filepath") == [["/etc/a.conf", "/usr/bin/a", "/top"]]


def test_the_items_are_valid(tree: Path, schemas: Path) -> None:
    everything = (Wanted("name", (".",), "pattern match"),)
    assert schema_faults(ours(named(".", "pattern match", filepaths="true"), tree), schemas) == []
    assert schema_faults(ours(Sought("linux:rpmverifypackage", everything), tree), schemas) == []


def test_a_package_alone_does_not_tell_whether_it_verifies(tree: Path) -> None:
    found = ours(Sought("linux:rpmverifypackage", (Wanted("name", ("epoch",)), Wanted("epoch", ("4",)))), tree)
    assert column(found, "extended_name") == [["epoch-4:1.2-3.el9.x86_64"]]
    assert column(found, "signature_check_passed") == [["(not collected)"]]


def test_facts_tell_whether_packages_verify(tmp_path: Path) -> None:
    facts = b'{"name": "a", "dependency_check_passed": true}\n'
    evidence = dump(tmp_path, {"facts/linux_rpmverifypackage.jsonl": facts})
    found = ours(Sought("linux:rpmverifypackage", (Wanted("name", ("a",)),)), evidence)
    assert column(found, "dependency_check_passed") == [["true"]]


def test_a_bad_pattern_is_an_error(tree: Path) -> None:
    assert ours(named("(", "pattern match"), tree).flag is Flag.ERROR


@pytest.mark.parametrize("folder", ["var/lib/rpm", "usr/lib/sysimage/rpm", "usr/share/rpm"])
@pytest.mark.parametrize("form", ["rpmdb.sqlite", "Packages.db", "Packages"])
def test_a_database_is_found_in_any_place_and_form(tmp_path: Path, folder: str, form: str) -> None:
    path = tmp_path / folder / form
    path.parent.mkdir(parents=True)
    if form.startswith("Packages"):
        path.write_bytes((ndb if form.endswith(".db") else berkeley)(list(RECORDS.values())))
    else:
        write_sqlite(path, RECORDS)
    assert column(ours(named("kernel"), tmp_path), "evr") == [["0:5.14-1"], ["0:5.14-2"]]


def test_to_a_tree_without_a_database_packages_are_not_applicable_as_to_oscap_without_rpm(
    oscap: str, tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tree / "var/lib/rpm/rpmdb.sqlite").unlink()
    monkeypatch.setenv("RPM_CONFIGDIR", str(tmp_path / "nowhere"))
    assert flat(ours(named("plain"), tree)) == theirs(oscap, named("plain"), tree, tmp_path) == ("not applicable", [])


def test_a_database_that_nobody_asked_for_is_missing(tmp_path: Path) -> None:
    found = ours(named("plain"), dump(tmp_path, {"/etc/hostname": b"x"}))
    assert reasons(found)[0] == "not collected: nobody asked for /var/lib/rpm/rpmdb.sqlite"


def test_facts_stand_in_for_the_database(tmp_path: Path) -> None:
    found = ours(named("a"), dump(tmp_path, {"facts/linux_rpminfo.jsonl": b'{"name": "a", "evr": "0:1-1"}\n'}))
    assert column(found, "evr") == [["0:1-1"]]
    assert not found.missing


def test_to_a_system_without_a_database_packages_are_not_applicable(tmp_path: Path) -> None:
    folders = ("/var/lib/rpm", "/usr/lib/sysimage/rpm", "/usr/share/rpm")
    evidence = dump(tmp_path, {}, *(Requirement("folder", each, "not-found") for each in folders))
    assert ours(named("a"), evidence) == ((), (), (), Flag.NOT_APPLICABLE)
