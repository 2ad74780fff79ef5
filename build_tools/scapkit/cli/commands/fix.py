"""scapkit fix: the remediations of a profile as one script."""

from argparse import ArgumentParser, Namespace

from scapkit.cli.protocol import Command


def configure(parser: ArgumentParser) -> None:
    """Content, profile, format and where to write."""
    from scapkit.registry import module_names

    parser.add_argument("content", metavar="CONTENT", help="source datastream or XCCDF benchmark")
    parser.add_argument("--profile", metavar="ID", required=True, help="profile id, short or whole")
    names = module_names("scapkit.report.scripts")
    parser.add_argument("--format", metavar="NAME", default="bash", help=f"{', '.join(names)} (default: bash)")
    parser.add_argument("--output", metavar="FILE", help="where to write (default: standard output)")


def run(arguments: Namespace) -> int:
    """Write the script and say what is in it."""
    import sys

    from scapkit.api.contents.fixing import fix
    from scapkit.cli.streams import give

    fixed = fix(arguments.content, arguments.profile, arguments.format)
    give(fixed.data, arguments.output, arguments.content)
    for problem in fixed.warnings:
        print(f"scapkit: {problem}", file=sys.stderr)
    there, lacking = len(fixed.remedies.remedies), len(fixed.remedies.left_out)
    print(f"scapkit: {there} of {there + lacking} selected rules have a fix for {arguments.format}", file=sys.stderr)
    return 0


COMMAND = Command(
    "fix",
    "write a profile's remediations as a Bash script, an Ansible playbook or Kubernetes manifests",
    "  scapkit fix ssg-rhel9-ds.xml --profile cis --format bash --output fix.sh\n"
    "  scapkit fix ssg-rhel9-ds.xml --profile cis --format ansible --output playbook.yml",
    configure,
    run,
)
