"""unix:file: which files, and what is said of each; oscap is asked the same wherever the two should agree."""

import os
from pathlib import Path

import pytest

from collections_of import Sought, flat, ours, query, theirs
from scapkit.dumps.open import open_dump
from scapkit.dumps.write import write_dump
from scapkit.model.dump import Asset, Entry, Manifest, Missing, Requirement
from scapkit.model.syschar import Flag
from scapkit.oval.evidence import Evidence
from scapkit.oval.files.paths import find_files
from scapkit.oval.protocols import Wanted

DOWN = {"recurse_direction": "down"}
DIRECTORIES = {**DOWN, "recurse": "directories"}
UP = {"recurse_direction": "up"}
FILES = (Wanted("filename", (".*",), "pattern match"),)
NIL = (Wanted("filename", nil=True),)


def filepath(*values: str, op: str = "equals", check: str = "all") -> Sought:
    return Sought("unix:file", (Wanted("filepath", values, op, var_check=check),))


def matching(*values: str, check: str = "all") -> Sought:
    return filepath(*values, op="pattern match", check=check)


def path(value: str, *filename: Wanted, op: str = "equals", **behaviors: str) -> Sought:
    return Sought("unix:file", (Wanted("path", (value,), op), *filename), behaviors)


def name(*values: str, op: str = "equals", check: str = "all") -> Wanted:
    return Wanted("filename", values, op, var_check=check)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "node"
    for file in ("etc/a.conf", "etc/b.conf", "etc/A.CONF", "etc/sub/c.conf", "etc/sub/deep/d.conf", "var/x", "top"):
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text("x")
    links = {"etc/link": "a.conf", "etc/dir": "sub", "etc/dangling": "nowhere", "etc/sub/up": "..", "relative": "etc"}
    for link, target in {**links, "etc/loop1": "loop2", "etc/loop2": "loop1"}.items():
        (root / link).symlink_to(target)
    os.mkfifo(root / "etc/pipe")
    (root / "etc/b.conf").chmod(0o7751)
    (root / "empty").mkdir()
    return root


AGREED = [
    *(filepath(each) for each in ("/etc/a.conf", "/etc", "/etc/", "/etc/link", "/etc/dangling", "/etc/loop1")),
    *(filepath(each) for each in ("/etc/pipe", "/etc/dir", "/relative/a.conf", "/etc/../etc/a.conf", "etc/a.conf", "")),
    *(
        matching(each)
        for each in (r"^/etc/.*\.conf$", r"/etc/.*\.conf$", r"^.*\.conf$", "^/etc/sub/.*", "^/relative/.*")
    ),
    *(matching(each) for each in (r"^/etc/(sub|x)/c\.conf$", r"^/etc/a\.conf$", r"^/etc/?sub/.*", r"^/nope/.*$")),
    filepath("/ETC/A.CONF", op="case insensitive equals"),
    filepath("/etc/a.conf", op="not equal"),
    filepath("/etc/a.conf", op="case insensitive not equal"),
    path("/etc", name("a.conf")),
    path("/etc/", name("a.conf")),
    path("/etc", name("sub")),
    path("/etc", name("dir")),
    path("/etc", name("sub/c.conf")),
    path("/etc", name("a.conf", op="not equal")),
    path("/etc", name("A.conf", op="case insensitive equals")),
    path("/etc", *FILES),
    path("/", *FILES),
    path("/", name("top")),
    path("/empty", *FILES),
    path("/nope", *FILES),
    path("/etc/a.conf", *NIL),
    path("/", *NIL),
    path("/etc", *NIL),
    path("/etc/dir", *NIL),
    path("/relative", name("a.conf")),
    path("/etc/sub/up", name("a.conf")),
    path("/ETC", name("a.conf"), op="case insensitive equals"),
    path("^/etc", *NIL, op="pattern match"),
    path("^/etc/.*", *FILES, op="pattern match"),
    path("^/etc/sub$", *FILES, op="pattern match", **DIRECTORIES),
    path("^/etc/[^/]+$", *FILES, op="pattern match"),
    path("^/(etc|var)/s[a-z]+$", *NIL, op="pattern match"),
    path("/etc", name("x"), op="not equal"),
    path("/etc", *NIL, **DOWN),
    path("/etc", *FILES, **DOWN),
    *(path("/etc", *NIL, **DIRECTORIES, max_depth=depth) for depth in ("-1", "0", "1")),
    *(path("/etc", *FILES, **DIRECTORIES, max_depth=depth) for depth in ("-1", "0", "1")),
    *(path("/etc/sub/deep", *NIL, **UP, max_depth=depth) for depth in ("0", "1")),
    path("/etc/sub/deep", *FILES, **UP, max_depth="1"),
    *(filepath("/etc/a.conf", "/etc/b.conf", "/no", check=check) for check in ("all", "at least one", "only one")),
    *(matching("^/etc/a.*", r"^/etc/.*\.conf$", check=check) for check in ("all", "at least one", "only one")),
    path("/etc", name("a.conf", "b.conf", op="not equal", check="only one")),
    path("/etc", name("a.conf", "b.conf", check="none satisfy")),
]


