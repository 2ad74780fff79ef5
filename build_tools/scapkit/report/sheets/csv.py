"""A table as comma-separated values (RFC 4180), safe to open in a spreadsheet."""

import csv
from io import StringIO

from scapkit.report.page import inert
from scapkit.report.protocol import SheetFormat
from scapkit.report.sheet import Sheet

# What a spreadsheet takes for the start of a formula.
FORMULA = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")


def render(sheet: Sheet) -> bytes:
    """Head and rows, UTF-8; notes are left out."""
    stream = StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerows([_safe(cell) for cell in row] for row in (sheet.columns, *sheet.rows))
    return stream.getvalue().encode()


def _safe(cell: str) -> str:
    text = inert(cell)
    return f"'{text}" if text.lstrip(" \n").startswith(FORMULA) else text


SHEET_FORMAT = SheetFormat("csv", render)
