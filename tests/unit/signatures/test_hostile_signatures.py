"""Signatures that seem to hold: weak, moved, about something else, or about less than there is."""

import re
from pathlib import Path

import pytest
from lxml import etree

from scapkit.api.contents.signing import SignOptions, sign, trusted_by, verify
from scapkit.problem import Invalid
from shared import NOW
from signers import ARF, COLLECTION, DS, DSIG, OVAL, TOMORROW, XCCDF, fault, self_signed, signed

SLOW = "//*[count(//*[count(//*[count(//*)&gt;0])&gt;0])&gt;0]"
MORE = "http://www.w3.org/2001/04/xmldsig-more#"


def changed(document: Path, old: str, new: str) -> None:
    text = document.read_text(encoding="utf-8")
    assert old in text
    document.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f"{MORE}ecdsa-sha256", f"{MORE}hmac-sha256"),
        (f"{MORE}ecdsa-sha256", "http://www.w3.org/2000/09/xmldsig#rsa-sha1"),
        ("http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2000/09/xmldsig#sha1"),
        (f"{DSIG}enveloped-signature", "http://www.w3.org/TR/1999/REC-xslt-19991116"),
        (f"{DSIG}enveloped-signature", "http://www.w3.org/TR/1999/REC-xpath-19991116"),
        ('URI=""', 'URI="http://example.org/"'),
        ('URI=""', 'URI="file:///etc/passwd"'),
        ('URI=""', ""),
        ('URI=""', 'URI="#xpointer(/)"'),
    ],
)
def test_weak_algorithms_and_far_references_are_refused(tmp_path: Path, old: str, new: str) -> None:
    document, certificate = signed(tmp_path, XCCDF)
    changed(document, old, new)
    assert fault(document, certificate) == "weak-signature"


def test_a_signature_about_a_part_alone_is_not_enough(tmp_path: Path) -> None:
    document, certificate = signed(tmp_path, XCCDF)
    changed(document, 'URI=""', 'URI="#b"')
    assert fault(document, certificate) == "uncovered-part"


@pytest.mark.parametrize(
    "path",
    [
        "//arf:reports",
        "/arf:asset-report-collection",
        "//*",
        "count(//*)",
        "here()",
        "//arf:report/@id",
        "]",
        "//dsig:Signature",
        SLOW,
    ],
)
def test_a_filter_that_takes_away_more_than_signatures_is_not_enough(tmp_path: Path, path: str) -> None:
    document, certificate = signed(tmp_path, ARF)
    text = document.read_text(encoding="utf-8")
    document.write_text(re.sub(r'(Filter="subtract">)[^<]*', rf"\g<1>{path}", text), encoding="utf-8")
    assert fault(document, certificate) == "uncovered-part"


def test_a_filter_that_keeps_a_part_is_not_enough(tmp_path: Path) -> None:
    document, certificate = signed(tmp_path, ARF)
    changed(document, ">/arf:asset-report-collection<", ">//arf:reports<")
    assert fault(document, certificate) == "uncovered-part"


def test_what_hides_beside_a_signature_is_found(tmp_path: Path) -> None:
    document, certificate = signed(tmp_path, ARF)
    changed(document, "</arf:extended-info>", "<hidden xmlns='urn:x'/></arf:extended-info>")
    assert fault(document, certificate) == "uncovered-part"


def test_the_signed_stream_cannot_be_moved_away(tmp_path: Path) -> None:
    """Where the signed one is hidden deeper, and another takes its place and id (signature wrapping)."""
    document, certificate = signed(tmp_path, COLLECTION)
    root = etree.parse(document).getroot()
    stream = root.find(f"{{{DS}}}data-stream")
    assert stream is not None
    forged = etree.fromstring(etree.tostring(stream))
    forged.set("use-case", "INVENTORY")
    root.replace(stream, forged)
    etree.SubElement(root, f"{{{DS}}}extended-component", id="x").append(stream)
    document.write_bytes(etree.tostring(root.getroottree()))
    assert fault(document, certificate) == "bad-signature"


@pytest.mark.parametrize("attribute", ["id", "{http://www.w3.org/XML/1998/namespace}id"])
def test_two_of_one_id_are_refused(tmp_path: Path, attribute: str) -> None:
    document, certificate = signed(tmp_path, COLLECTION)
    root = etree.parse(document).getroot()
    root.append(etree.Element(f"{{{DS}}}component", {attribute: "one"}))
    document.write_bytes(etree.tostring(root.getroottree()))
    assert fault(document, certificate) == "ambiguous-id"


def test_without_its_manifest_a_stream_is_not_covered(tmp_path: Path) -> None:
    document, certificate = signed(tmp_path, COLLECTION)
    changed(document, '<dsig:Reference URI="#two">', '<dsig:Reference URI="#stranger">')
    assert fault(document, certificate) == "uncovered-part"


