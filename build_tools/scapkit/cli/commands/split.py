"""scapkit split: the documents of a datastream as files."""

from argparse import ArgumentParser, Namespace

from scapkit.cli.protocol import Command


def configure(parser: ArgumentParser) -> None:
    """Datastream and folder."""
    parser.add_argument("datastream", metavar="DATASTREAM", help="source datastream")
    parser.add_argument("--output", metavar="DIR", required=True, help="the folder to write to")


def run(arguments: Namespace) -> int:
    """Write the files and name them."""
    from scapkit.api.contents.thinning import split

    for path in split(arguments.datastream, arguments.output):
        print(path)
    return 0


COMMAND = Command(
    "split",
    "write the documents of a datastream as files that find each other",
    "  scapkit split ssg-rhel9-ds.xml --output parts",
    configure,
    run,
)
