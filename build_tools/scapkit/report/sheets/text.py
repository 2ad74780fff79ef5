"""A table as aligned text for a terminal."""

from scapkit.report.contents.sheet import Sheet
from scapkit.report.html.page import inert
from scapkit.report.protocol import SheetFormat

GAP = "  "


def render(sheet: Sheet) -> bytes:
    """Title, head, rows and notes, each row on one line, UTF-8."""
    lines = [tuple(_flat(cell) for cell in row) for row in (sheet.columns, *sheet.rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    lines.insert(1, tuple("-" * width for width in widths))
    body = [GAP.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    notes = ["", *map(_flat, sheet.notes)] if sheet.notes else []
    return "".join(f"{line}\n" for line in (_flat(sheet.title), "", *body, *notes)).encode()


def _flat(cell: str) -> str:
    return inert(", ".join(" ".join(line.split()) for line in cell.split("\n")))


SHEET_FORMAT = SheetFormat("text", render)
