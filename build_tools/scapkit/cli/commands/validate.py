"""scapkit validate: schemas, Schematron and dangling references."""

import os
from argparse import ArgumentParser, Namespace

from scapkit.cli.protocol import Command


def configure(parser: ArgumentParser) -> None:
    """Files and where the official schemas are."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="datastream, XCCDF, OVAL, OCIL, CPE, ARF or results")
    parser.add_argument("--schemas", metavar="DIR", help="official schemas, as in Debian's openscap-common")


def run(arguments: Namespace) -> int:
    """Print every problem; 1 where there are errors, 0 where there are none or warnings only."""
    import sys

    from scapkit.api.checking import validate

    validated = validate(arguments.files, arguments.schemas, os.environ)
    for problem in validated.problems:
        print(problem)
    if not validated.schemas_found:
        print("official schemas not found: checked structure and references only (see --schemas)", file=sys.stderr)
    errors, warnings, files = len(validated.errors), len(validated.warnings), len(arguments.files)
    print(f"{files} file{'s' * (files != 1)}: {errors} errors, {warnings} warnings", file=sys.stderr)
    return 1 if errors else 0


COMMAND = Command(
    "validate",
    "check documents against schemas, Schematron and their own references",
    "  scapkit validate output/eks/ssg-eks-ds.xml",
    configure,
    run,
)
