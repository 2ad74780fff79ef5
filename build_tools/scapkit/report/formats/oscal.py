"""OSCAL assessment results as JSON: a result for each asset, for tools of governance, risk and compliance."""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from scapkit.report.protocol import Format
from scapkit.report.tools.oscal.result import Assessment
from scapkit.report.tools.oscal.words import EPOCH, Json, when
from scapkit.report.views.gaps import with_gaps
from scapkit.report.views.shown import ReportView
from scapkit.report.writing.jsontext import dumped, streamed
from scapkit.report.writing.stable import stable_uuid

VERSION = "1.1.3"
"""Of OSCAL; what is written is valid by later versions, too."""
PLAN = stable_uuid("no-plan")
_NO_PLAN = {
    "uuid": PLAN,
    "title": "No assessment plan",
    "description": "There is no plan in OSCAL: what was assessed is what the SCAP content and its profile ask for, "
    "as each result's properties name them.",
    "props": [{"name": "type", "value": "plan"}],
    "base64": {"filename": "plan.txt", "media-type": "text/plain", "value": "Tm8gYXNzZXNzbWVudCBwbGFuLgo="},
}


def render(views: Iterable[ReportView]) -> Iterator[bytes]:
    """The document in UTF-8, a line for each result; what tells of all of them stands behind them.

    A document of another content must have another UUID (OSCAL, assessment-results/@uuid), so that is made of it.
    """
    digest, latest, assessment = sha256(), EPOCH, Assessment()

    def results() -> Iterator[Json]:
        nonlocal latest
        for view in with_gaps(views):
            latest = max(latest, when(view.end_time, view.start_time))
            yield assessment.result(view)

    head = f'{{"assessment-results":{{"import-ap":{{"href":"#{PLAN}"}},"results":['
    for piece in streamed(head, results(), ""):
        digest.update(piece)
        yield piece
    yield f"],{dumped(_rest(digest.hexdigest(), latest))[1:-1]}}}}}\n".encode()


def _rest(digest: str, latest: str) -> Json:
    return {
        "uuid": stable_uuid("document", digest),
        "metadata": {
            "title": "Assessment results of scapkit",
            "last-modified": latest,
            "version": latest,
            "oscal-version": VERSION,
        },
        "back-matter": {"resources": [_NO_PLAN]},
    }


FORMAT = Format("oscal", "OSCAL 1.1 assessment results, for governance, risk and compliance", ".json", render)
