"""scapkit info: what a document or dump holds."""

from argparse import ArgumentParser, Namespace

from scapkit.cli.protocol import Command


def configure(parser: ArgumentParser) -> None:
    """One file or folder."""
    parser.add_argument(
        "file",
        metavar="FILE",
        help="any document of SCAP (scapkit validate --help lists the kinds), a dump, or a plain tree",
    )


def run(arguments: Namespace) -> int:
    """Print the kind, ids, and what is inside."""
    from scapkit.api.contents.describing import describe
    from scapkit.report.html.page import inert

    for name, value in describe(arguments.file):
        print(inert(f"{name + ':':16}{value}" if name else f"{'':16}{value}"))
    return 0


COMMAND = Command(
    "info",
    "tell what a document or dump holds: content, results, or what was collected",
    "  scapkit info output/eks/ssg-eks-ds.xml\n  scapkit info dumps/node.tar.gz",
    configure,
    run,
)