@pytest.mark.parametrize("damage", ["AAAA", "!!", ""])
def test_damaged_certificates_are_told(tmp_path: Path, damage: str) -> None:
    document, certificate = signed(tmp_path, OVAL)
    text = document.read_text(encoding="utf-8")
    pattern = r"(<dsig:X509Certificate>)[^<]*"
    document.write_text(re.sub(pattern, rf"\g<1>{damage}", text), encoding="utf-8")
    assert fault(document, certificate) == "bad-signature"


def test_too_many_signatures_are_refused(tmp_path: Path) -> None:
    document, certificate = signed(tmp_path, COLLECTION)
    root = etree.parse(document).getroot()
    for _ in range(20):
        root.append(etree.Element(f"{{{DSIG}}}Signature"))
    document.write_bytes(etree.tostring(root.getroottree()))
    assert fault(document, certificate) == "bad-signature"
    root = etree.fromstring(XCCDF)
    holder = etree.SubElement(root, "{http://checklists.nist.gov/xccdf/1.2}signature")
    etree.SubElement(holder, f"{{{DSIG}}}Signature")
    document.write_bytes(etree.tostring(root))
    assert fault(document, certificate) == "uncovered-part"


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("short", "unusable-key"),
        ("odd", "unusable-key"),
        ("swapped", "other-key"),
        ("text", "unusable-key"),
        ("blank", "unusable-certificate"),
    ],
)
def test_keys_that_will_not_do_are_told_of(tmp_path: Path, kind: str, code: str) -> None:
    certificate, key = self_signed(tmp_path, "ann", kind if kind in ("short", "odd") else "p256")
    if kind == "swapped":
        certificate, _ = self_signed(tmp_path, "bob")
    if kind == "blank":
        certificate.write_text("no certificate", encoding="ascii")
    if kind == "text":
        key.write_text("no key", encoding="ascii")
    (tmp_path / "d.xml").write_text(XCCDF, encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        sign(SignOptions(str(tmp_path / "d.xml"), str(key), str(certificate), str(tmp_path / "out.xml")), NOW)
    assert caught.value.problems[0].code == code
    assert not (tmp_path / "out.xml").exists()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('<ocil xmlns="http://scap.nist.gov/schema/ocil/2.0"/>', "unsignable-document"),
        ("<a/>", "unsignable-document"),
        (
            f'<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2"><Signature xmlns="{DSIG}"/></Benchmark>',
            "already-signed",
        ),
    ],
)
def test_documents_that_cannot_be_signed_are_told_of(tmp_path: Path, text: str, code: str) -> None:
    certificate, key = self_signed(tmp_path, "ann")
    (tmp_path / "d.xml").write_text(text, encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        sign(SignOptions(str(tmp_path / "d.xml"), str(key), str(certificate), str(tmp_path / "out.xml")), NOW)
    assert caught.value.problems[0].code == code


def test_a_name_without_a_hash_is_a_component_too(tmp_path: Path) -> None:
    """As readers of content take it: else it would be judged by and not be signed."""
    document, certificate = signed(tmp_path, COLLECTION.replace('"#two"', '"two"'))
    assert verify(str(document), trusted_by([str(certificate)]), TOMORROW)
    changed(document, ">more<", ">less<")
    assert fault(document, certificate) == "changed-part"


def test_a_component_that_comes_later_is_not_covered(tmp_path: Path) -> None:
    document, certificate = signed(tmp_path, COLLECTION.replace('"#two"', '"#gone"'))
    changed(document, '<ds:component id="stranger"', '<ds:component id="gone"')
    assert fault(document, certificate) == "uncovered-part"


def test_an_empty_signature_hides_no_text_from_what_is_signed(tmp_path: Path) -> None:
    for name, text in (("xccdf", XCCDF), ("oval", OVAL), ("arf", ARF)):
        folder = tmp_path / name
        folder.mkdir()
        document, certificate = signed(folder, text)
        root = etree.parse(document).getroot()
        inner = next(iter(root))
        inner.insert(0, etree.Element(f"{{{DSIG}}}Signature"))
        document.write_bytes(etree.tostring(root.getroottree()))
        assert fault(document, certificate) in ("bad-signature", "uncovered-part")


def test_an_xml_id_of_the_whole_is_told(tmp_path: Path) -> None:
    document, certificate = signed(tmp_path, COLLECTION.replace(' id="c" ', ' id="c" xml:id="later" '))
    changed(document, 'xml:id="later"', 'xml:id="s"')
    assert fault(document, certificate) == "ambiguous-id"
