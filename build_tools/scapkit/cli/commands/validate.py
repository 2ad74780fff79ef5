"""scapkit validate: schemas, Schematron and dangling references."""

import os
from argparse import ArgumentParser, Namespace

from scapkit.cli.protocol import Command


def configure(parser: ArgumentParser) -> None:
    """Files and where the official schemas are."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="datastream, XCCDF, OVAL, OCIL, CPE, ARF or results")
    parser.add_argument("--schemas", metavar="DIR", help="official schemas, as in Debian's openscap-common")


def run(arguments: Namespace) -> int:
    """Print every problem; 0 where there is none, else 1."""
    import sys

    from scapkit.api.checking import validate

    validated = validate(arguments.files, arguments.schemas, os.environ)
    for problem in validated.problems:
        print(problem)
    if not validated.schemas_found:
        print("official schemas not found: checked structure and references only (see --schemas)", file=sys.stderr)
    if validated.problems:
        print(f"{len(validated.problems)} problems in {len(arguments.files)} files", file=sys.stderr)
        return 1
    print(f"{len(arguments.files)} files are valid", file=sys.stderr)
    return 0


COMMAND = Command(
    "validate",
    "check documents against schemas, Schematron and their own references",
    "  scapkit validate output/eks/ssg-eks-ds.xml",
    configure,
    run,
)
