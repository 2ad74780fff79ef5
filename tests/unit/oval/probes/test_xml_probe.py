"""independent:xmlfilecontent: what XPath finds in XML files, as oscap finds it."""

from pathlib import Path

import pytest

from collections_of import Sought, flat, ours, theirs
from scapkit.dumps.open import open_dump
from scapkit.dumps.write import write_dump
from scapkit.model.dump import Asset, Manifest
from scapkit.model.syschar import Flag
from scapkit.oval.evidence import Evidence
from scapkit.oval.probes import independent_xmlfilecontent as probe
from scapkit.oval.protocols import Wanted
from valid_items import assert_valid

PLAIN = """<?xml version="1.0"?>
<r xmlns:p="urn:p"><a i="1">x</a><a i="2">y<b>z</b></a><p:c>ns</p:c><e/><f> sp </f></r>"""
SPACES = """<r xmlns:p="urn:p"><s xmlns="urn:d"><a>in</a><p:a k="v" p:m="w">pre</p:a></s><a>plain</a></r>"""
MIXED = "<r><a><![CDATA[cd]]></a><a>x<!--c-->y</a><?pi z?></r>"
TYPED = '<!DOCTYPE r [<!ENTITY e "ent">]><r><a>t</a><d>&e;</d></r>'


def xml(*xpath: str, file: str = "/plain", op: str = "equals", file_op: str = "equals") -> Sought:
    entities = (Wanted("filepath", (file,), file_op), Wanted("xpath", xpath, op))
    return Sought("independent:xmlfilecontent", entities)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "node"
    (root / "folder").mkdir(parents=True)
    files = {
        "plain": PLAIN,
        "spaces": SPACES,
        "mixed": MIXED,
        "typed": TYPED,
        "bad": "<r><a></r>",
        "text": "no",
        "empty": "",
    }
    for name, content in files.items():
        (root / name).write_text(content)
    (root / "latin").write_bytes('<?xml version="1.0" encoding="ISO-8859-1"?><r>é</r>'.encode("latin-1"))
    (root / "wrong").write_bytes(b"<r>\xff</r>")
    for link, target in {"link": "plain", "dangling": "nowhere", "folder-link": "folder"}.items():
        (root / link).symlink_to(target)
    return root


AGREED = [
    *(xml(each) for each in ("/r/a", "/r/a/text()", "//a/@i", "/r/a[2]/@i", "//b/text()", "/r/e", "/r/e/text()")),
    *(xml(each) for each in ("count(//a)", "string(/r/a)", "string(/r/nope)", "boolean(/r/a)", "true()", "3", "-1")),
    *(xml(each) for each in ("/r/nope", "/r/nope/text()", "/r", "/", "/r/c/text()", "/r/f/text()", "//comment()")),
    *(xml(each) for each in ("/r/p:c", "(", "", "nosuch(1)")),
    xml("/r/a[1]/text()|/r/a/@i"),
    xml("//*[local-name()='c']/text()"),
    xml("/r/a", op="pattern match"),
    xml("/r/a/text()", "/r/a/@i"),
    *(xml(each, file="/spaces") for each in ("//a/text()", "/r/s/a/text()", "//@m", "//@k", "//@p:m", "//p:a")),
    xml("namespace-uri(/r/s)", file="/spaces"),
    *(xml(each, file="/mixed") for each in ("//a/text()", "//comment()", "//processing-instruction()", "string(/r)")),
    *(xml(each, file="/typed") for each in ("/r/a/text()", "/r/d/text()", "/r/d")),
    *(xml("/r/text()", file=f"/{each}") for each in ("bad", "text", "empty", "latin", "wrong", "nope", "folder")),
    *(xml("//a/text()", file=f"/{each}") for each in ("link", "dangling", "folder-link")),
    xml("//a/text()", file="^/(bad|plain)$", file_op="pattern match"),
    Sought(
        "independent:xmlfilecontent",
        (Wanted("path", ("/",)), Wanted("filename", ("plain",)), Wanted("xpath", ("//a/@i",))),
    ),
]


@pytest.mark.parametrize("sought", AGREED, ids=str)
def test_the_items_are_those_that_oscap_finds(oscap: str, tree: Path, tmp_path: Path, sought: Sought) -> None:
    assert flat(ours(sought, tree)) == theirs(oscap, sought, tree, tmp_path)


@pytest.mark.parametrize(
    ("xpath", "want"),
    [
        ("1.5", ("1.5", "float")),
        ("100000000000000000000", ("100000000000000000000", "int")),
        ("1 div 0", ("INF", "float")),
        ("number('x')", ("NaN", "float")),
    ],
)
def test_a_number_keeps_its_value(tree: Path, xpath: str, want: tuple[str, str]) -> None:
    (item,) = ours(xml(xpath), tree).items
    assert (item.fields[-1].value, item.fields[-1].datatype) == want


