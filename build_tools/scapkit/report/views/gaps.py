"""Assets that nobody judged, for formats that know rules alone: each has one open rule, that it is judged."""

from collections.abc import Iterable, Iterator

from scapkit.model.results import RuleOutcome
from scapkit.report.tools.cloud import place_of
from scapkit.report.views.assets import UnjudgedAsset, collection_of
from scapkit.report.views.counts import counted
from scapkit.report.views.shown import GroupView, Reason, ReportView, RuleText, RuleView

JUDGED = "asset_judged"
"""The id of that rule, which is in no benchmark."""
_TEXT = RuleText(
    id=JUDGED,
    short_id=JUDGED,
    title="The asset is judged",
    description_html="<p>What is known of the asset is enough to judge it. This is no rule of the benchmark.</p>",
    fixtext_html="<p>See why the asset was not judged; collect it again where its dump is damaged.</p>",
)


def with_gaps(views: Iterable[ReportView]) -> Iterator[ReportView]:
    """The views, and one of each asset that was not judged, of the benchmark and time of the others."""
    whole, last = collection_of(views), None
    for last in whole:
        yield last
    yield from (_view(each, last) for each in whole.gaps)


def is_gap(view: ReportView) -> bool:
    """Whether it is of an asset that was not judged."""
    return [each.text for each in view.rules[:2]] == [_TEXT]


def _view(gap: UnjudgedAsset, last: ReportView | None) -> ReportView:
    """The rule is unknown, or not checked where there is nothing to mend."""
    outcome = RuleOutcome.UNKNOWN if gap.fails else RuleOutcome.NOTCHECKED
    time = (last.end_time or last.start_time) if last else ""
    reasons = tuple(Reason(each, "warning" if gap.fails else "info") for each in gap.reasons)
    rule = RuleView(JUDGED, _TEXT, "unknown", outcome, time, weight="0", role="unscored", reasons=reasons)
    counts = counted([(JUDGED, outcome)])
    return ReportView(
        title=last.title if last else _TEXT.title,
        benchmark_id=last.benchmark_id if last else "none",
        benchmark_version=last.benchmark_version if last else "",
        profile_id="",
        profile_title="",
        target=gap.label,
        target_kind=gap.kind,
        facts=_where(last),
        start_time=time,
        end_time=time,
        scores=(),
        counts=counts,
        severities=((rule.severity, counts),),
        not_selected=0,
        missing=(),
        root=GroupView("", "", (), (rule,)),
    )


def _where(last: ReportView | None) -> tuple[tuple[str, str], ...]:
    """In which account and region the assets of a collection are, as the last that was judged tells."""
    if last is None:
        return ()
    place = place_of(last)
    return tuple((name, text) for name, text in (("account", place.account), ("region", place.region)) if text)
