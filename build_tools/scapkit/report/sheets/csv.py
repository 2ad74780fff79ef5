"""A table as comma-separated values (RFC 4180), safe to open in a spreadsheet."""

import csv
from io import StringIO

from scapkit.report.contents.sheet import Sheet
from scapkit.report.protocol import SheetFormat
from scapkit.report.writing.cells import safe_cell


def render(sheet: Sheet) -> bytes:
    """Head and rows, UTF-8; notes are left out."""
    stream = StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerows([safe_cell(cell) for cell in row] for row in (sheet.columns, *sheet.rows))
    return stream.getvalue().encode()


SHEET_FORMAT = SheetFormat("csv", render)
