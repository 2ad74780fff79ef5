"""Where rendered text came from: a source file, and the source line of every rendered line."""

import re
from typing import NamedTuple

from scapkit.problem import Invalid
from scapkit.span import Span

LINE = re.compile(r"\bline (\d+)")


class Lines(NamedTuple):
    """The source of a text; `table[i]` is the source line of line i (from 0), an empty table means unchanged lines."""

    file: str
    table: tuple[int, ...] = ()

    def line(self, index: int) -> int:
        """The source line (from 1) of a rendered line (from 0)."""
        if not self.table:
            return index + 1
        return self.table[min(max(index, 0), len(self.table) - 1)]

    def span(self, index: int, column: int = 0) -> Span:
        """The place in the source of a rendered line (from 0) and column (from 1, 0 for unknown)."""
        return Span(self.file, self.line(index), column)

    def mapped(self, error: Invalid) -> Invalid:
        """The same problems with their rendered lines turned into source lines."""
        return Invalid(
            problem._replace(
                span=self.span(problem.span.line - 1, problem.span.column),
                message=LINE.sub(lambda match: f"line {self.line(int(match.group(1)) - 1)}", problem.message),
            )
            if problem.span.line
            else problem
            for problem in error.problems
        )


class Source(NamedTuple):
    """A text with its origin."""

    text: str
    lines: Lines


def plain_source(text: str, file: str) -> Source:
    """A text as it is in its file."""
    return Source(text, Lines(file))
