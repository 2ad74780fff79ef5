"""What goes to a terminal: the summary of an evaluation, in colour only where a person reads it."""

import os
import sys

from scapkit.api.definitions import JudgedDefinitions
from scapkit.api.judging import Judged

PIPED_WIDTH, UNTOLD_WIDTH = 1000, 100


def print_summary(judged: Judged) -> None:
    """The table of rules, counts and score on standard output."""
    from scapkit.report.outline import make_outline
    from scapkit.report.terminal import summary

    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    width = (os.get_terminal_size().columns or UNTOLD_WIDTH) if sys.stdout.isatty() else PIPED_WIDTH
    outline = make_outline(judged.policy, judged.evaluation.test_result)
    print(summary(outline, colour, width))


def print_definitions(judged: JudgedDefinitions) -> None:
    """A line for each definition, why those that are undecided are, and how many came to what."""
    from scapkit.report.page import inert

    for each, reasons in judged.verdicts:
        print(inert(f"{each.result:<14}  {each.class_:<13}  {each.definition_id}  {' '.join(each.title.split())}"))
        for reason in reasons:
            print(inert(f"{'':14}  {' '.join(reason.split())}"))
    number = len(judged.verdicts)
    counts = ", ".join(f"{many} {result}" for result, many in judged.counts)
    print(f"\n{number} definition{'s' * (number != 1)}: {counts}")
