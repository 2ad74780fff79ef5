"""scapkit plan: what must be collected for a profile, told by the content alone."""

from argparse import ArgumentParser, Namespace

from scapkit.cli.protocol import Command


def configure(parser: ArgumentParser) -> None:
    """Datastream, profile and which form."""
    add = parser.add_argument
    add("datastream", metavar="DATASTREAM", help="source datastream or XCCDF benchmark")
    add(
        "--profile",
        metavar="ID",
        action="append",
        help="profile id, short or whole; several times for all that they need together "
        "(default: the benchmark's own selection)",
    )
    add("--tailoring", metavar="FILE", default="", help="XCCDF tailoring file")
    form = parser.add_mutually_exclusive_group()
    for name, text in FORMS.items():
        form.add_argument(f"--{name}", dest="form", action="store_const", const=name, help=text)
    add("--output", metavar="FILE", help="where to write (default: standard output)")


FORMS = {
    "json": "all needs for programs, with the rules that have them",
    "iam-policy": "the smallest IAM policy for the AWS calls, as JSON",
    "rbac": "the smallest ClusterRole, and Roles where paths name a namespace, as YAML",
    "node-paths": "the paths of a node's files, one a line, for tar -T",
}


RIGHTS = ("iam-policy", "rbac")


def run(arguments: Namespace) -> int:
    """Write the needs, or the rights that they take; what cannot be planned goes to standard error."""
    import sys

    from scapkit.api.gathering import planning
    from scapkit.cli.streams import give

    planned = planning.plan_all(arguments.datastream, arguments.profile or ("",), arguments.tailoring)
    problems = planned.problems
    if arguments.form in RIGHTS:
        problems += planning.unplanned_kin(planned)
    if arguments.form == "node-paths":
        data, left = planning.as_node_paths(planned)
        problems += left
    else:
        forms = {"json": planning.as_json, "iam-policy": planning.as_iam_policy, "rbac": planning.as_rbac}
        data = forms.get(arguments.form, planning.as_table)(planned)
    give(data, arguments.output, arguments.datastream, arguments.tailoring)
    for problem in problems:
        print(f"scapkit: {problem}", file=sys.stderr)
    return 0


COMMAND = Command(
    "plan",
    "tell what must be collected for a profile, and the rights that it takes",
    "  scapkit plan output/eks/ssg-eks-ds.xml --profile cis\n"
    "  scapkit plan output/eks/ssg-eks-ds.xml --profile cis --profile cis-node --rbac | kubectl apply -f -\n"
    "  scapkit plan output/eks/ssg-eks-ds.xml --profile cis-node --node-paths > paths\n"
    "  tar --create --gzip --ignore-failed-read --directory / --file node.tar.gz --files-from paths",
    configure,
    run,
)
