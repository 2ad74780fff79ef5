"""scapkit guide: one profile of a datastream as an HTML document."""

from argparse import ArgumentParser, Namespace

from scapkit.cli.protocol import Command


def configure(parser: ArgumentParser) -> None:
    """Datastream, profile and output file."""
    parser.add_argument("datastream", metavar="DATASTREAM", help="source datastream or XCCDF benchmark")
    parser.add_argument("--profile", metavar="ID", required=True, help="profile id, short or whole")
    parser.add_argument("--output", metavar="FILE", help="where to write (default: standard output)")


def run(arguments: Namespace) -> int:
    """Write the guide."""
    import sys

    from scapkit.api.guides import guide
    from scapkit.api.writing import Output, write_all

    page = guide(arguments.datastream, arguments.profile)
    if arguments.output:
        write_all([Output(arguments.output, lambda: page)])
    else:
        sys.stdout.buffer.write(page)
    return 0


COMMAND = Command(
    "guide",
    "render one profile of a datastream as an HTML guide",
    "  scapkit guide output/eks/ssg-eks-ds.xml --profile cis --output guide.html",
    configure,
    run,
)
