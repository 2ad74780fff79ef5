"""scapkit validate: schemas, Schematron and dangling references."""

import os
from argparse import ArgumentParser, Namespace

from scapkit.cli.protocol import Command

MOST = 20


def configure(parser: ArgumentParser) -> None:
    """Files and where the official schemas are."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="any document of SCAP, as listed below")
    parser.add_argument("--schemas", metavar="DIR", help="official schemas, as in Debian's openscap-common")
    parser.add_argument(
        "--schematron",
        action="store_true",
        help="apply the Schematrons of XCCDF and OVAL too: what their schemas cannot say, such as an operation that a "
        "datatype does not have, a deprecated construct, a state of another type than its test's (can take minutes; "
        "SCAP's own Schematron is always applied to datastreams of SCAP 1.3)",
    )
    parser.add_argument("--all", action="store_true", help=f"list all problems where more than {MOST} are of one kind")


def run(arguments: Namespace) -> int:
    """Print every problem; 1 where there are errors, 0 where there are none or warnings only."""
    import sys

    from scapkit.api.contents.checking import by_kind, validate

    validated = validate(arguments.files, arguments.schemas, os.environ, arguments.schematron)
    for problem, more in by_kind(validated.problems, sys.maxsize if arguments.all else MOST):
        print(problem)
        if more:
            print(f"    and {more} more of this kind (--all lists them)")
    if not validated.schemas_found:
        print("official schemas not found: checked structure and references only (see --schemas)", file=sys.stderr)
    errors, warnings, files = len(validated.errors), len(validated.warnings), len(arguments.files)
    counts = ((files, "file"), (errors, "error"), (warnings, "warning"))
    told, *found = (f"{number} {word}{'s' * (number != 1)}" for number, word in counts)
    print(f"{told}: {', '.join(found)}", file=sys.stderr)
    return 1 if errors else 0


COMMAND = Command(
    "validate",
    "check documents against schemas, Schematron and their own references",
    "  scapkit validate output/eks/ssg-eks-ds.xml\n"
    "kinds: source datastreams of SCAP 1.2 and 1.3; benchmarks, results and tailoring of XCCDF 1.1.4 and 1.2;\n"
    "definitions, variables, system characteristics, results and directives of OVAL 5.3 to 5.11.3 (other versions by\n"
    "the nearest schema, with a warning); OCIL 2.0; CPE dictionaries and language; ARF and asset identification 1.1\n"
    "exit code: 0 no errors, 1 some",
    configure,
    run,
)
