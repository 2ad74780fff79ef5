"""What goes to a terminal: the summary of an evaluation, in colour only where a person reads it."""

import os
import sys
from typing import TYPE_CHECKING

from scapkit.api.evaluating.definitions import JudgedDefinitions
from scapkit.api.evaluating.judging import Judged
from scapkit.problem import Problems

if TYPE_CHECKING:
    from scapkit.report.fleets.fleet import Fleet

PIPED_WIDTH, UNTOLD_WIDTH = 1000, 100


def print_summary(judged: Judged) -> None:
    """The table of rules, counts and score on standard output."""
    from scapkit.api.evaluating.outlines import outline_of
    from scapkit.report.console.terminal import summary

    print(summary(outline_of(judged), *_look()))


def print_fleet(fleet: "Fleet") -> None:
    """The same of a collection: its rules over the assets."""
    from scapkit.report.console.fleet_text import fleet_summary

    print(fleet_summary(fleet, *_look()), end="")


def print_warnings(warnings: Problems) -> None:
    """What should not be so but is no obstacle, on standard error."""
    for warning in warnings:
        print(f"scapkit: warning: {warning._replace(level='error')}", file=sys.stderr)


def width() -> int:
    """How wide the terminal is; 0 where standard output is none."""
    return (os.get_terminal_size().columns or UNTOLD_WIDTH) if sys.stdout.isatty() else 0


def _look() -> tuple[bool, int]:
    """Whether in colour, and how wide."""
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return colour, width() or PIPED_WIDTH


def print_definitions(judged: JudgedDefinitions) -> None:
    """A line for each definition, why those that are undecided are, and how many came to what."""
    from scapkit.report.html.page import inert

    for each, reasons in judged.verdicts:
        print(inert(f"{each.result:<14}  {each.class_:<13}  {each.definition_id}  {' '.join(each.title.split())}"))
        for reason in reasons:
            print(inert(f"{'':14}  {' '.join(reason.split())}"))
    number = len(judged.verdicts)
    counts = ", ".join(f"{many} {result}" for result, many in judged.counts)
    print(f"\n{number} definition{'s' * (number != 1)}: {counts}")
