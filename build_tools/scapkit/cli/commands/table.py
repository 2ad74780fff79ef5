"""scapkit table: rules, references, CCEs and Values of content, and a project's policies, as tables."""

from argparse import ArgumentParser, Namespace

from scapkit.cli.protocol import Command


def configure(parser: ArgumentParser) -> None:
    """Content, kind, scope, format and where to write."""
    from scapkit.registry import module_names

    names = ("tables", "policies", "sheets")
    kinds, policies, formats = (", ".join(module_names(f"scapkit.report.{name}")) for name in names)
    parser.add_argument(
        "content", metavar="CONTENT|PRODUCT", help="datastream, XCCDF benchmark, or a product of a project"
    )
    parser.add_argument("--kind", metavar="NAME", required=True, help=f"{kinds}; of a product also {policies}, policy")
    parser.add_argument("--profile", metavar="ID", default="", help="only the rules that this profile selects")
    parser.add_argument("--reference", metavar="CLASS", default="", help="only references of this class, as in nist")
    parser.add_argument("--source", metavar="DIR", help="the project of a product (default: here, else shipped)")
    parser.add_argument("--policy", metavar="ID", default="", help="only this policy (controls, coverage, policy)")
    parser.add_argument("--format", metavar="NAME", default="", help=f"{formats} (default: text; a policy is html)")
    parser.add_argument("--output", metavar="FILE", help="where to write (default: standard output)")


def run(arguments: Namespace) -> int:
    """Write the table."""
    from scapkit.api.contents.table_options import TableOptions
    from scapkit.api.contents.tables import table
    from scapkit.cli.streams import give

    words = (arguments.content, arguments.kind, arguments.profile, arguments.reference, arguments.format)
    options = TableOptions(*words, source=arguments.source, policy=arguments.policy)
    give(table(options), arguments.output, arguments.content)
    return 0


COMMAND = Command(
    "table",
    "write rules, references, CCEs, Values or a project's policies as a table",
    "  scapkit table output/eks/ssg-eks-ds.xml --kind rules --profile cis\n"
    "  scapkit table output/eks/ssg-eks-ds.xml --kind references --reference cis --format csv --output cis.csv\n"
    "  scapkit table eks --kind policy --output policy.html",
    configure,
    run,
)
