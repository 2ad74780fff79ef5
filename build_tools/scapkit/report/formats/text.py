"""The report as plain text: what the terminal shows, without colour, and with nothing cut."""

from collections.abc import Iterable, Iterator

from scapkit.report.console.views_text import views_text
from scapkit.report.protocol import Format
from scapkit.report.views.shown import ReportView

UNCUT = 1_000_000
"""Columns, as many as no line has."""


def render(views: Iterable[ReportView]) -> Iterator[bytes]:
    """The summary of each asset, UTF-8."""
    return views_text(views, UNCUT)


FORMAT = Format("text", "a table of rules and results for reading in a terminal", ".txt", render)
