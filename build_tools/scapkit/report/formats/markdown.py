"""A short summary as Markdown, for a comment on a pull request: counts, what fails, and what could not be judged."""

from collections.abc import Iterable, Iterator

from scapkit.model.results import RuleOutcome
from scapkit.report.console.outline import outline_of
from scapkit.report.contents.rules import SEVERITIES
from scapkit.report.fleets.fleet import Fleet, JudgedAsset, Kin, OpenReason, make_fleet, open_reasons
from scapkit.report.protocol import Format
from scapkit.report.tools.brief.head import head
from scapkit.report.tools.brief.items import (
    answered_lines,
    details,
    failing,
    failing_line,
    fails,
    open_line,
    rules_fail,
    unjudged_lines,
    waived_lines,
)
from scapkit.report.views.assets import collection_of
from scapkit.report.views.causes import by_cause
from scapkit.report.views.findings import Findings
from scapkit.report.views.shown import ReportView
from scapkit.report.views.told import blamed
from scapkit.report.writing.room import Item, Section, fitted

MOST = 65_536
"""A comment on GitHub holds as many characters; other hosts take more."""


def render(views: Iterable[ReportView]) -> Iterator[bytes]:
    """The summary in UTF-8; it is no longer than a comment may be, and counts what it leaves out."""
    whole = collection_of(views)
    fleet = make_fleet("", (_asset(view) for view in whole), whole.gaps)
    yield fitted(head(fleet), tuple(_sections(fleet)), MOST).encode()


def _asset(view: ReportView) -> JudgedAsset:
    made: dict[str, Findings] = {}
    for rule in view.rules:
        if rule.outcome is RuleOutcome.FAIL:
            known, more = made.get(rule.text.short_id, Findings()), blamed(rule)
            texts = tuple(dict.fromkeys((*known.texts, *more.texts)))
            made[rule.text.short_id] = more._replace(texts=texts, more=known.more + more.more)
    return JudgedAsset(view.target, view.target_kind, view.profile_id, outline_of(view).with_findings(made))


def _sections(fleet: Fleet) -> Iterator[Section]:
    alone = len(fleet.assets) == 1
    for severity in SEVERITIES:
        told = [(rule, kin) for kin in fleet.kin for rule in kin.rules if fails(rule) and rule.severity == severity]
        items = tuple(Item(failing_line(rule, failing(rule), kin, alone), details(rule)) for rule, kin in told)
        yield Section(f"\n### {severity.capitalize()} severity: {rules_fail(len(items))}\n\n", items, "rule", 0.3)
    reasons = tuple(open_line(each) for kin in fleet.kin for each in _reasons(kin))
    yield Section("\n### Could not be judged\n\n", tuple(Item(each) for each in reasons), "reason", 0.2)
    unjudged = tuple(Item(each) for each in unjudged_lines(fleet.unjudged))
    yield Section("\n### Not judged\n\n", unjudged, "asset", 0.15)
    answered = tuple(Item(each) for kin in fleet.kin for each in answered_lines(kin, alone))
    yield Section("\n### Passes on answers alone\n\n", answered, "rule", 0.15)
    waived = tuple(Item(each) for kin in fleet.kin for each in waived_lines(kin, alone))
    yield Section("\n### Waived\n\n", waived, "rule", 0.15)


def _reasons(kin: Kin) -> Iterable[OpenReason]:
    if len(kin.assets) > 1:
        return open_reasons(kin.assets)
    (asset,) = kin.assets
    return (OpenReason(text, rules, (asset.name,), places) for text, places, rules in by_cause(asset.outline.missing))


FORMAT = Format("markdown", "a short summary for a comment on a pull request", ".md", render)
