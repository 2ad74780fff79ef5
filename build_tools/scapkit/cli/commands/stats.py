"""scapkit stats: content in numbers."""

from argparse import ArgumentParser, Namespace

from scapkit.cli.protocol import Command


def configure(parser: ArgumentParser) -> None:
    """What to count, and how to write it."""
    parser.add_argument(
        "targets", metavar="CONTENT|PRODUCT", nargs="+", help="datastream, XCCDF benchmark, or a product of a project"
    )
    parser.add_argument("--profile", metavar="ID", default="", help="only the rules that this profile selects")
    parser.add_argument("--source", metavar="DIR", help="the project of a product (default: here, else shipped)")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--format", metavar="NAME", default="text", help="csv, html, json, text (default: text)")
    parser.add_argument("--output", metavar="FILE", help="where to write (default: standard output)")


def run(arguments: Namespace) -> int:
    """Count and write."""
    from scapkit.api.contents.statistics import stats
    from scapkit.cli.streams import give

    name = "json" if arguments.json else arguments.format
    give(stats(arguments.targets, arguments.profile, arguments.source, name), arguments.output, *arguments.targets)
    return 0


COMMAND = Command(
    "stats",
    "count the rules of content: by check, CCE, fix, severity and profile",
    "  scapkit stats output/eks/ssg-eks-ds.xml\n  scapkit stats eks example-linux --json",
    configure,
    run,
)
