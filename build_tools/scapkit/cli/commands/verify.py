"""scapkit verify: check the signatures of documents."""

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from scapkit.cli.protocol import Command

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

UNREADABLE, INVALID = 1, 2


def configure(parser: ArgumentParser) -> None:
    """The documents, and whom to trust."""
    add = parser.add_argument
    add("files", metavar="FILE", nargs="+", help="signed documents")
    add(
        "--trust",
        metavar="PEM",
        action="append",
        default=[],
        help="certificates of authorities, or of signers themselves, that are trusted (may be repeated)",
    )


def run(arguments: Namespace) -> int:
    """Verify each document; the worst code that one has is that of all."""
    from scapkit.api.contents.signing import trusted_by
    from scapkit.cli.clock import now

    trusted, time = trusted_by(arguments.trust), now()
    return max([_verified(file, trusted, time) for file in arguments.files])


def _verified(file: str, trusted: "tuple[Certificate, ...]", time: str) -> int:
    """A line for each signature that holds, on standard output, and for a document that does not, on the other."""
    from scapkit.api.contents.signing import read_signed, verify_document
    from scapkit.problem import Invalid
    from scapkit.report.html.page import inert

    code = UNREADABLE
    try:
        root = read_signed(file)
        code = INVALID
        for each in verify_document(root, trusted, time, file):
            about = f", data stream {each.stream}" if each.stream else ""
            print(inert(f"{file}: signed by {each.subject} at {each.time or 'a time not told'}{about}"))
            print(f"  certificate {each.fingerprint}")
    except Invalid as error:
        for problem in error.problems:
            print(f"scapkit: {problem}", file=sys.stderr)
        return code
    return 0


COMMAND = Command(
    "verify",
    "check the signatures of content or results",
    "  scapkit verify signed-ds.xml --trust authority.crt\n"
    "exit code: 0 each is signed by somebody who is trusted, and as it was then; 2 one is not; 1 one cannot be read;\n"
    "the time is that which the signer's program told",
    configure,
    run,
)
