"""independent:textfilecontent54: matches of a pattern, as oscap finds them."""

from pathlib import Path

import pytest

from collections_of import Sought, flat, ours, theirs
from scapkit.dumps.open import open_dump
from scapkit.dumps.write import write_dump
from scapkit.model.dump import Asset, Manifest
from scapkit.model.syschar import Flag
from scapkit.oval.evidence import Evidence
from scapkit.oval.matching import patterns, searching
from scapkit.oval.protocols import Wanted

TEXT = "Alpha=1\nbeta = 2\nALPHA=3\n\nmulti\nline\nend"
EACH = ("1", "greater than or equal")


def text(pattern: str, instance: tuple[str, str] = ("1", "equals"), file: str = "/f", **behaviors: str) -> Sought:
    return Sought(
        "independent:textfilecontent54",
        (
            Wanted("filepath", (file,)),
            Wanted("pattern", (pattern,), "pattern match"),
            Wanted("instance", (instance[0],), instance[1], "int"),
        ),
        behaviors,
    )


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "node"
    (root / "folder").mkdir(parents=True)
    (root / "f").write_text(TEXT)
    (root / "crlf").write_bytes(b"a=1\r\nb=2\r\n")
    (root / "lines").write_text("a\n\nb\n\n")
    (root / "latin").write_bytes(b"a=1\n\xff=2\n")
    (root / "empty").touch()
    (root / "unicode").write_text("naïve=é\n")
    (root / "link").symlink_to("f")
    (root / "dangling").symlink_to("nowhere")
    (root / "loop").symlink_to("loop")
    (root / "folder-link").symlink_to("folder")
    return root


AGREED = [
    text(r"^(\w+)=(\d)$"),
    text(r"^(\w+)=(\d)$", ("2", "equals")),
    text(r"^(\w+)=(\d)$", EACH),
    text(r"^(\w+)=(\d)$", ("5", "equals")),
    text(r"^(\w+)=(\d)$", ("1", "not equal")),
    text(r"\d$", ("1", "greater than")),
    text(r"\d$", ("0", "greater than")),
    text(r"\d$", ("2", "less than or equal")),
    text("alpha", EACH, ignore_case="true"),
    text("^beta", multiline="false"),
    text("^Alpha.*end$", singleline="true", multiline="false"),
    text("multi.line"),
    text("multi.line", singleline="1"),
    text(".*", EACH),
    text("x*", EACH),
    text("(z)?(A)(q)?()"),
    text("(z)?"),
    text(r"end\Z"),
    text("(?i)BETA"),
    text("[[:alpha:]]+"),
    text("^$"),
    *(text("^(.*)$", EACH, file) for file in ("/crlf", "/lines", "/latin", "/empty", "/unicode")),
    text(".*", file="/empty"),
    text(r"(\w+)=(\w)", file="/unicode"),
    text("=(.)", file="/unicode"),
    *(text("beta", file=file) for file in ("/link", "/dangling", "/loop", "/folder", "/folder-link", "/nope")),
    text("(unclosed"),
]


@pytest.mark.parametrize("sought", AGREED, ids=str)
def test_the_items_are_those_that_oscap_finds(oscap: str, tree: Path, tmp_path: Path, sought: Sought) -> None:
    assert flat(ours(sought, tree)) == theirs(oscap, sought, tree, tmp_path)


def texts(sought: Sought, root: Path) -> list[str]:
    return [field.value for item in ours(sought, root).items for field in item.fields if field.name == "text"]


def test_negative_instances_count_from_the_last_match(tree: Path) -> None:
    assert texts(text(r"\d$", ("-1", "equals")), tree) == ["3"]
    assert texts(text(r"\d$", ("-2", "greater than or equal")), tree) == ["2", "3"]


def test_an_instance_that_is_no_number_is_an_error(tree: Path) -> None:
    assert ours(text(r"\d$", ("one", "equals")), tree).flag is Flag.ERROR
    assert ours(text(r"\d$", ("1", "pattern match")), tree).flag is Flag.ERROR


def test_a_pattern_that_takes_too_long_is_an_error(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "TIMEOUT", 0.05)
    (tree / "f").write_text("a" * 5000 + "b")
    found = ours(text(r"(a|a|b?)*(a|aa)*[^ab]$"), tree)
    assert found.flag is Flag.ERROR
    assert found.messages[0].text.startswith("/f: ")


def test_too_many_matches_are_an_error(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "MAX_MATCHES", 3)
    assert ours(text("x*", EACH), tree).flag is Flag.ERROR


def test_a_file_that_nobody_collected_is_missing(tmp_path: Path) -> None:
    write_dump(tmp_path / "d", Manifest(Asset("a"), ()), {})
    found = ours(text("x"), Evidence(open_dump(str(tmp_path / "d"))))
    assert [each.reason for each in found.missing] == ["not collected: nobody asked for /f"]
    assert found.flag is None


def test_a_file_that_cannot_be_read_whole_is_missing(tree: Path) -> None:
    (tree / "f").write_text("beta" * 20_000)
    evidence = Evidence(open_dump(str(tree)))
    assert ours(text("beta"), evidence).items
    (tree / "f").unlink()
    assert "No such file" in ours(text("beta"), evidence).missing[0].reason


def test_a_small_file_is_read_once(tree: Path) -> None:
    evidence = Evidence(open_dump(str(tree)))
    assert ours(text("beta"), evidence).items
    (tree / "f").unlink()
    assert ours(text("b.ta"), evidence).items


def test_the_family_is_unix(tree: Path) -> None:
    (item,) = ours(Sought("independent:family", ()), tree).items
    assert item.kind == "independent:family"
    assert [(field.name, field.value) for field in item.fields] == [("family", "unix")]
