"""Which certificates sign documents, and which stand above others."""

from pathlib import Path

import pytest

from certificates import Authority
from scapkit.api.contents.signing import SignOptions, sign, trusted_by, verify
from shared import NOW
from signers import TOMORROW, XCCDF, fault, openssl, self_signed


@pytest.mark.parametrize(
    ("usage", "purpose", "good"),
    [
        ("keyUsage=critical,digitalSignature", "extendedKeyUsage=codeSigning", True),
        ("keyUsage=critical,nonRepudiation", "extendedKeyUsage=emailProtection,clientAuth", True),
        ("keyUsage=critical,keyEncipherment", "", False),
        ("", "extendedKeyUsage=critical,serverAuth", False),
    ],
)
def test_a_certificate_for_other_purposes_does_not_sign(tmp_path: Path, usage: str, purpose: str, good: bool) -> None:
    authority = Authority(tmp_path)
    certificate, key = authority.issue("ann", "\n".join(filter(None, ("DNS:ann.example", usage, purpose))))
    document = tmp_path / "d.xml"
    document.write_text(XCCDF, encoding="utf-8")
    sign(SignOptions(str(document), str(key), str(certificate), str(document)), NOW)
    if good:
        assert verify(str(document), trusted_by([str(authority.certificate)]), TOMORROW)
    else:
        assert fault(document, authority.certificate) == "untrusted-signer"


def test_an_authority_must_be_allowed_to_certify(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    middle, middle_key = authority.issue(
        "middle", "DNS:m\nbasicConstraints=critical,CA:TRUE\nkeyUsage=digitalSignature"
    )
    certificate, key = self_signed(tmp_path, "ann")
    request = tmp_path / "ann.csr"
    openssl("req", "-new", "-key", str(key), "-out", str(request), "-subj", "/CN=ann")
    extensions = tmp_path / "v3.ext"
    extensions.write_text("subjectAltName=DNS:ann\n", encoding="ascii")
    openssl(
        *("x509", "-req", "-in", str(request), "-CA", str(middle), "-CAkey", str(middle_key), "-CAcreateserial"),
        *("-days", "9", "-out", str(certificate), "-extfile", str(extensions)),
    )
    certificate.write_bytes(certificate.read_bytes() + middle.read_bytes())
    document = tmp_path / "d.xml"
    document.write_text(XCCDF, encoding="utf-8")
    sign(SignOptions(str(document), str(key), str(certificate), str(document)), NOW)
    assert fault(document, authority.certificate) == "untrusted-signer"