@pytest.mark.parametrize(
    ("xpath", "want"),
    [
        ("for $x in /r/a return string($x)", [("x", "string"), ("yz", "string")]),
        ('/r/a[matches(., "^x$")]/@i', [("1", "string")]),
        ("/r/a", []),
        ("//a[xs:integer(@i) gt 1]", []),
        ("/r/a/@i/xs:integer(.)", [("1", "int"), ("2", "int")]),
        ("1.5, 2, true()", [("1.5", "float"), ("2", "int"), ("true", "boolean")]),
        ("distinct-values((1, 1))", [("1", "int")]),
        ("fn:upper-case(/r/a[1])", [("X", "string")]),
        ("every $a in //a satisfies $a/@i", [("true", "boolean")]),
        ("xs:date('2026-01-02')", [("2026-01-02", "string")]),
    ],
)
def test_what_is_not_xpath_1_0_is_worked_out_as_xpath_2_0(tree: Path, xpath: str, want: list[tuple[str, str]]) -> None:
    (item,) = ours(xml(xpath), tree).items
    assert [(each.value, each.datatype) for each in item.fields[4:]] == want


@pytest.mark.parametrize("xpath", ["for $x in /r/nope return $x", "()", "/r/a[. eq 'q']"])
def test_xpath_2_0_that_selects_nothing_finds_nothing(tree: Path, xpath: str) -> None:
    found = ours(xml(xpath), tree)
    assert (list(found.items), found.flag) == ([], None)


@pytest.mark.parametrize(
    "xpath",
    [
        'doc("{0}/plain")',
        'fn:doc("file://{0}/plain")',
        'collection("{0}")',
        'doc-available("{0}/plain")',
        "1 to",
        "a:b(1)",
    ],
)
def test_xpath_2_0_reaches_nothing_but_the_file(tree: Path, xpath: str) -> None:
    found = ours(xml(xpath.format(tree)), tree)
    assert found.flag is Flag.ERROR
    assert "cannot be evaluated" in found.messages[0].text


def test_xpath_2_0_that_takes_too_much_is_an_error(tree: Path) -> None:
    found = ours(xml("count(1 to 100000000000)"), tree)
    assert found.flag is Flag.ERROR
    assert "too much memory" in found.messages[0].text


def test_nodes_of_namespaces_give_no_value(tree: Path) -> None:
    (item,) = ours(xml("//namespace::*"), tree).items
    assert [field.name for field in item.fields] == ["filepath", "path", "filename", "xpath"]


def test_external_entities_are_not_read_and_internal_ones_not_expanded(tree: Path) -> None:
    (tree / "secret").write_text("secret")
    nested = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    (tree / "x").write_text(
        f'<!DOCTYPE r [<!ENTITY s SYSTEM "file://{tree}/secret"><!ENTITY e0 "ha">{nested}]><r><a>&s;</a><b>&e11;</b></r>'
    )
    found = ours(xml("string(/r/a)", "string(/r/b)", file="/x"), tree)
    assert all(field.value == "" for item in found.items for field in item.fields if field.name == "value_of")


def test_a_file_nested_too_deeply_is_an_error(tree: Path) -> None:
    (tree / "deep").write_text("<a>" * 100_000 + "</a>" * 100_000)
    found = ours(xml("//a", file="/deep"), tree)
    assert found.flag is Flag.ERROR
    assert found.messages[0].text.startswith("/deep: malformed XML: ")


def test_a_file_over_the_limit_is_missing(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe, "MAX_BYTES", 10)
    assert "larger than 10 bytes" in ours(xml("//a"), tree).missing[0].reason


def test_a_file_is_parsed_once(tree: Path) -> None:
    evidence = Evidence(open_dump(str(tree)))
    assert ours(xml("//a"), evidence).items
    (tree / "plain").write_text("not XML any more")
    assert ours(xml("//b"), evidence).items


def test_a_file_that_nobody_collected_is_missing(tmp_path: Path) -> None:
    write_dump(tmp_path / "d", Manifest(Asset("a"), ()), {})
    found = ours(xml("//a"), Evidence(open_dump(str(tmp_path / "d"))))
    assert [each.reason for each in found.missing] == ["not collected: nobody asked for /plain"]


def test_a_malformed_pattern_is_an_error(tree: Path) -> None:
    assert ours(xml("//a", file="(", file_op="pattern match"), tree).flag is Flag.ERROR


@pytest.mark.parametrize("xpath", ["//a/@i", "/r", "1.5", "1 div 0", "number('x')", "true()", "string(/r)"])
def test_the_items_are_valid(tree: Path, schemas: Path, xpath: str) -> None:
    assert_valid(ours(xml(xpath), tree).items, schemas)