@pytest.mark.parametrize("sought", AGREED, ids=str)
def test_the_items_are_those_that_oscap_finds(oscap: str, tree: Path, tmp_path: Path, sought: Sought) -> None:
    assert flat(ours(sought, tree)) == theirs(oscap, sought, tree, tmp_path)


def paths(sought: Sought, root: Path) -> list[str]:
    found = ours(sought, root)
    return [field.value for item in found.items for field in item.fields if field.name in ("filepath", "path")][::2]


def test_the_fields_come_in_the_order_of_the_schema_with_times_in_whole_seconds(tree: Path) -> None:
    os.utime(tree / "etc/a.conf", (1.9, 2.9))
    (item,) = ours(filepath("/etc/a.conf"), tree).items
    texts = [f"{field.name}={field.value}" for field in item.fields]
    assert texts[:4] == ["filepath=/etc/a.conf", "path=/etc", "filename=a.conf", "type=regular"]
    assert "a_time=1" in texts
    assert "m_time=2" in texts
    assert texts[-1] == "has_extended_acl=false"
    assert texts[10:13] == ["suid=false", "sgid=false", "sticky=false"]


def test_a_pattern_that_is_not_anchored_is_looked_for_everywhere(tree: Path) -> None:
    assert paths(matching("c[.]conf$"), tree) == [
        "/etc/dir/c.conf",
        "/etc/sub/c.conf",
        "/relative/dir/c.conf",
        "/relative/sub/c.conf",
    ]


def test_a_choice_outside_of_groups_is_looked_for_everywhere(tree: Path) -> None:
    assert paths(matching("^/top$|^/var/x$"), tree) == ["/top", "/var/x"]


def test_only_links_or_only_folders_are_followed_as_told(tree: Path) -> None:
    sought = path("/etc", name("c.conf"), recurse_direction="down", recurse="symlinks")
    assert paths(sought, tree) == ["/etc/dir/c.conf"]


def test_going_up_ends_at_the_root(tree: Path) -> None:
    found = ours(path("/etc/sub", *NIL, **UP), tree)
    assert [item.fields[0].value for item in found.items] == ["/etc/sub", "/etc", "/"]


def test_none_of_the_values_may_match_where_none_may(tree: Path) -> None:
    sought = filepath("/etc/a.conf", "/etc/b.conf", check="none satisfy")
    assert "/var/x" in paths(sought, tree)
    assert "/etc/a.conf" not in paths(sought, tree)


@pytest.mark.parametrize(
    "sought",
    [
        matching("(unclosed"),
        matching("^/etc/(unclosed"),
        filepath("/etc/a.conf", op="greater than"),
        path("/etc", *FILES, recurse_direction="sideways"),
        path("/etc", *FILES, recurse_direction="down", recurse="sideways"),
        path("/etc", *FILES, recurse_direction="down", recurse_file_system="network"),
        path("/etc", *FILES, recurse_direction="down", max_depth="deep"),
    ],
)
def test_what_cannot_be_asked_is_an_error_with_a_message(tree: Path, sought: Sought) -> None:
    found = ours(sought, tree)
    assert found.flag is Flag.ERROR
    assert found.messages[0].level == "error"
    assert not found.items


