"""scapkit sign: put an XML signature into a document."""

from argparse import ArgumentParser, Namespace

from scapkit.cli.protocol import Command

PASSPHRASE = "SCAPKIT_KEY_PASSPHRASE"


def configure(parser: ArgumentParser) -> None:
    """The document, the key, and where to write."""
    add = parser.add_argument
    add("file", metavar="FILE", help="source data stream, ARF, XCCDF 1.2 or OVAL document")
    add("--key", metavar="PEM", required=True, help="private key: RSA of 2048 bits or more, or EC")
    add("--cert", metavar="PEM", required=True, help="its certificate, which those above it may follow")
    add(
        "--output",
        metavar="FILE",
        required=True,
        help="where the signed document goes; may be FILE itself",
    )


def run(arguments: Namespace) -> int:
    """Sign, and say what was made."""
    import os

    from scapkit.api.contents.signing import SignOptions, sign
    from scapkit.cli.clock import now

    options = SignOptions(
        arguments.file, arguments.key, arguments.cert, arguments.output, os.environ.get(PASSPHRASE, "")
    )
    number = sign(options, now())
    print(f"{arguments.output}: {number} signature{'s' * (number != 1)} added")
    return 0


COMMAND = Command(
    "sign",
    "sign content or results (XML signature, X.509)",
    "  scapkit sign output/eks/ssg-eks-ds.xml --key me.key --cert me.crt --output signed-ds.xml\n"
    "  scapkit sign arf.xml --key auditor.key --cert auditor.crt --output arf.xml\n"
    f"the passphrase of an encrypted key is taken from {PASSPHRASE}; an ARF may be signed by several in turn",
    configure,
    run,
)
