"""Folders listed for walks: kinds told without a look at the files, metadata asked of the disk once."""

import os
import socket
from pathlib import Path

import pytest
from made_dumps import entry

from scapkit.dumps.listing import Listing
from scapkit.dumps.open import open_dump
from scapkit.dumps.protocol import Dump


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "node"
    (root / "etc/sub").mkdir(parents=True)
    (root / "etc/a.conf").write_text("a\n")
    (root / "etc/a").write_text("")
    (root / "etc/sub/c.conf").write_text("c\n")
    (root / "etc/link").symlink_to("sub")
    os.mkfifo(root / "etc/pipe")
    return root


def listing(dump: Dump, folder: str) -> Listing:
    found = dump.listing(folder)
    assert found is not None
    assert not isinstance(found, tuple)
    return found


def test_names_are_sorted_and_have_a_letter_each(tree: Path) -> None:
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(os.path.relpath(tree / "etc/sock"))
        found = listing(open_dump(str(tree)), "/etc")
    assert list(found.names()) == ["a", "a.conf", "link", "pipe", "sock", "sub"]
    assert found.kinds == "--lpsd"


@pytest.mark.parametrize(
    ("name", "number"),
    [("a", 0), ("a.conf", 1), ("pipe", 3), ("sub", 4), (".conf", -1), ("", -1), ("a/a.conf", -1), ("nope", -1)],
)
def test_a_name_is_found_whole(tree: Path, name: str, number: int) -> None:
    assert listing(open_dump(str(tree)), "/etc").find(name) == number


def test_an_entry_has_the_path_by_which_it_was_reached_and_what_the_file_has(tree: Path) -> None:
    dump = open_dump(str(tree))
    found = listing(dump, "/etc")
    assert found.entry(1, "/other/a.conf") == entry(dump, "/etc/a.conf")._replace(path="/other/a.conf")
    assert found.entry(2, "/etc/link") == entry(dump, "/etc/link")


def test_metadata_is_asked_for_once_and_what_went_away_before_is_not_there(tree: Path) -> None:
    found = listing(open_dump(str(tree)), "/etc")
    before = found.entry(1, "/etc/a.conf")
    (tree / "etc/a.conf").unlink()
    (tree / "etc/a").unlink()
    assert found.entry(1, "/etc/a.conf") == before
    assert found.entry(0, "/etc/a") is None


def test_a_listing_leads_to_those_below_and_links_are_followed_on_the_way(tree: Path) -> None:
    dump = open_dump(str(tree))
    inner = listing(dump, "/etc").inside(4)
    assert inner is not None
    assert not isinstance(inner, tuple)
    assert list(inner.names()) == list(listing(dump, "/etc/link").names()) == ["c.conf"]


def test_what_is_no_folder_has_no_listing(tree: Path) -> None:
    dump = open_dump(str(tree))
    assert dump.listing("/etc/a.conf") is None
    assert dump.listing("/nope") is None


def test_an_empty_folder_has_an_empty_listing(tmp_path: Path) -> None:
    found = listing(open_dump(str(tmp_path)), "/")
    assert (list(found.names()), found.kinds, found.find("x")) == ([], "", -1)


def test_an_access_control_list_is_asked_for_by_path(tree: Path) -> None:
    dump = open_dump(str(tree))
    assert dump.has_acl("/etc/a.conf") is False
    assert dump.has_acl("/nope") is None
