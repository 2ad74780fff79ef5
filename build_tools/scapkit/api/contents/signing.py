"""Documents signed, and their signatures checked."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from scapkit.api.files.writing import Output, write_all
from scapkit.problem import invalid
from scapkit.signatures.keys import need_packages, read_certificates, read_signer
from scapkit.xmlio.content import Content
from scapkit.xmlio.parse import Element, parse, read_bytes

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

    from scapkit.signatures.verifying import Signed


class SignOptions(NamedTuple):
    """What to sign, by which key and certificate (PEM files), and where to write it."""

    file: str
    key: str
    certificate: str
    output: str
    passphrase: str = ""


def sign(options: SignOptions, now: str) -> int:
    """Write a document with one more signature for each place that it has for one, and say how many these are.

    `now` is RFC 3339. Raises Invalid: missing-package, unusable-key, unusable-certificate, other-key,
    unsignable-document, already-signed, and for a file that cannot be read or written.
    """
    need_packages()
    if not (folder := Path(options.output).parent).is_dir():
        raise invalid(options.output, "unwritable-file", f"there is no folder {folder}")
    from lxml import etree

    from scapkit.signatures.signing import sign as sign_root

    signer = read_signer(options.key, options.certificate, options.passphrase)
    root = read_signed(options.file)
    number = sign_root(root, signer, now, options.file)
    data = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8") + b"\n"
    write_all([Output(options.output, lambda: data)], (options.key, options.certificate))
    return number


def trusted_by(files: Iterable[str]) -> "tuple[Certificate, ...]":
    """The certificates in files. Raises Invalid: missing-package, no-trust for no file, unusable-certificate."""
    names = tuple(files)
    if not names:
        hint = "--trust FILE names certificates of authorities or of signers"
        raise invalid("--trust", "no-trust", "it must be said whose signatures are trusted", hint=hint)
    need_packages()
    return tuple(each for name in names for each in read_certificates(name))


def read_signed(file: str) -> Element:
    """A document of which every byte counts. Raises Invalid where it cannot be read."""
    return parse(read_bytes(file), file, comments=True, instructions=True)


def verify(file: str, trusted: "Sequence[Certificate]", now: str) -> "tuple[Signed, ...]":
    """The signatures of a file, all of which hold. Raises Invalid where one does not, or where there is none."""
    return verify_document(read_signed(file), trusted, now, file)


def verify_document(root: Element, trusted: "Sequence[Certificate]", now: str, file: str) -> "tuple[Signed, ...]":
    """The same of a document that was read before."""
    from scapkit.signatures.verifying import verify as verify_root

    return verify_root(root, trusted, datetime.fromisoformat(now), file)


def require_signed(content: Content, trust: Sequence[str], now: str) -> None:
    """Raises Invalid where the content is not signed as a whole by one of those whose certificates are in files.

    Only a collection of data streams holds all that is judged by: what else a benchmark names lies in files beside.
    """
    trusted = trusted_by(trust)
    if content.kind != "datastream":
        message = "is no data stream, so that no signature covers all that it is made of"
        raise invalid(content.file, "unsigned-document", message, hint="--require-signature is for data streams")
    root = parse(content.data, content.file, comments=True, instructions=True)
    verify_document(root, trusted, now, content.file)
