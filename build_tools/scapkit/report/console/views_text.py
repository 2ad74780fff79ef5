"""What a terminal shows of views, one asset after the other, and of assets that were not judged."""

from collections.abc import Iterable, Iterator

from scapkit.model.results import RuleOutcome
from scapkit.report.console.fleet_text import not_judged
from scapkit.report.console.outline import Outline, outline_of
from scapkit.report.console.terminal import summary
from scapkit.report.views.assets import collection_of
from scapkit.report.views.findings import findings_of
from scapkit.report.views.shown import ReportView


def views_text(views: Iterable[ReportView], width: int) -> Iterator[bytes]:
    """The summary of each asset, UTF-8, and what was not judged; no line is wider than `width`."""
    whole = collection_of(views)
    for view in whole:
        yield summary(_outline(view), colour=False, width=width).encode()
    yield "".join(f"{line}\n" for line in not_judged(whole.unjudged, whole.missing, width)).encode()


def _outline(view: ReportView) -> Outline:
    """With what made rules fail."""
    failed = (rule for rule in view.rules if rule.outcome is RuleOutcome.FAIL)
    return outline_of(view).with_findings({rule.text.short_id: findings_of(rule.checks) for rule in failed})
