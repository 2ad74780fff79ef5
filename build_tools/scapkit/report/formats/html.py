"""The report as one self-contained HTML page, of one asset or of many."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from scapkit.report.asset_page import asset_page
from scapkit.report.assets import collection_of
from scapkit.report.collection.gathering import Gathering
from scapkit.report.collection.packing import Packing
from scapkit.report.collection.page import collection_page
from scapkit.report.protocol import Format
from scapkit.report.shown import ReportView


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
