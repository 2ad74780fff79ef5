"""The report as plain text: what the terminal shows, without colour."""

from collections.abc import Iterable, Iterator

from scapkit.report.outline import outline_of
from scapkit.report.protocol import Format
from scapkit.report.shown import ReportView
from scapkit.report.terminal import summary

WIDTH = 120


def render(views: Iterable[ReportView]) -> Iterator[bytes]:
    """The summary of each asset, 120 columns wide, UTF-8."""
    for view in views:
        yield summary(outline_of(view), colour=False, width=WIDTH).encode()


FORMAT = Format("text", "a table of rules and results for reading in a terminal", ".txt", render)
