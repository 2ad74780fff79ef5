"""The report as one self-contained HTML page."""

from collections.abc import Iterable, Iterator

from scapkit.report.asset_page import asset_page
from scapkit.report.protocol import Format
from scapkit.report.shown import ReportView


def render(views: Iterable[ReportView]) -> Iterator[bytes]:
    """The page for one evaluation, UTF-8."""
    for view in views:
        yield asset_page(view)


FORMAT = Format("html", "one self-contained page with the evidence for every verdict", ".html", render, many=False)
