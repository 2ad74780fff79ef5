"""linux:partition: the kernel's table of mounts as the tree has it, compared with oscap's reading of it."""

from pathlib import Path

import pytest

from collections_of import Sought, flat, ours, theirs
from linux_dumps import column, dump, reasons, schema_faults
from scapkit.model.syschar import Flag
from scapkit.oval.protocols import Wanted

TABLE = """rootfs / rootfs rw 0 0
/dev/sda1 / ext4 rw,relatime 0 0
/dev/sda2 /home xfs rw,nosuid,nodev 0 0
tmpfs /tmp tmpfs  rw
/dev/sda4 /home xfs ro,again 0 0
/dev/sda5 /a\\040b xfs ro,again, 0 0
# comment
/dev/sda6
 /dev/sda7 /home/x\text4

/dev/sda8 /tmp ext4 ,rw,,x
"""
# What oscap takes from the file systems of the host that it runs on.
OF_THE_HOST = ("uuid=", "total_space=", "space_used=", "space_left=", "mount_options=bind:")


def at(value: str, op: str = "equals") -> Sought:
    return Sought("linux:partition", (Wanted("mount_point", (value,), op),))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "node"
    for folder in ("proc", "home/x", "tmp", "a b"):
        (root / folder).mkdir(parents=True)
    (root / "proc/mounts").write_text(TABLE)
    return root


def of_the_tree(found: tuple[str, list[list[str]]] | None) -> tuple[str, list[list[str]]]:
    assert found is not None
    flag, items = found
    return flag, sorted([text for text in item if not text.startswith(OF_THE_HOST)] for item in items)


AGREED = [
    *(at(each) for each in ("/", "/home", "/tmp", "/a b", "/home/x", "/nowhere", "")),
    *(at(each, "pattern match") for each in ("^/home$", "^/t", "^/$", "b")),
]


@pytest.mark.parametrize("sought", AGREED, ids=str)
def test_the_items_are_those_that_oscap_finds(oscap: str, tree: Path, tmp_path: Path, sought: Sought) -> None:
    assert of_the_tree(flat(ours(sought, tree))) == of_the_tree(theirs(oscap, sought, tree, tmp_path))


@pytest.mark.parametrize("name", ["etc/fstab", "etc/mtab"])
def test_no_other_table_says_what_is_mounted(oscap: str, tmp_path: Path, name: str) -> None:
    root = tmp_path / "node"
    (root / "etc").mkdir(parents=True)
    (root / name).write_text(TABLE)
    assert flat(ours(at("/home"), root)) == theirs(oscap, at("/home"), root, tmp_path) == ("does not exist", [])


def test_any_operation_selects_mounts(tree: Path) -> None:
    assert column(ours(at("/HOME", "case insensitive equals"), tree), "device") == [["/dev/sda2"], ["/dev/sda4"]]
    assert len(ours(at("/home", "not equal"), tree).items) == 6


def test_what_the_table_does_not_tell_is_not_collected(tree: Path, schemas: Path) -> None:
    found = ours(at("/home"), tree)
    for name in ("uuid", "total_space", "space_used", "space_left"):
        assert column(found, name) == [["(not collected)"]]
    assert schema_faults(ours(at(".", "pattern match"), tree), schemas) == []


def test_the_table_of_a_process_will_do(tmp_path: Path) -> None:
    (tmp_path / "proc/self").mkdir(parents=True)
    (tmp_path / "proc/self/mounts").write_text(TABLE)
    assert column(ours(at("/"), tmp_path), "fs_type") == [["ext4"]]


def test_a_bad_pattern_is_an_error(tree: Path) -> None:
    assert ours(at("(", "pattern match"), tree).flag is Flag.ERROR


def test_a_table_that_nobody_asked_for_is_missing_though_fstab_is_there(tmp_path: Path) -> None:
    found = ours(at("/home"), dump(tmp_path, {"/etc/fstab": TABLE.encode()}))
    assert not found.items
    assert reasons(found) == [
        "not collected: nobody asked for /proc/mounts",
        "not collected: the facts linux:partition",
    ]


def test_facts_stand_in_for_the_table(tmp_path: Path) -> None:
    facts = b'{"mount_point": "/home", "mount_options": ["rw", "nodev"], "space_left": 5}\n'
    found = ours(at("/home"), dump(tmp_path, {"facts/linux_partition.jsonl": facts}))
    assert column(found, "mount_options") == [["rw", "nodev"]]
    assert not found.missing


def test_bytes_that_are_no_table_do_no_harm(tree: Path) -> None:
    (tree / "proc/mounts").write_bytes(b"\xff\xfe\\777 \\\0 \\04\n" + b"/dev/sda1 / ext4 rw 0 0\n")
    assert column(ours(at("/"), tree), "device") == [["/dev/sda1"]]
