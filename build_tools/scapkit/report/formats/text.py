"""The report as plain text: what the terminal shows, without colour, and with nothing cut."""

from collections.abc import Iterable, Iterator

from scapkit.report.assets import collection_of
from scapkit.report.fleet_text import not_judged
from scapkit.report.outline import outline_of
from scapkit.report.protocol import Format
from scapkit.report.shown import ReportView
from scapkit.report.terminal import summary

UNCUT = 1_000_000
"""Columns, as many as no line has."""


def render(views: Iterable[ReportView], width: int = UNCUT) -> Iterator[bytes]:
    """The summary of each asset, UTF-8, and what was not judged; no line is wider than `width`."""
    whole = collection_of(views)
    for view in whole:
        yield summary(outline_of(view), colour=False, width=width).encode()
    yield "".join(f"{line}\n" for line in not_judged(whole.unjudged, whole.missing, width)).encode()


FORMAT = Format("text", "a table of rules and results for reading in a terminal", ".txt", render)
