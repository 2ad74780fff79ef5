"""The report as JSON, for programs: the shape is that of `document`, named by its `format` and `version`."""

from collections.abc import Iterable, Iterator
from typing import Any

from scapkit.model.results import RuleOutcome
from scapkit.report.protocol import Format
from scapkit.report.views.findings import findings_of
from scapkit.report.views.shown import OverrideView, ReportView, RuleView, ScoreView
from scapkit.report.views.why import (
    CheckView,
    CriteriaView,
    CriterionView,
    DefinitionView,
    ItemView,
    LookedFor,
    TestView,
)

VERSION = 1

Json = dict[str, Any]


def render(views: Iterable[ReportView]) -> Iterator[bytes]:
    """The document of one evaluation as UTF-8, keys in a fixed order."""
    import json

    # ASCII, so that what no encoding takes (half of a surrogate pair) still comes out as valid JSON
    for view in views:
        yield json.dumps(document(view), indent=1).encode() + b"\n"


def document(view: ReportView) -> Json:
    """The whole report: what was judged, against what, counts and scores, and one entry for each judged rule.

    Results are the words of XCCDF and OVAL, times RFC 3339, prose HTML from a small list of elements.
    """
    return {
        "format": "scapkit-report",
        "version": VERSION,
        "benchmark": {"id": view.benchmark_id, "version": view.benchmark_version, "title": view.title},
        "profile": {"id": view.profile_id, "title": view.profile_title},
        "target": {"name": view.target, "kind": view.target_kind, "facts": dict(view.facts)},
        "started": view.start_time,
        "finished": view.end_time,
        "scores": _scores(view.scores),
        "scores_before": _scores(view.scores_before),
        "counts": dict(view.counts),
        "counts_by_severity": {severity: dict(counts) for severity, counts in view.severities},
        "not_selected": view.not_selected,
        "missing_evidence": [
            {"reason": each.text, "kind": kind, "rules": [anchor for anchor, _ in each.rules]}
            for kind, found in (("missing", view.missing), ("error", view.errors))
            for each in found
        ],
        "rules": [_rule(each) for each in view.rules],
    }


def _scores(scores: Iterable[ScoreView]) -> list[Json]:
    return [{"model": each.model, "value": each.value, "maximum": each.maximum} for each in scores]


def _override(override: OverrideView) -> Json:
    return {
        "old_result": override.old,
        "new_result": override.new,
        "authority": override.authority,
        "time": override.time,
        "remark": override.remark,
    }


def _rule(rule: RuleView) -> Json:
    text = rule.text
    return {
        "id": text.id,
        "short_id": text.short_id,
        "anchor": rule.anchor,
        "title": text.title,
        "result": rule.outcome,
        "original_result": rule.original,
        "severity": rule.severity,
        "weight": rule.weight,
        "role": rule.role,
        "time": rule.time,
        "instance": rule.instance,
        "groups": list(rule.groups),
        "identifiers": list(text.identifiers),
        "references": {each.label: [link.text for link in each.links] for each in text.references},
        "description": text.description_html,
        "rationale": text.rationale_html,
        "fix": text.fixtext_html,
        "warnings": [{"category": each.category, "text": each.html} for each in text.warnings],
        "reasons": [{"level": each.level, "text": each.text} for each in rule.reasons],
        "findings": list(findings_of(rule.checks).texts) if rule.original is RuleOutcome.FAIL else [],
        "overrides": [_override(each) for each in rule.overrides],
        "question": rule.question,
        "checks": [_check(each) for each in rule.checks],
    }


def _check(check: CheckView) -> Json:
    if check.operator:
        children = [_check(each) for each in check.children]
        return {"operator": check.operator, "negate": check.negate, "result": check.outcome, "checks": children}
    return {
        "system": check.kind,
        "name": check.name,
        "negate": check.negate,
        "result": check.outcome,
        "exports": dict(check.exports),
        "definitions": [_definition(each) for each in check.definitions],
    }


def _definition(definition: DefinitionView) -> Json:
    return {
        "id": definition.id,
        "title": definition.title,
        "result": definition.result,
        "messages": list(definition.messages),
        "criteria": _node(definition.criteria) if definition.criteria else None,
    }


def _node(node: CriteriaView | CriterionView) -> Json:
    common = {"result": node.result, "negate": node.negate, "comment": node.comment}
    if isinstance(node, CriterionView):
        return {**common, "test": _test(node.test)}
    children = [_node(each) for each in node.children]
    return {**common, "operator": node.operator, "title": node.title, "note": node.note, "children": children}


def _test(test: TestView) -> Json:
    return {
        "id": test.id,
        "comment": test.comment,
        "kind": test.kind,
        "check": test.check,
        "check_existence": test.check_existence,
        "result": test.result,
        "flag": test.flag,
        "looked_for": [_looked_for(each) for each in test.looked_for],
        "derived_from": [
            {**_looked_for(each.looked_for), "field": each.field, "values": list(each.values), "total": each.total}
            for each in test.derived_from
        ],
        "sources": list(test.sources),
        "missing": list(test.missing),
        "items": [_item(each) for each in test.items],
        "items_left_out": test.more_items,
    }


def _looked_for(wanted: LookedFor) -> Json:
    return {"kind": wanted.kind, "entities": list(wanted.entities), "filters": list(wanted.filters)}


def _item(item: ItemView) -> Json:
    return {
        "status": item.status,
        "result": item.result,
        "messages": list(item.messages),
        "fields": [
            {
                "name": field.name,
                "value": field.value,
                "status": field.status,
                "expected": [{"text": each.text, "result": each.result} for each in field.expected],
            }
            for field in item.fields
        ],
    }


FORMAT = Format("json", "everything the page shows, for programs", ".json", render, many=False)
