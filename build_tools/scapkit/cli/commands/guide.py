"""scapkit guide: profiles of a datastream as HTML documents."""

from argparse import ArgumentParser, Namespace

from scapkit.cli.protocol import Command


def configure(parser: ArgumentParser) -> None:
    """Datastream, profile and where to write."""
    parser.add_argument("datastream", metavar="DATASTREAM", help="source datastream or XCCDF benchmark")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--profile", metavar="ID", help="profile id, short or whole")
    which.add_argument("--all", action="store_true", help="every profile, and an index that leads to them")
    parser.add_argument(
        "--output", metavar="PATH", help="where to write: a file (default: standard output), with --all a folder"
    )


def run(arguments: Namespace) -> int:
    """Write one guide, or all."""
    from scapkit.api.contents.guides import guide, guides
    from scapkit.cli.streams import give

    if not arguments.all:
        give(guide(arguments.datastream, arguments.profile), arguments.output, arguments.datastream)
        return 0
    for path in guides(arguments.datastream, arguments.output or "."):
        print(path)
    return 0


COMMAND = Command(
    "guide",
    "render profiles of a datastream as HTML guides",
    "  scapkit guide output/eks/ssg-eks-ds.xml --profile cis --output guide.html\n"
    "  scapkit guide output/eks/ssg-eks-ds.xml --all --output guides",
    configure,
    run,
)
