"""The report as one self-contained HTML page, of one asset or of many."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from scapkit.report.html.asset_page import asset_page
from scapkit.report.html.collection.gathering import Gathering
from scapkit.report.html.collection.packing import Packing
from scapkit.report.html.collection.page import collection_page
from scapkit.report.protocol import Format
from scapkit.report.views.assets import collection_of
from scapkit.report.views.shown import ReportView


def render(views: Iterable[ReportView]) -> Iterator[bytes]:
    """The page, UTF-8: of a single asset with everything in it, of several with evidence that a script opens."""
    whole = collection_of(views)
    waiting = iter(whole)
    first = tuple(islice(waiting, 2))
    if len(first) == 1 and not (whole.unjudged or whole.missing):
        yield asset_page(first[0])
        return
    gathering = Gathering(Packing())
    for view in chain(first, waiting):
        gathering.add(view)
    yield from collection_page(gathering.finish(whole.name, whole.unjudged, whole.missing))


FORMAT = Format("html", "one self-contained page with the evidence for every verdict", ".html", render)
