"""Signatures of a document checked: that nothing was changed, that all that counts is covered, and who signed."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from scapkit.names import ARF, DS, DSIG, TMSAD, XCCDF
from scapkit.problem import Invalid, invalid
from scapkit.signatures.covering import require_cover
from scapkit.signatures.keys import MAX_CERTIFICATES, method_of
from scapkit.signatures.marking import mark
from scapkit.signatures.strictness import require_strictness
from scapkit.signatures.trust import require_trust
from scapkit.xmlio.parse import Element, line_of, text_of

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

MAX_SIGNATURES = 20
CERTIFICATE = f"{{{DSIG}}}KeyInfo/{{{DSIG}}}X509Data/{{{DSIG}}}X509Certificate"


class Signed(NamedTuple):
    """A signature that holds: who signed, when by their own words (RFC 3339, may be empty), and what it is about.

    `fingerprint` is the SHA-256 of the certificate; `stream` is the id of a data stream, empty for all of a document.
    """

    subject: str
    fingerprint: str
    time: str
    stream: str = ""


def signatures_of(root: Element) -> tuple[Element, ...]:
    """The signatures at the places where SCAP documents keep them."""
    signature = f"{{{DSIG}}}Signature"
    paths = (
        signature,
        f"{{{XCCDF}}}signature/{signature}",
        f"{{{ARF}}}extended-infos/{{{ARF}}}extended-info/{signature}",
    )
    return tuple(found for path in paths for found in root.iterfind(path))


def verify(root: Element, trusted: "Sequence[Certificate]", time: datetime, file: str) -> tuple[Signed, ...]:
    """Every signature of a document; all must hold. Raises Invalid: unsigned-document, bad-signature and others.

    The document must have been parsed with its comments and instructions.
    """
    found = signatures_of(root)
    if not found:
        raise invalid(file, "unsigned-document", "has no signature")
    if len(found) > MAX_SIGNATURES:
        raise invalid(file, "bad-signature", f"has more than {MAX_SIGNATURES} signatures")
    signed = tuple(_verified(root, each, trusted, time, file) for each in found)
    covered = {each.stream for each in signed}
    for each in root.iterfind(f"{{{DS}}}data-stream"):
        if not covered & {"", each.get("id")}:
            raise invalid(file, "uncovered-part", f"no signature is about the data stream {each.get('id')}")
    return signed


def _verified(root: Element, signature: Element, trusted: "Sequence[Certificate]", time: datetime, file: str) -> Signed:
    require_strictness(signature, file)
    stream = require_cover(root, signature, file)
    given = _certificates(signature, file)
    signer = _signer(root, signature, given or tuple(trusted), file)
    method_of(signer.public_key(), file)
    require_trust(signer, [each for each in given if each != signer], trusted, time, file)
    from cryptography.hazmat.primitives.hashes import SHA256

    moment = signature.find(f".//{{{TMSAD}}}signature-info/{{{TMSAD}}}date-time")
    when = "" if moment is None else text_of(moment)
    return Signed(signer.subject.rfc4514_string(), signer.fingerprint(SHA256()).hex(), when, stream)


def _certificates(signature: Element, file: str) -> "tuple[Certificate, ...]":
    from base64 import b64decode

    from cryptography.x509 import load_der_x509_certificate

    texts = [text_of(each) for each in signature.iterfind(CERTIFICATE)][: MAX_CERTIFICATES + 1]
    try:
        return tuple(load_der_x509_certificate(b64decode("".join(each.split()), validate=True)) for each in texts)
    except ValueError:
        raise _bad(signature, file, "a certificate in it is damaged") from None


def _signer(root: Element, signature: Element, candidates: "Sequence[Certificate]", file: str) -> "Certificate":
    """The certificate whose key made the signature; those that stand above others are tried last."""
    import xmlsec
    from cryptography.hazmat.primitives.serialization import Encoding

    above = {each.issuer for each in candidates if each.issuer != each.subject}
    for candidate in sorted(candidates, key=lambda each: each.subject in above):
        context = xmlsec.SignatureContext()
        mark(context, root, signature, file)
        try:
            context.key = xmlsec.Key.from_memory(
                candidate.public_bytes(Encoding.PEM), xmlsec.constants.KeyDataFormatCertPem
            )
            context.verify(signature)
        except xmlsec.Error:
            continue
        return candidate
    what = "no key of its certificates made it, or what was signed has been changed"
    raise _bad(signature, file, what if candidates else "there is no certificate in it, and none was given")


def _bad(signature: Element, file: str, what: str) -> Invalid:
    return invalid(file, "bad-signature", what, line=line_of(signature))