def dump_of(folder: Path, *asked: Requirement, described: tuple[Entry, ...] = ()) -> Evidence:
    manifest = Manifest(Asset("node"), asked)
    files = {"files/etc/k8s/a.conf": b"", "files/etc/k8s/b.conf": b"", "files/opt/x": b""}
    write_dump(folder / "dump", manifest, files, described)
    return Evidence(open_dump(str(folder / "dump")))


def missing(sought: Sought, evidence: Evidence) -> list[str]:
    return [found.reason for found in find_files(query(sought), evidence) if isinstance(found, Missing)]


def test_an_empty_dump_with_a_manifest_gives_missing_evidence_never_nothing(tmp_path: Path) -> None:
    evidence = dump_of(tmp_path)
    for sought in (
        filepath("/etc/passwd"),
        matching("^/etc/.*"),
        matching("^/nope/.*"),
        path("/etc", name("a"), op="not equal"),
        path("/etc", *FILES),
        path("/opt", *FILES),
        path("/nope", *NIL),
        path("/etc", *NIL, **DOWN),
    ):
        found = ours(sought, evidence)
        assert found.missing, sought


def test_one_file_is_found_without_a_listing_of_its_folder(tmp_path: Path) -> None:
    evidence = dump_of(tmp_path, Requirement("file", "/etc/k8s/a.conf", "collected", "files/etc/k8s/a.conf"))
    for sought in (path("/etc/k8s", name("a.conf")), filepath("/etc/k8s/a.conf"), matching(r"^/etc/k8s/a\.conf$")):
        found = ours(sought, evidence)
        assert (len(found.items), list(found.missing)) == (1, [])
    assert len(ours(path("/etc/k8s", name(r"^a\.conf$", op="pattern match")), evidence).items) == 1


def test_a_folder_whose_metadata_nobody_collected_is_there_and_no_more(tmp_path: Path) -> None:
    found = ours(path("/etc/k8s", *NIL), dump_of(tmp_path))
    assert not found.missing
    (item,) = found.items
    statuses = {field.name: field.status for field in item.fields}
    assert statuses["type"] == "exists"
    assert {statuses[name] for name in ("user_id", "group_id", "m_time", "uread", "has_extended_acl")} == {
        "not collected"
    }


def test_a_refused_file_in_a_listed_folder_is_missing_beside_what_is_found(tmp_path: Path) -> None:
    evidence = dump_of(
        tmp_path, Requirement("folder", "/etc/k8s", "collected"), Requirement("file", "/etc/k8s/b.conf", "forbidden")
    )
    for sought in (path("/etc/k8s", *FILES), matching("^/etc/k8s/[ab].*")):
        found = ours(sought, evidence)
        assert [each.reason for each in found.missing] == ["reading /etc/k8s/b.conf was refused"]
        assert len(found.items) == 1
    assert missing(matching("^/etc/k8s/a.*"), evidence) == []


def test_a_link_whose_target_was_not_collected_may_be_a_folder(tmp_path: Path) -> None:
    link = Entry("/etc/k8s/link", "symbolic link", 0o777, target="/real")
    evidence = dump_of(tmp_path, Requirement("folder", "/etc/k8s", "collected"), described=(link,))
    for sought in (filepath("/etc/k8s/link"), matching("^/etc/k8s/l.*"), path("/etc/k8s/link", *NIL)):
        assert missing(sought, evidence) == ["not collected: nobody asked for /real"]
    assert missing(matching("^/etc/k8s/a.*"), evidence) == []
    assert missing(path("/etc/k8s", name("link")), evidence) == []
    assert missing(path("/etc/k8s", *FILES, **DIRECTORIES), evidence) == []
    assert missing(path("/etc/k8s", *FILES, **DOWN), evidence) != []
