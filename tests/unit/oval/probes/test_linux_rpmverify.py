"""linux:rpmverifyfile and linux:rpmverify: packaged files held against the tree, as oscap and rpm hold them."""

import os
from pathlib import Path

import pytest

from collections_of import Sought, flat, ours, theirs
from linux_dumps import column, dump, reasons, schema_faults
from linux_rpms import Packed, configure, package, write_sqlite
from scapkit.dumps.open import open_dump
from scapkit.dumps.write import write_dump
from scapkit.model.dump import Asset, Entry, Manifest, Requirement
from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Wanted

WHEN = 1_700_000_000
CONFIG, DOC, GHOST, LICENSE, README = 1, 2, 64, 128, 256
ANY = ("name", "epoch", "version", "release", "arch", "filepath")
PACKED = (
    Packed("/etc/same", 0o100644, CONFIG, b"same"),
    Packed("/etc/other", 0o100644, CONFIG, b"once"),
    Packed("/etc/longer", 0o100644, 0, b"short"),
    Packed("/etc/mode", 0o104755, DOC, b"mode"),
    Packed("/etc/time", 0o100644, LICENSE, b"time"),
    Packed("/etc/gone", 0o100644, README),
    Packed("/etc/folder", 0o040755),
    Packed("/etc/linked", 0o040755),
    Packed("/etc/link", 0o120777, 0, b"", "same"),
    Packed("/etc/stray", 0o120777, 0, b"", "nowhere"),
    Packed("/etc/ghost", 0o100600, GHOST, b"what"),
    Packed("/etc/replaced", 0o100644, 0, b"x", state=1),
    Packed("/etc/absent", 0o100644, 0, b"x", state=2),
    Packed("/etc/type", 0o100644, 0, b""),
    Packed("/etc/device", 0o020644),
)
ITEMS = ("size_differs", "mode_differs", "md5_differs", "link_mismatch", "mtime_differs", "device_differs")


def sought(filepath: str = ".*", op: str = "pattern match", name: str = "a", **behaviors: str) -> Sought:
    entities = [Wanted(each, (".*",), "pattern match") for each in ANY[1:5]]
    where = Wanted("filepath", (filepath,), op)
    return Sought("linux:rpmverifyfile", (Wanted("name", (name,)), *entities, where), behaviors)


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    configure(tmp_path / "rpm")
    monkeypatch.setenv("RPM_CONFIGDIR", str(tmp_path / "rpm"))
    root = tmp_path / "node"
    etc = root / "etc"
    (etc / "folder").mkdir(parents=True)
    for name in ("same", "other", "longer", "mode", "ghost", "replaced", "time", "device"):
        (etc / name).write_text(name)
        (etc / name).chmod(0o644)
    (etc / "folder").chmod(0o755)
    (etc / "linked").symlink_to("folder")
    (etc / "link").symlink_to("same")
    (etc / "stray").symlink_to("same")
    (etc / "type").mkdir()
    for each in etc.iterdir():
        os.utime(each, (WHEN, WHEN), follow_symlinks=False)
    os.utime(etc / "time", (WHEN, WHEN + 1))
    write_sqlite(root / "var/lib/rpm/rpmdb.sqlite", {"a": package("a", "2:1-1", files=PACKED), "b": package("b")})
    return root


def without(found: tuple[str, list[list[str]]] | None) -> tuple[str, list[list[str]]]:
    """Without what oscap leaves out in documents of an older version, and what a dump does not tell."""
    assert found is not None
    left_out = ("filedigest_differs=", "capabilities_differ=")
    return found[0], sorted([text for text in item if not text.startswith(left_out)] for item in found[1])


