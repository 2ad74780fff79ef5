"""Hardened parsing and deterministic writing."""

import bz2
from pathlib import Path

import pytest

from scapkit.problem import Invalid
from scapkit.xmlio.emit import add, add_markup, add_piece, root, stitched, to_bytes
from scapkit.xmlio.files import write_file
from scapkit.xmlio.parse import boolean, local_name, markup, namespace, parse, read_bytes, text_of
from scapkit.xmlio.serialise import xml_text

BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>
<x>&c;</x>"""


def refusal(data: bytes) -> str:
    with pytest.raises(Invalid) as caught:
        parse(data, "in.xml")
    assert len(caught.value.problems) == 1
    return str(caught.value.problems[0])


def test_malformed_xml_names_file_line_and_column() -> None:
    assert refusal(b"<a>\n  <b>\n</a>").startswith("in.xml:3:")
    assert "malformed-xml" in refusal(b"<a>\n  <b>\n</a>")


DOUBLED = f"<!DOCTYPE x [<!ENTITY b '{'a' * 100_000}'>]>"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("<x>a & b</x>", "1:7: malformed-xml: a plain & stands here (write &amp;)"),
        ("<x>a &b c</x>", "1:8: malformed-xml: a plain & stands here (write &amp;)"),
        ("<x>&nbsp;</x>", "1:10: malformed-xml: XML knows no &nbsp; (write the character itself)"),
        ("<x>a < b</x>", "1:7: malformed-xml: a plain < stands here (write &lt;)"),
        ("<x><a b></a></x>", '1:8: malformed-xml: the attribute b has no value (write b="...")'),
        ("<x><a b=c/></x>", "1:9: malformed-xml: the value of an attribute is not quoted"),
        ("<x a='1' a='2'/>", "1:15: malformed-xml: the attribute a is given twice"),
        ("<x>\n<a></b></x>", "2:8: malformed-xml: </b> stands where <a> of line 2 must be closed"),
        ("<x>\n<a>", "2:4: malformed-xml: <a> of line 2 is not closed"),
        ("<x/><y/>", "1:5: malformed-xml: something follows the end of the document"),
        ("<a:b/>", "1:5: malformed-xml: the prefix a of b is not declared"),
        ("text", "1:1: malformed-xml: this does not begin with a tag"),
        ("<x", "1:3: malformed-xml: the tag <x is not closed"),
    ],
)
def test_commonest_faults_are_told_in_words(data: str, told: str) -> None:
    assert refusal(data.encode()).startswith(f"in.xml:{told}")


def test_empty_input_is_malformed() -> None:
    assert "malformed-xml" in refusal(b"")


def test_an_entity_bomb_is_refused_unexpanded() -> None:
    assert "document-type" in refusal(BOMB)


def test_an_external_entity_is_refused() -> None:
    assert "document-type" in refusal(b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>')


def test_a_tree_deeper_than_the_limit_is_refused() -> None:
    assert "malformed-xml" in refusal(b"<a>" * 300 + b"</a>" * 300)


def test_comments_are_left_out_of_text() -> None:
    assert text_of(parse(b"<v>5.11<!-- why -->.3</v>", "in.xml")) == "5.11.3"


def test_an_unreadable_file_is_a_problem_not_a_traceback(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="unreadable-file"):
        read_bytes(str(tmp_path / "absent.xml"))
    with pytest.raises(Invalid, match="unreadable-file"):
        read_bytes(str(tmp_path))


def test_bzip2_input_is_undone_and_damage_is_told(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.xml.bz2", tmp_path / "b.xml.bz2"
    good.write_bytes(bz2.compress(b"<a/>"))
    bad.write_bytes(b"BZh91AY&SYdamaged")
    assert read_bytes(str(good)) == b"<a/>"
    with pytest.raises(Invalid, match="malformed-bzip2"):
        read_bytes(str(bad))


def test_a_file_over_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scapkit.xmlio.parse.MAX_BYTES", 4)
    big = tmp_path / "big.xml"
    big.write_bytes(b"<a></a>")
    with pytest.raises(Invalid, match="file-too-large"):
        read_bytes(str(big))


@pytest.mark.parametrize(("text", "value"), [("true", True), ("1", True), ("false", False), ("0", False)])
def test_booleans_are_read_in_both_spellings(text: str, value: bool) -> None:
    assert boolean(text) is value
    assert boolean(None, value) is value


def test_names_and_namespaces_are_split() -> None:
    element = parse(b'<a:b xmlns:a="urn:x"><c/></a:b>', "in.xml")
    assert (local_name(element), namespace(element), namespace(element[0])) == ("b", "urn:x", "")


def test_markup_keeps_xhtml_and_xccdf_and_takes_text_of_the_rest() -> None:
    source = (
        b'<d xmlns:h="http://www.w3.org/1999/xhtml" xmlns:x="http://checklists.nist.gov/xccdf/1.2" xmlns:z="urn:z">'
        b'a &lt; <h:a href="&quot;">b</h:a><x:sub idref="v"/><z:q>t</z:q> end</d>'
    )
    expected = 'a &lt; <a href="&quot;">b</a><xccdf:sub idref="v"/>t end'
    assert markup(parse(source, "in.xml")) == expected


def test_markup_survives_writing_and_reading() -> None:
    element = root("urn:d", "d", ("html", "xccdf-1.2"))
    text = 'one <b>two</b> <xccdf:sub idref="v" use="legacy"/> &amp; three<ul><li>x</li><li>y</li></ul>'
    add_markup(element, "urn:d", "p", text)
    assert markup(parse(to_bytes(element), "out.xml")[0]) == text


def test_block_markup_without_text_is_not_indented() -> None:
    element = root("urn:d", "d", ("html",))
    add_markup(element, "urn:d", "p", "<p>a</p><p>b</p>")
    assert b"<html:p>a</html:p><html:p>b</html:p>" in to_bytes(element)


def test_attributes_that_are_none_are_left_out_and_names_are_translated() -> None:
    element = add(root("urn:d", "d", ()), "urn:d", "e", "t", class_="c", value_id="v", absent=None)
    assert dict(element.attrib) == {"class": "c", "value-id": "v"}


def test_characters_that_xml_forbids_are_replaced() -> None:
    assert xml_text("a\x00b\ud800c\n") == "a\ufffdb\ufffdc\n"
    assert xml_text("plain") == "plain"


def test_pieces_are_put_in_byte_for_byte_and_only_at_their_places() -> None:
    element = root("urn:d", "d", ())
    add(element, "urn:d", "t", '<piece xmlns="urn:scapkit:piece" n="0"/>')
    add_piece(element, 0)
    whole = b"".join(stitched(element, [b"<raw  a='1'/>"]))
    assert whole.count(b"<raw  a='1'/>") == 1
    assert parse(whole, "out.xml")[0].text == '<piece xmlns="urn:scapkit:piece" n="0"/>'


def test_a_piece_without_a_place_is_a_bug() -> None:
    with pytest.raises(ValueError, match="places for the pieces"):
        stitched(root("urn:d", "d", ()), [b"x"])


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "sub" / "out.xml"
    write_file(target, [b"one", b"two"])
    assert target.read_bytes() == b"onetwo"

    def broken() -> list[bytes]:
        return [b"half", None]  # type: ignore[list-item]

    with pytest.raises(TypeError):
        write_file(target, broken())
    assert target.read_bytes() == b"onetwo"
    assert [path.name for path in target.parent.iterdir()] == ["out.xml"]


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(bz2.compress(b"<a/>"))))
    assert read_bytes("-") == b"<a/>"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("<x>" * 300, "elements are nested too deeply"),
        (f"<x>{'a' * 10_000_001}</x>", "a text, an attribute or a name is too long here"),
        (f"<x a='{'a' * 10_000_001}'/>", "a text, an attribute or a name is too long here"),
        (f"<{'a' * 60_000}/>", "a text, an attribute or a name is too long here"),
        (f"<x><!--{'a' * 10_000_001}--></x>", "a text, an attribute or a name is too long here"),
        (f"{DOUBLED}<x a='{'&b;' * 1000}'/>", "entities make too much of this document"),
        ("<!DOCTYPE x [<!ENTITY b '&b;'>]><x a='&b;'/>", "entities make too much of this document"),
    ],
)
def test_limits_are_told_in_words(data: str, told: str) -> None:
    assert refusal(data.encode()).endswith(f": malformed-xml: {told}")
