"""scapkit capabilities: what this build can evaluate and write."""

from argparse import ArgumentParser, Namespace

from scapkit.cli.protocol import Command

KINDS = (
    ("object types", "scapkit.oval.probes", "PROBE"),
    ("functions", "scapkit.oval.functions", "FUNCTION"),
    ("datatypes", "scapkit.oval.datatypes", "DATATYPE"),
    ("check systems", "scapkit.evaluate.checks", "CHECK_SYSTEM"),
    ("scoring models", "scapkit.evaluate.scoring", "SCORING"),
    ("report formats", "scapkit.report.formats", "FORMAT"),
    ("formats of changes", "scapkit.compare.results.formats", "RESULTS_FORMAT"),
    ("remediation scripts", "scapkit.report.scripts", "SCRIPT"),
    ("tables", "scapkit.report.tables", "TABLE"),
    ("tables of policies", "scapkit.report.policies", "POLICY_TABLE"),
    ("table formats", "scapkit.report.sheets", "SHEET_FORMAT"),
)


def configure(parser: ArgumentParser) -> None:
    """No arguments."""


def run(_arguments: Namespace) -> int:
    """Print one heading for each kind of extension and a line for each that is there."""
    from scapkit.registry import discover

    for heading, package, constant in KINDS:
        print(f"{heading}:")
        for name in discover(package, constant):
            print(f"  {name}")
    return 0


COMMAND = Command(
    "capabilities",
    "list the object types, functions and formats that this build knows",
    "  scapkit capabilities",
    configure,
    run,
)
