"""What changed as one self-contained HTML page, old and new side by side."""

from collections.abc import Iterable

from scapkit.compare.results.change import ADDED, COMPARED, INCOMPARABLE, REMOVED, AssetChange, ResultsDiff
from scapkit.compare.results.grouping import SEVERITIES, sections, summary
from scapkit.compare.results.kinds import OPEN
from scapkit.compare.results.protocol import ResultsFormat
from scapkit.compare.results.record import RuleRecord
from scapkit.report.html.page import render_page
from scapkit.report.views.finds import Find

MOST_GROUPS, MOST_FINDS, MOST_ASSETS = 500, 50, 12
STATUSES = {
    COMPARED: "yes",
    "incomparable in part": "in part",
    INCOMPARABLE: "cannot be",
    ADDED: "new here",
    REMOVED: "no longer here",
}


def render(diff: ResultsDiff) -> bytes:
    """The page, UTF-8: a summary, what assets were judged by, then the changes by kind."""
    return render_page(
        "result_changes.html",
        diff=diff,
        summary=summary(diff),
        sections=sections(diff),
        notable=[each for each in diff.assets if _is_notable(each)],
        several=len(diff.assets) > 1,
        keys=_keys,
        anchor=lambda title: title.replace(" ", "-"),
        score=lambda value: "none" if value is None else f"{value:.1f}",
        shown_severity=_severity,
        statuses=STATUSES,
        open=OPEN,
        most_groups=MOST_GROUPS,
        most_finds=MOST_FINDS,
        most_assets=MOST_ASSETS,
    )


def _is_notable(asset: AssetChange) -> bool:
    """Whether there is something to be known of an asset besides its rules."""
    renamed = bool(asset.old_name) and asset.old_name != asset.name
    return (
        asset.status != COMPARED or bool(asset.scope or asset.remarks) or renamed or asset.old_score != asset.new_score
    )


def _keys(finds: Iterable[Find]) -> frozenset[str]:
    return frozenset(each.key for each in finds)


def _severity(record: RuleRecord) -> str:
    return record.severity if record.severity in SEVERITIES else "unknown"


RESULTS_FORMAT = ResultsFormat("html", "one self-contained page, old and new side by side", render)
