"""Cells of tables that spreadsheets open: text, whatever it begins with."""

from scapkit.report.html.page import inert

# What a spreadsheet takes for the start of a formula.
FORMULA = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")


# As many characters go into a cell of the usual spreadsheet.
MOST = 32_767


def safe_cell(text: str) -> str:
    """The text without control characters; where it would be a formula an apostrophe stands before it.

    What does not fit into a cell is left out, and counted.
    """
    shown = inert(text)
    safe = f"'{shown}" if shown.lstrip(" \n").startswith(FORMULA) else shown
    return safe if len(safe) <= MOST else _cut(safe)


def _cut(text: str) -> str:
    kept = MOST - 40
    return f"{text[:kept]}… ({len(text) - kept:,} more characters)"
