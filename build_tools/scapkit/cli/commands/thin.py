"""scapkit thin: a datastream with only some rules."""

from argparse import ArgumentParser, Namespace

from scapkit.cli.protocol import Command


def configure(parser: ArgumentParser) -> None:
    """Datastream, rules and where to write."""
    parser.add_argument("datastream", metavar="DATASTREAM", help="source datastream")
    parser.add_argument(
        "--rule", metavar="ID", action="append", required=True, help="a rule, short or whole; repeatable"
    )
    parser.add_argument("--profile", metavar="ID", default="", help="refine Values and severities as this profile does")
    parser.add_argument("--output", metavar="FILE", help="where to write (default: standard output)")


def run(arguments: Namespace) -> int:
    """Write the datastream and say which profile selects the rules."""
    import sys

    from scapkit.api.contents.thinning import thin
    from scapkit.cli.streams import give

    data, profile = thin(arguments.datastream, tuple(arguments.rule), arguments.profile)
    give(data, arguments.output, arguments.datastream)
    print(f"scapkit: the rules are selected by the profile {profile}", file=sys.stderr)
    return 0


COMMAND = Command(
    "thin",
    "write a datastream with only some rules and what they need",
    "  scapkit thin output/eks/ssg-eks-ds.xml --rule kubelet_anonymous_auth --output thin-ds.xml",
    configure,
    run,
)
