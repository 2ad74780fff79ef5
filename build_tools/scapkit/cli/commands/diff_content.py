"""scapkit diff-content: what changed between two contents."""

from argparse import ArgumentParser, Namespace

from scapkit.cli.protocol import Command

DIFFERENT = 2


def configure(parser: ArgumentParser) -> None:
    """Two contents, format and where to write."""
    from scapkit.registry import module_names

    parser.add_argument("old", metavar="OLD", help="source datastream or XCCDF benchmark")
    parser.add_argument("new", metavar="NEW", help="the same, later")
    names = ", ".join(module_names("scapkit.compare.formats"))
    parser.add_argument("--format", metavar="NAME", default="text", help=f"{names} (default: text)")
    parser.add_argument("--exit-code", action="store_true", help="end with 2 where anything changed, else with 0")
    parser.add_argument("--output", metavar="FILE", help="where to write (default: standard output)")


def run(arguments: Namespace) -> int:
    """Compare and write."""
    from scapkit.api.contents.comparing import diff_content
    from scapkit.cli.streams import give

    compared = diff_content(arguments.old, arguments.new, arguments.format)
    give(compared.data, arguments.output, arguments.old, arguments.new)
    return DIFFERENT if arguments.exit_code and compared.comparison.changes else 0


COMMAND = Command(
    "diff-content",
    "tell what changed between two contents: rules, checks, values, profiles",
    "  scapkit diff-content old-ds.xml output/eks/ssg-eks-ds.xml\n"
    "  scapkit diff-content old-ds.xml new-ds.xml --format markdown --output changes.md --exit-code",
    configure,
    run,
)
