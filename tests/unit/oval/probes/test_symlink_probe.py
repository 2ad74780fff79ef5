"""unix:symlink: where links finally lead."""

from pathlib import Path

import pytest

from collections_of import Sought, flat, ours, theirs
from scapkit.dumps.open import open_dump
from scapkit.dumps.write import write_dump
from scapkit.model.dump import Asset, Entry, Manifest, Requirement
from scapkit.model.syschar import Flag
from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Wanted
from valid_items import assert_valid


def link(*paths: str, op: str = "equals", check: str = "all") -> Sought:
    return Sought("unix:symlink", (Wanted("filepath", paths, op, var_check=check),))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "node"
    (root / "etc").mkdir(parents=True)
    (root / "f").touch()
    links = {"link": "f", "second": "link", "absolute": "/f", "folder": "etc", "etc/up": "../f", "out": "../../../../f"}
    for name, target in {**links, "through": "/etc/up", "dangling": "nowhere", "loop": "loop"}.items():
        (root / name).symlink_to(target)
    return root


NAMES = (
    "link",
    "second",
    "absolute",
    "folder",
    "etc/up",
    "folder/up",
    "out",
    "through",
    "dangling",
    "loop",
    "f",
    "etc",
    "no",
)


@pytest.mark.parametrize("name", NAMES)
def test_the_items_are_those_that_oscap_finds(oscap: str, tree: Path, tmp_path: Path, name: str) -> None:
    assert flat(ours(link(f"/{name}"), tree)) == theirs(oscap, link(f"/{name}"), tree, tmp_path)


def pairs(found: Collection) -> list[list[str]]:
    return [[field.value for field in item.fields] for item in found.items]


def test_a_pattern_finds_links_to_files_and_to_folders(tree: Path) -> None:
    found = ours(link("^/(link|folder|folder/up)$", op="pattern match"), tree)
    assert pairs(found) == [["/folder", "/etc"], ["/link", "/f"], ["/folder/up", "/f"]]
    assert found.flag is None


def test_several_values_are_links_of_which_any_counts(tree: Path) -> None:
    assert pairs(ours(link("/link", "/second", "/link", check="at least one"), tree)) == [
        ["/link", "/f"],
        ["/second", "/f"],
    ]


def test_none_of_the_values_may_match_where_none_may(tree: Path) -> None:
    found = ours(link("/dangling", "/loop", check="none satisfy"), tree)
    assert ["/link", "/f"] in pairs(found)
    assert found.flag is None


def test_a_link_that_leads_nowhere_does_not_hide_the_others(tree: Path) -> None:
    found = ours(link("^/(link|dangling)$", op="pattern match"), tree)
    assert pairs(found) == [["/link", "/f"]]
    assert found.flag is Flag.ERROR
    assert [each.text for each in found.messages] == ["/dangling is a link that leads nowhere"]


def test_a_malformed_pattern_is_an_error(tree: Path) -> None:
    assert ours(link("(", op="pattern match"), tree).flag is Flag.ERROR


def test_what_was_not_collected_is_missing(tmp_path: Path) -> None:
    asked = Requirement("file", "/a", "collected")
    described = [Entry("/a", "symbolic link", target="b")]
    write_dump(tmp_path / "d", Manifest(Asset("a"), (asked,)), {}, described)
    evidence = Evidence(open_dump(str(tmp_path / "d")))
    for sought, want in ((link("/a"), "/b"), (link("/c"), "/c")):
        assert [each.reason for each in ours(sought, evidence).missing] == [f"not collected: nobody asked for {want}"]
    found = ours(link(".*", op="pattern match"), evidence)
    assert found.missing
    assert not found.items


def test_the_items_are_valid(tree: Path, schemas: Path) -> None:
    assert_valid(ours(link("/link"), tree).items, schemas)