BEHAVIORS = (
    "nolinkto",
    "nomd5",
    "nosize",
    "nouser",
    "nogroup",
    "nomtime",
    "nomode",
    "nordev",
    "nofiledigest",
    "nocaps",
)
PACKAGE_BEHAVIORS = ("nodeps", "nodigest", "nofiles", "noscripts", "nosignature")
EVERY_FILE = (Wanted("name", ("a",)), Wanted("filepath", (".*",), "pattern match"))
AGREED = [
    sought(),
    sought("^/etc/(same|gone)$"),
    sought("/nowhere", "equals"),
    sought(name="b"),
    sought(name="nowhere"),
    sought(noconfigfiles="true"),
    sought(noghostfiles="true"),
    *(sought(**{each: "true"}) for each in BEHAVIORS),
    *(Sought("linux:rpmverify", EVERY_FILE, {each: "true"}) for each in (*BEHAVIORS[:-2], *PACKAGE_BEHAVIORS)),
    Sought("linux:rpmverify", EVERY_FILE),
    Sought("linux:rpmverify", (Wanted("name", ("b",)), Wanted("filepath", ("/etc/same",)))),
    Sought("linux:rpmverify", (Wanted("name", ("a",)), Wanted("filepath", ("/etc/same",))), {"nomode": "true"}),
]


@pytest.mark.skipif(os.geteuid() != 0, reason="the files must belong to root, as they are packed")
@pytest.mark.parametrize("each", AGREED, ids=str)
def test_the_items_are_those_that_oscap_finds(oscap: str, tree: Path, tmp_path: Path, each: Sought) -> None:
    assert without(flat(ours(each, tree))) == without(theirs(oscap, each, tree, tmp_path))


def differing(tree: Path | Evidence, file: str) -> list[str]:
    """The names under which a file fails."""
    (item,) = ours(sought(f"/etc/{file}", "equals"), tree).items
    return [field.name for field in item.fields if field.value == "fail"]


@pytest.mark.parametrize(
    ("file", "want"),
    [
        ("same", []),
        ("other", ["size_differs", "md5_differs", "filedigest_differs"]),
        ("mode", ["mode_differs"]),
        ("time", ["mtime_differs"]),
        ("stray", ["link_mismatch"]),
        ("linked", []),
        ("ghost", ["mode_differs"]),
        ("type", ["mode_differs"]),
        ("device", ["size_differs", "mode_differs", "md5_differs", "filedigest_differs", "device_differs"]),
        ("replaced", []),
        ("absent", []),
        ("gone", []),
    ],
)
def test_what_differs_fails(tree: Path, file: str, want: list[str]) -> None:
    owners = ("ownership_differs", "group_differs") if os.geteuid() != 0 else ()
    assert [each for each in differing(tree, file) if each not in owners] == want


@pytest.mark.parametrize(("op", "count"), [("equals", 1), ("not equal", len(PACKED) - 1)])
def test_a_path_that_is_named_is_that_file_alone(tree: Path, op: str, count: int) -> None:
    assert len(ours(sought("/etc/other", op), tree).items) == count


def test_a_path_may_name_where_the_file_really_is(oscap: str, tree: Path, tmp_path: Path) -> None:
    (tree / "alias").symlink_to("etc")
    path = tree / "var/lib/rpm/rpmdb.sqlite"
    path.unlink()
    write_sqlite(path, {"a": package("a", files=[PACKED[0]._replace(path="/alias/same")])})
    for name in ("/etc/same", "/alias/same"):
        assert column(ours(sought(name, "equals"), tree), "filepath") == [[name]]
    each = sought("/etc/same", "equals")
    assert without(flat(ours(each, tree))) == without(theirs(oscap, each, tree, tmp_path))


def test_a_file_that_is_gone_is_not_looked_at(tree: Path) -> None:
    found = ours(sought("/etc/gone", "equals"), tree)
    assert {column(found, name)[0][0] for name in ITEMS} == {"not performed"}


def test_capabilities_are_not_looked_at(tree: Path) -> None:
    assert column(ours(sought("/etc/same", "equals"), tree), "capabilities_differ") == [["not performed"]]


def test_the_items_are_valid(tree: Path, schemas: Path) -> None:
    assert schema_faults(ours(sought(), tree), schemas) == []
    assert schema_faults(ours(AGREED[-3], tree), schemas) == []


