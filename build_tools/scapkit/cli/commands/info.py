"""scapkit info: what a content file holds."""

from argparse import ArgumentParser, Namespace

from scapkit.cli.protocol import Command


def configure(parser: ArgumentParser) -> None:
    """One file."""
    parser.add_argument("file", metavar="FILE", help="datastream, XCCDF benchmark or OVAL definitions")


def run(arguments: Namespace) -> int:
    """Print kind, ids and profiles."""
    from scapkit.api.describing import describe

    for name, value in describe(arguments.file):
        print(f"{name + ':':16}{value}" if name else f"{'':16}{value}")
    return 0


COMMAND = Command("info", "tell what a content file holds", "  scapkit info output/eks/ssg-eks-ds.xml", configure, run)
