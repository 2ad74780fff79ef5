"""A table as one self-contained HTML page."""

from scapkit.report.contents.sheet import Sheet
from scapkit.report.html.page import render_page
from scapkit.report.protocol import SheetFormat


def render(sheet: Sheet) -> bytes:
    """The page, UTF-8."""
    return render_page("table.html", sheet=sheet)


SHEET_FORMAT = SheetFormat("html", render)
