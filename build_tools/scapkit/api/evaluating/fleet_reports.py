"""Reports on many assets: one file where the format can hold them all, else a folder with a file for each."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from scapkit.api.evaluating.options import EvaluateOptions
from scapkit.api.files.staging import Staging
from scapkit.api.files.writing import Output
from scapkit.api.reports.reporting import Report, format_named, report_outputs
from scapkit.api.reports.spool import Spool
from scapkit.problem import Problems
from scapkit.report.fleets.fleet import Fleet
from scapkit.report.views.assets import Collection

if TYPE_CHECKING:
    from scapkit.report.html.collection.gathering import Gathering
    from scapkit.report.views.shown import ReportView

PAGE = ".html"
INDEX = f"index{PAGE}"
NOBODY = Fleet("", ())


def with_one_page(options: EvaluateOptions) -> EvaluateOptions:
    """Options in which a page that is to be a file, not a folder, is one of the reports."""
    if not options.html.endswith(PAGE):
        return options
    return options._replace(html="", reports=(*options.reports, Report("html", options.html)))


class FleetReports:
    """What is written of reports while assets are judged one after the other. Raises Invalid (unwritable-file).

    `pages` is a folder for a page of each asset, and one that leads to them.
    """

    def __init__(self, reports: Sequence[Report], staging: Staging, pages: str = "") -> None:
        self._whole = [each for each in reports if format_named(each.format).many]
        self._each = [each for each in reports if not format_named(each.format).many]
        self._staging, self._spool = staging, staging.stack.enter_context(Spool())
        self._pages, self._gathering = pages, _gathering() if pages else None
        for path in (*(report.path for report in self._each), *((pages,) if pages else ())):
            staging.open(path)

    def take(self, stem: str, view: "Callable[[], ReportView]") -> None:
        """One more asset; `stem` is what its own files are called."""
        shown = cache(view)
        own = (Report("html", self._pages),) if self._gathering else ()
        for report in (*self._each, *own):
            name = stem + format_named(report.format).suffix
            (output,) = report_outputs([Report(report.format, name)], shown)
            self._staging.add(report.path, name, output)
        if self._gathering:
            self._gathering.add(shown(), stem)
        if self._whole:
            self._spool.append(shown())

    @property
    def warnings(self) -> Problems:
        """What is to be told of the assets in files that hold all."""
        return self._spool.warnings

    def outputs(self, fleet: Fleet = NOBODY) -> Iterator[Output]:
        """The files that hold all assets; `fleet` tells of those that were not judged."""
        if self._gathering:
            self._staging.add(self._pages, INDEX, Output(INDEX, lambda: self._index(fleet)))
        views = Collection(self._spool, fleet.name, fleet.unjudged, fleet.missing)
        for report in self._whole:
            yield Output(report.path, lambda report=report: format_named(report.format).render(views))  # type: ignore[misc]

    def _index(self, fleet: Fleet) -> bytes:
        from scapkit.report.html.collection.page import collection_page

        assert self._gathering
        gathered = self._gathering.finish(fleet.name, fleet.unjudged, fleet.missing)
        hrefs = {each.name: f"./{quote(each.place)}{PAGE}" for each in gathered.fleet.assets}
        return b"".join(collection_page(gathered, hrefs))


def _gathering() -> "Gathering":
    from scapkit.report.html.collection.gathering import Gathering

    return Gathering()
