"""Filters on the files of RPM packages: what alike files come to is asked once, and nothing else is left out."""

from pathlib import Path

import pytest

from linux_rpms import Packed, package, write_sqlite
from scapkit.dumps.open import open_dump
from scapkit.model import oval as o
from scapkit.model.syschar import Flag
from scapkit.oval.engine import Session
from scapkit.oval.evidence import Evidence

FILES = tuple(Packed(f"/etc/{name}", 0o100644, kind) for name, kind in (("a", 0), ("b", 1), ("gone", 0), ("c", 0)))
ENTITIES = tuple(o.Entity(name, ".*", operation="pattern match") for name in ("name", "filepath"))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "etc").mkdir()
    for name, mode in (("a", 0o600), ("b", 0o600), ("c", 0o644)):
        (tmp_path / "etc" / name).touch(mode)
    write_sqlite(tmp_path / "var/lib/rpm/rpmdb.sqlite", {"p": package("p", files=FILES)})
    return tmp_path


def kept(tree: Path, action: str, *wanted: o.Entity) -> tuple[list[str], Flag]:
    """The names of the files that a filter leaves, and the object's flag."""
    found = o.Object("o", "linux:rpmverify", ENTITIES, filters=(o.Filter("s", action),))
    document = o.OvalDefinitions(
        o.Generator(), {}, {}, {"o": found}, {"s": o.State("s", "linux:rpmverify", wanted)}, {}
    )
    collected = Session(document, Evidence(open_dump(str(tree))), {}, "2026-01-01T00:00:00Z").collected("o")
    paths = (field.value for item in collected.items for field in item.fields if field.name == "filepath")
    return [path.removeprefix("/etc/") for path in paths], collected.flag


@pytest.mark.parametrize(
    ("action", "wanted", "names"),
    [
        ("include", (o.Entity("mode_differs", "fail"),), ["a", "b"]),
        ("exclude", (o.Entity("mode_differs", "fail"),), ["gone", "c"]),
        ("include", (o.Entity("mode_differs", "not performed"),), ["gone"]),
        ("include", (o.Entity("mode_differs", "fail"), o.Entity("configuration_file", "true", "boolean")), ["b"]),
        ("include", (o.Entity("filepath", "/etc/c"),), ["c"]),
        ("exclude", (o.Entity("filepath", "/etc/a"), o.Entity("mode_differs", "fail")), ["b", "gone", "c"]),
    ],
)
def test_a_filter_keeps_what_it_is_asked_for(
    tree: Path, action: str, wanted: tuple[o.Entity, ...], names: list[str]
) -> None:
    assert kept(tree, action, *wanted) == (names, Flag.COMPLETE)


def test_where_a_filter_leaves_nothing_nothing_exists(tree: Path) -> None:
    assert kept(tree, "include", o.Entity("filepath", "/etc/nowhere")) == ([], Flag.DOES_NOT_EXIST)


def test_a_filter_that_cannot_be_applied_is_an_error(tree: Path) -> None:
    assert kept(tree, "include", o.Entity("mode_differs", "fail", operation="greater than"))[1] is Flag.ERROR
