"""independent:textfilecontent: lines that a pattern matches; oscap is asked where its own bookkeeping is sound."""

from pathlib import Path

import pytest

from collections_of import Sought, flat, ours, theirs
from scapkit.dumps.open import open_dump
from scapkit.dumps.write import write_dump
from scapkit.model.dump import Asset, Manifest
from scapkit.model.syschar import Flag
from scapkit.oval.evidence import Evidence
from scapkit.oval.matching import searching
from scapkit.oval.protocols import Wanted
from valid_items import assert_valid

TEXT = "one\ntwo=2\nthree 3\n\nend"


def text(*lines: str, file: str = "f", op: str = "pattern match", path: str = "/") -> Sought:
    entities = (Wanted("path", (path,)), Wanted("filename", (file,)), Wanted("line", lines, op))
    return Sought("independent:textfilecontent", entities)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "node"
    (root / "folder").mkdir(parents=True)
    (root / "f").write_text(TEXT)
    (root / "crlf").write_bytes(b"a=1\r\nb=2\r\n")
    (root / "empty").touch()
    (root / "latin").write_bytes(b"a\xff\n")
    (root / "unicode").write_text("naïve=é\n")
    for link, target in {"link": "f", "dangling": "nowhere", "folder-link": "folder"}.items():
        (root / link).symlink_to(target)
    return root


# oscap goes on in a line where the match in the line before ended, so these match once, or near a line's start.
AGREED = [
    *(text(each) for each in ("two", "^two.*", "(t)wo(.)?", "(t)(x)?wo", "nope", "^$", "o\nt", "end$", "[[:digit:]]")),
    text("two=2", op="equals"),
    text("two", op="equals"),
    text("two", "end"),
    *(text("two", file=each) for each in ("empty", "link", "dangling", "folder", "folder-link", "nope")),
    text("b=2\r$", file="crlf"),
    text("(.)=(.)", file="unicode"),
    text("two", path="/nope"),
]


@pytest.mark.parametrize("sought", AGREED, ids=str)
def test_the_items_are_those_that_oscap_finds(oscap: str, tree: Path, tmp_path: Path, sought: Sought) -> None:
    assert flat(ours(sought, tree)) == theirs(oscap, sought, tree, tmp_path)


def texts(sought: Sought, root: Path) -> list[str]:
    return [field.value for item in ours(sought, root).items for field in item.fields if field.name == "text"]


def test_every_line_is_looked_at_from_its_start(tree: Path) -> None:
    assert texts(text(".*"), tree) == ["one", "two=2", "three 3", "", "end"]
    assert texts(text("^t[a-z]*"), tree) == ["two", "three"]


def test_instances_count_the_lines_that_match(tree: Path) -> None:
    found = ours(text("^t"), tree)
    assert [field.value for item in found.items for field in item.fields if field.name == "instance"] == ["1", "2"]


def test_a_file_that_is_not_utf_8_is_an_error(tree: Path) -> None:
    found = ours(text(".*", file="latin"), tree)
    assert found.flag is Flag.ERROR
    assert found.messages[0].text.startswith("/latin: ")


def test_a_malformed_pattern_is_an_error(tree: Path) -> None:
    assert ours(text("("), tree).flag is Flag.ERROR


def test_all_lines_together_have_a_limit_on_time(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "PATTERN_SECONDS", 0.05)
    (tree / "f").write_text(("a" * 20 + "b\n") * 50)
    found = ours(text(r"(a|a|b?)*(a|aa)*[^ab]$"), tree)
    assert found.flag is Flag.ERROR
    assert found.messages[0].text.endswith("took too long and is not tried again")


def test_a_file_that_nobody_collected_is_missing(tmp_path: Path) -> None:
    write_dump(tmp_path / "d", Manifest(Asset("a"), ()), {})
    found = ours(text("x"), Evidence(open_dump(str(tmp_path / "d"))))
    assert [each.reason for each in found.missing] == ["not collected: nobody asked for /f"]


def test_the_items_are_valid(tree: Path, schemas: Path) -> None:
    assert_valid(ours(text("(t)(wo)"), tree).items, schemas)