def described(tmp_path: Path, *files: Packed, entries: tuple[Entry, ...] = (), **contents: str) -> Evidence:
    """A dump with a database, files, and owners and modes of them."""
    write_sqlite(tmp_path / "rpmdb.sqlite", {"a": package("a", files=files)})
    paths = {"/var/lib/rpm/rpmdb.sqlite": (tmp_path / "rpmdb.sqlite").read_bytes()}
    paths |= {f"/etc/{name}": text.encode() for name, text in contents.items()}
    asked = tuple(Requirement("file", path, "collected", f"files{path}") for path in paths)
    kept = {f"files{path}": data for path, data in paths.items()}
    write_dump(tmp_path / "d", Manifest(Asset("a"), asked), kept, entries)
    return Evidence(open_dump(str(tmp_path / "d")))


BOBS = Entry("/etc/mine", "regular", 0o644, uid=1000, gid=1000, size=1, mtime=WHEN)


@pytest.mark.parametrize(
    ("user", "group", "want"),
    [("bob", "staff", []), ("eve", "staff", ["ownership_differs"]), ("bob", "wheel", ["group_differs"])],
)
def test_owners_have_the_names_that_the_dump_gives_them(tmp_path: Path, user: str, group: str, want: list[str]) -> None:
    accounts = {"passwd": "root:x:0:0::/:\nbob:x:1000:1000::/:\nbad\n", "group": "staff:x:1000:\n"}
    file = Packed("/etc/mine", 0o100644, 0, b"x", user=user, group=group)
    assert differing(described(tmp_path, file, entries=(BOBS,), mine="x", **accounts), "mine") == want


def test_owners_without_names_are_not_looked_at(tmp_path: Path) -> None:
    file = Packed("/etc/mine", 0o100644, 0, b"x", user="bob", group="bob")
    found = ours(sought("/etc/mine", "equals"), described(tmp_path, file, entries=(BOBS,), mine="x"))
    assert column(found, "ownership_differs") == column(found, "group_differs") == [["not performed"]]


def test_root_needs_no_name(tmp_path: Path) -> None:
    roots = BOBS._replace(uid=0, gid=0)
    file = Packed("/etc/mine", 0o100644, 0, b"x", group="bob")
    assert differing(described(tmp_path, file, entries=(roots,), mine="x"), "mine") == ["group_differs"]


def test_a_file_that_nobody_collected_is_missing(tmp_path: Path) -> None:
    files = (Packed("/etc/mine", 0o100644, 0, b"x"), Packed("/etc/else", 0o100644, 0, b"x"))
    found = ours(sought(), described(tmp_path, *files, entries=(BOBS,), mine="x"))
    assert column(found, "filepath") == [["/etc/mine"]]
    assert len(found.missing) == 1


def test_a_file_of_which_only_the_owner_is_known_is_missing(tmp_path: Path) -> None:
    found = ours(sought(), described(tmp_path, Packed("/etc/mine", 0o100644, 0, b"x"), entries=(BOBS,)))
    assert not found.items
    assert len(found.missing) == 1


def test_a_digest_of_an_unknown_kind_is_missing(tree: Path) -> None:
    path = tree / "var/lib/rpm/rpmdb.sqlite"
    path.unlink()
    write_sqlite(path, {"a": package("a", files=PACKED[:1], filedigestalgo=99)})
    assert reasons(ours(sought(), tree)) == ["/etc/same: digest algorithm 99 is not known"]


def test_facts_stand_in_for_the_database(tmp_path: Path) -> None:
    facts = b'{"name": "a", "epoch": "(none)", "version": "1", "release": "1", "arch": "x", "filepath": "/etc/b"}\n'
    found = ours(sought("/etc/b", "equals"), dump(tmp_path, {"facts/linux_rpmverifyfile.jsonl": facts}))
    assert column(found, "filepath") == [["/etc/b"]]
    assert not found.missing
