"""Positions that survive Jinja: an invisible mark at each literal source line, stripped after rendering."""

import re
from collections.abc import Iterator
from typing import Any

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from scapkit.authoring.lines import Lines, Source

OPEN, CLOSE = "\uf8f0", "\uf8f1"
MARK = re.compile(f"{OPEN}([0-9]{{1,7}}){CLOSE}")
LEADING = re.compile(f"(?:{OPEN}[0-9]{{1,7}}{CLOSE})+")
UNMARKED = "macro:"


def mark(line: int) -> str:
    """The mark that says: from here on the text is from this source line."""
    return f"{OPEN}{line}{CLOSE}"


class LineMarks(Extension):
    """Puts a mark before the first literal text of each source line; files of macros stay as they are.

    Text that a macro produces counts as the line of the call: that is what the author of a rule can change.
    """

    def filter_stream(self, stream: TokenStream) -> Any:
        """The tokens with marks in their literal text."""
        if stream.name is not None and stream.name.startswith(UNMARKED):
            return stream
        return self._marked(stream)

    def _marked(self, stream: TokenStream) -> Iterator[Token]:
        for token in stream:
            if token.type == "data":
                lines = token.value.split("\n")
                text = "\n".join(mark(token.lineno + offset) + line for offset, line in enumerate(lines))
                yield Token(token.lineno, "data", text)
            else:
                yield token


def stripped(rendered: str, file: str) -> Source:
    """The text without marks, and for each of its lines the source line.

    A line belongs to the last mark before its first character; a line without any to the mark before it.
    """
    table: list[int] = []
    current = 1
    for line in rendered.split("\n"):
        leading = LEADING.match(line)
        marks = MARK.findall(line)
        table.append(int(MARK.findall(leading.group())[-1]) if leading else current)
        current = int(marks[-1]) if marks else current
    return Source(MARK.sub("", rendered), Lines(file, tuple(table)))
