"""The summary of a collection as JSON, for programs; docs/json-report.md says what is in it."""

from collections.abc import Iterable
from typing import Any

from scapkit.model.results import Score
from scapkit.report.console.outline import Outline
from scapkit.report.fleets.fleet import Fleet, JudgedAsset, Kin, counts_of, open_reasons
from scapkit.report.views.assets import UnjudgedAsset
from scapkit.report.views.counts import Counts

VERSION = 1

Json = dict[str, Any]


def render(fleet: Fleet, benchmark_id: str, time: str) -> bytes:
    """The document as UTF-8, keys in a fixed order."""
    import json

    return json.dumps(document(fleet, benchmark_id, time), indent=1).encode() + b"\n"


def document(fleet: Fleet, benchmark_id: str, time: str) -> Json:
    """The whole summary: each profile with its rules over the assets, each asset with its results, what stayed open."""
    return {
        "format": "scapkit-collection-report",
        "version": VERSION,
        "collection": fleet.name,
        "benchmark": {"id": benchmark_id},
        "time": time,
        "profiles": [_kin(each) for each in fleet.kin],
        "assets": [_asset(each) for each in fleet.assets],
        "not_judged": [_unjudged(each) for each in fleet.unjudged],
        "missing_assets": list(fleet.missing),
        "missing_evidence": [each._asdict() for each in open_reasons(fleet.assets)],
    }


def _kin(kin: Kin) -> Json:
    rules = [
        {
            "short_id": rule.short_id,
            "title": rule.title,
            "severity": rule.severity,
            "worst": rule.worst,
            "majority": rule.majority,
            "counts": _counts(rule.counts),
            "others": {outcome: list(names) for outcome, names in rule.others},
            "waived": list(rule.waived),
        }
        for rule in kin.rules
    ]
    head = {"id": kin.profile_id, "title": kin.title, "assets": len(kin.assets), "counts": _counts(counts_of(kin))}
    return {**head, "rules": rules}


def _asset(asset: JudgedAsset) -> Json:
    outline = asset.outline
    return {
        "name": asset.name,
        "kind": asset.kind,
        "place": asset.place,
        "profile": asset.profile_id,
        "counts": _counts(outline.counts),
        "scores": _scores(outline.scores),
        "scores_before": _scores(outline.scores_before),
        "rules": list(_rules(outline)),
    }


def _scores(scores: Iterable[Score]) -> list[Json]:
    return [{"model": each.system, "value": each.value, "maximum": each.maximum} for each in scores]


def _rules(outline: Outline) -> Iterable[Json]:
    for rule in outline.rules:
        yield {
            "short_id": rule.short_id,
            "result": rule.outcome,
            "original_result": rule.original,
            "overrides": [each._asdict() for each in rule.overrides],
            "reasons": list(rule.reasons),
            "findings": list(rule.findings),
            "more_findings": rule.more_findings,
        }


def _unjudged(asset: UnjudgedAsset) -> Json:
    return {"name": asset.name, "kind": asset.kind, "place": asset.place, "reasons": list(asset.reasons)}


def _counts(counts: Counts) -> Json:
    return {str(outcome): number for outcome, number in counts}
