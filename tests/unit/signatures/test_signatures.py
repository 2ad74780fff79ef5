"""Signatures made and checked: what holds, and what does not."""

from pathlib import Path

import pytest
from lxml import etree

from certificates import Authority
from scapkit.api.contents.signing import SignOptions, sign, trusted_by, verify
from shared import NOW
from signers import COLLECTION, DOCUMENTS, DS, KINDS, TOMORROW, XCCDF, fault, openssl, self_signed, signed


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("kind", ["rsa", "p256"])
def test_what_was_signed_holds_and_tells_who_signed(tmp_path: Path, name: str, kind: str) -> None:
    document, certificate = signed(tmp_path, DOCUMENTS[name], kind=kind)
    (found,) = verify(str(document), trusted_by([str(certificate)]), TOMORROW)
    assert (found.subject, found.time) == ("CN=ann", NOW)
    assert found.stream == ("s" if name == "collection" else "")


@pytest.mark.parametrize("kind", ["p384", "p521"])
def test_other_curves_are_taken(tmp_path: Path, kind: str) -> None:
    document, certificate = signed(tmp_path, XCCDF, kind=kind)
    assert len(verify(str(document), trusted_by([str(certificate)]), TOMORROW)) == 1


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("collection", ">text<", ">other<", "changed-part"),
        ("collection", ">more<", ">less<", "changed-part"),
        ("collection", '"#two"', '"#stranger"', "uncovered-part"),
        ("collection", "<?inside?>", "", "bad-signature"),
        ("collection", 'use-case="OTHER"', 'use-case="INVENTORY"', "bad-signature"),
        ("collection", f"{NOW}</tmsad", "2030-01-01T00:00:00Z</tmsad", "bad-signature"),
        ("xccdf", ">draft<", ">accepted<", "bad-signature"),
        ("xccdf", '"r"', '"s"', "bad-signature"),
        ("oval", "<generator/>", "", "bad-signature"),
        ("arf", "<x/>", "<y/>", "bad-signature"),
        ("arf", "<x/>", "<x/>more", "bad-signature"),
    ],
)
def test_what_was_changed_is_found(tmp_path: Path, name: str, old: str, new: str, code: str) -> None:
    document, certificate = signed(tmp_path, DOCUMENTS[name])
    text = document.read_text(encoding="utf-8")
    assert old in text
    document.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert fault(document, certificate) == code


def test_remarks_and_what_no_stream_uses_may_change(tmp_path: Path) -> None:
    document, certificate = signed(tmp_path, COLLECTION)
    text = document.read_text(encoding="utf-8")
    document.write_text(text.replace("a remark", "another").replace("unused", "changed"), encoding="utf-8")
    assert len(verify(str(document), trusted_by([str(certificate)]), TOMORROW)) == 1


def test_several_may_sign_an_arf_and_a_data_stream(tmp_path: Path) -> None:
    for name in ("arf", "collection"):
        document, first = signed(tmp_path, DOCUMENTS[name])
        second, key = self_signed(tmp_path, "bob", "rsa")
        sign(SignOptions(str(document), str(key), str(second), str(document)), NOW)
        found = verify(str(document), trusted_by([str(first), str(second)]), TOMORROW)
        assert [each.subject for each in found] == ["CN=ann", "CN=bob"]
        assert fault(document, second) == "untrusted-signer"


def test_a_chain_leads_to_the_authority_that_is_trusted(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    authority, stranger = Authority(tmp_path), Authority(tmp_path / "other")
    certificate, key = authority.issue("ann", "DNS:ann.example")
    document = tmp_path / "d.xml"
    document.write_text(COLLECTION, encoding="utf-8")
    sign(SignOptions(str(document), str(key), str(certificate), str(document)), NOW)
    time = "2999-01-01T00:00:00Z"
    (found,) = verify(str(document), trusted_by([str(authority.certificate)]), TOMORROW)
    assert "CN=ann" in found.subject
    assert fault(document, stranger.certificate) == "untrusted-signer"
    assert fault(document, authority.certificate, time) == "untrusted-signer"


def test_a_signer_stands_above_nobody(tmp_path: Path) -> None:
    """A certificate that is no authority's, used as one."""
    authority = Authority(tmp_path)
    certificate, key = authority.issue("ann", "DNS:ann.example")
    made, request, own = (tmp_path / f"eve.{each}" for each in ("crt", "csr", "key"))
    openssl("req", "-newkey", *KINDS["p256"], "-nodes", "-keyout", str(own), "-out", str(request), "-subj", "/CN=eve")
    openssl(
        *("x509", "-req", "-in", str(request), "-CA", str(certificate), "-CAkey", str(key), "-CAcreateserial"),
        *("-days", "9", "-out", str(made)),
    )
    made.write_bytes(made.read_bytes() + certificate.read_bytes())
    document = tmp_path / "d.xml"
    document.write_text(XCCDF, encoding="utf-8")
    sign(SignOptions(str(document), str(own), str(made), str(document)), NOW)
    assert fault(document, authority.certificate) == "untrusted-signer"


def test_a_document_without_signature_is_told(tmp_path: Path) -> None:
    certificate, _ = self_signed(tmp_path, "ann")
    (tmp_path / "d.xml").write_text(COLLECTION, encoding="utf-8")
    assert fault(tmp_path / "d.xml", certificate) == "unsigned-document"


def test_a_second_data_stream_that_nobody_signed_is_told(tmp_path: Path) -> None:
    document, certificate = signed(tmp_path, COLLECTION)
    root = etree.parse(document).getroot()
    root.insert(1, etree.Element(f"{{{DS}}}data-stream", id="t"))
    document.write_bytes(etree.tostring(root.getroottree()))
    assert fault(document, certificate) == "uncovered-part"
