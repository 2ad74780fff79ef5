"""scapkit verify: check the signatures of documents."""

import sys
from argparse import ArgumentParser, Namespace

from scapkit.cli.protocol import Command

INVALID = 2


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
    """A line for each signature that holds, on standard output, and for each document that does not, on the other."""
    from scapkit.api.signing import trusted_by, verify
    from scapkit.cli.clock import now
    from scapkit.problem import Invalid
    from scapkit.report.page import inert

    trusted, time, code = trusted_by(arguments.trust), now(), 0
    for file in arguments.files:
        try:
            for each in verify(file, trusted, time):
                about = f", data stream {each.stream}" if each.stream else ""
                print(inert(f"{file}: signed by {each.subject} at {each.time or 'a time not told'}{about}"))
                print(f"  certificate {each.fingerprint}")
        except Invalid as error:
            for problem in error.problems:
                print(f"scapkit: {problem}", file=sys.stderr)
            code = INVALID
    return code


COMMAND = Command(
    "verify",
    "check the signatures of content or results",
    "  scapkit verify signed-ds.xml --trust authority.crt\n"
    "exit code: 0 each is signed by somebody who is trusted, and as it was then; 2 one is not; 1 nothing was done;\n"
    "the time is that which the signer's program told",
    configure,
    run,
)
