"""A table as Markdown, as GitHub shows it."""

import re

from scapkit.report.contents.sheet import Sheet
from scapkit.report.html.page import inert
from scapkit.report.protocol import SheetFormat

SPECIAL = re.compile(r"[\\|*`<>&\[\]~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
"""What would be markup; an underscore within a word is not."""


def render(sheet: Sheet) -> bytes:
    """A heading, the table and the notes, each a paragraph, UTF-8."""
    rows = (sheet.columns, ("---",) * len(sheet.columns), *(tuple(map(_cell, row)) for row in sheet.rows))
    table = "".join(f"| {' | '.join(row)} |\n" for row in rows)
    notes = "".join(f"\n{_line(note)}\n" for note in sheet.notes)
    return f"## {_line(sheet.title)}\n\n{table}{notes}".encode()


def _cell(cell: str) -> str:
    return "<br>".join(_line(line) for line in cell.split("\n"))


def _line(text: str) -> str:
    return SPECIAL.sub(r"\\\g<0>", inert(" ".join(text.split())))


SHEET_FORMAT = SheetFormat("markdown", render)
