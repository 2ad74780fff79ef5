"""What changed as JSON, documented in docs/diff.md."""

from collections.abc import Iterable

from scapkit.compare.results.change import AssetChange, ResultsDiff, RuleChange
from scapkit.compare.results.conditions import fails_anew
from scapkit.compare.results.protocol import ResultsFormat
from scapkit.compare.results.record import RuleRecord, Scope
from scapkit.report.views.finds import Find
from scapkit.report.writing.jsontext import Json, around

VERSION = 1


def render(diff: ResultsDiff) -> bytes:
    """An object with everything that changed, UTF-8: a line for each asset."""
    data = {
        "format": "scapkit-results-diff",
        "version": VERSION,
        "old": diff.old,
        "new": diff.new,
        "counts": diff.counts,
        "unchanged": diff.same,
        "met": list(diff.met),
        "stale": list(diff.stale),
        "assets": None,
    }
    return b"".join(around(data, "assets", map(_asset, diff.assets)))


def _asset(asset: AssetChange) -> Json:
    return {
        "name": asset.name,
        "old_name": asset.old_name,
        "status": asset.status,
        "old": _scope(asset.old, asset.old_score),
        "new": _scope(asset.new, asset.new_score),
        "scope": [each._asdict() for each in asset.scope],
        "remarks": list(asset.remarks),
        "rules": asset.rules,
        "unchanged": asset.same,
        "failing": asset.failing,
        "changes": [_change(each) for each in asset.changes],
    }


def _scope(scope: Scope | None, score: float | None) -> Json | None:
    return None if scope is None else {**scope._asdict(), "score": score}


def _change(change: RuleChange) -> Json:
    either = change.either
    return {
        "rule": change.rule,
        "id": either.id,
        "title": either.title,
        "severity": either.severity,
        "kinds": list(change.kinds),
        "fails_anew": fails_anew(change),
        "accepted": change.accepted,
        "came": _finds(change.came),
        "went": _finds(change.went),
        "changed": [each._asdict() for each in change.changed],
        "notes": list(change.notes),
        "old": _record(change.old),
        "new": _record(change.new),
    }


def _finds(finds: Iterable[Find]) -> list[Json]:
    return [{"key": each.key, "text": each.text} for each in finds]


def _record(record: RuleRecord | None) -> Json | None:
    if record is None:
        return None
    return {
        "result": record.outcome,
        "original": record.original,
        "severity": record.severity,
        "overrides": [each._asdict() for each in record.overrides],
        "reasons": list(record.reasons),
        "findings": _finds(record.finds),
        "more_findings": record.more,
        "values": dict(record.values),
        "seen": list(record.seen),
    }


RESULTS_FORMAT = ResultsFormat("json", "everything that changed, for programs", render)
