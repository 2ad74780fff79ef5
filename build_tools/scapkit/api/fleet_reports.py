"""Reports on many assets: one file where the format can hold them all, else a folder with a file for each."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from scapkit.api.options import EvaluateOptions
from scapkit.api.reporting import Report, format_named, report_outputs
from scapkit.api.spool import Spool
from scapkit.api.staging import Staging
from scapkit.api.writing import Output

if TYPE_CHECKING:
    from scapkit.report.shown import ReportView

PAGE = ".html"


def with_one_page(options: EvaluateOptions) -> EvaluateOptions:
    """Options in which a page that is to be a file, not a folder, is one of the reports."""
    if not (options.html.endswith(PAGE) and format_named("html").many):
        return options
    return options._replace(html="", reports=(*options.reports, Report("html", options.html)))


class FleetReports:
    """What is written of reports while assets are judged one after the other. Raises Invalid (unwritable-file)."""

    def __init__(self, reports: Sequence[Report], staging: Staging) -> None:
        self._whole = [each for each in reports if format_named(each.format).many]
        self._each = [each for each in reports if not format_named(each.format).many]
        self._staging, self._spool = staging, staging.stack.enter_context(Spool())
        for report in self._each:
            staging.open(report.path)

    def take(self, stem: str, view: "Callable[[], ReportView]") -> None:
        """One more asset; `stem` is what its own files are called."""
        shown = cache(view)
        for report in self._each:
            name = stem + format_named(report.format).suffix
            (output,) = report_outputs([Report(report.format, name)], shown)
            self._staging.add(report.path, name, output)
        if self._whole:
            self._spool.append(shown())

    def outputs(self) -> Iterator[Output]:
        """The files that hold all assets."""
        for report in self._whole:
            yield Output(report.path, lambda report=report: format_named(report.format).render(self._spool))  # type: ignore[misc]
