"""What goes to a terminal: the summary of an evaluation, in colour only where a person reads it."""

import os
import sys

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
