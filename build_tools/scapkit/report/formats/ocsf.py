"""Compliance Findings of the Open Cybersecurity Schema Framework (OCSF 1.5.0, class 2003), one event a line."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import cache

from scapkit import __version__
from scapkit.model.results import RuleOutcome
from scapkit.names import brief
from scapkit.report.protocol import Format
from scapkit.report.tools.cloud import OTHER, Place, findings, place_of
from scapkit.report.tools.stig import described
from scapkit.report.views.checked import sources, why
from scapkit.report.views.facts import judge_of
from scapkit.report.views.gaps import with_gaps
from scapkit.report.views.shown import ReportView, RuleView
from scapkit.report.views.told import overridden, reference_texts, waived
from scapkit.report.writing.jsontext import Json, dumped, kept
from scapkit.report.writing.plain import plain
from scapkit.report.writing.stable import first_time

VERSION = "1.5.0"
UNKNOWN, PASS, WARNING, FAIL, OTHER_STATUS = (0, "Unknown"), (1, "Pass"), (2, "Warning"), (3, "Fail"), (99, "Other")
STATUS = {
    RuleOutcome.PASS: PASS,
    RuleOutcome.FIXED: PASS,
    RuleOutcome.FAIL: FAIL,
    RuleOutcome.UNKNOWN: WARNING,
    RuleOutcome.NOTCHECKED: WARNING,
    RuleOutcome.ERROR: UNKNOWN,
}
SEVERITIES = {"info": (1, "Informational"), "low": (2, "Low"), "medium": (3, "Medium"), "high": (4, "High")}
NEW, SUPPRESSED, RESOLVED = (1, "New"), (3, "Suppressed"), (4, "Resolved")
SETTLED = (RuleOutcome.PASS, RuleOutcome.FIXED, RuleOutcome.NOTAPPLICABLE, RuleOutcome.INFORMATIONAL)
AWS_ACCOUNT = (10, "AWS Account")

Plain = Callable[[str], str]


def render(views: Iterable[ReportView]) -> Iterator[bytes]:
    """JSON Lines, an event for each rule and asset."""
    text = cache(plain)
    for view in with_gaps(views):
        yield from (f"{dumped(event)}\n".encode() for event in _events(view, text))


def _events(view: ReportView, text: Plain) -> Iterator[Json]:
    place = place_of(view)
    cloud = _cloud(place)
    metadata = {
        "version": VERSION,
        "product": {"name": "scapkit", "vendor_name": "scapkit", "version": __version__},
        **kept(profiles=["cloud"] if cloud else []),
    }
    resources = [_resource(view, place)]
    for name, rule in findings(view):
        yield {
            "category_name": "Findings",
            "category_uid": 2,
            "class_name": "Compliance Finding",
            "class_uid": 2003,
            "activity_id": 1,
            "activity_name": "Create",
            "type_uid": 200301,
            "type_name": "Compliance Finding: Create",
            "time": _millis(rule.time, view.end_time, view.start_time),
            "metadata": {**metadata, "event_code": rule.text.short_id},
            **_verdict(rule),
            "finding_info": _finding(view, rule, name, text),
            "compliance": _compliance(view, rule),
            "resources": resources,
            **_context(rule, text),
            **cloud,
        }


def _millis(*times: str) -> int:
    """The first of the times that is one, as milliseconds since 1970 (OCSF's timestamp_t)."""
    return int(datetime.fromisoformat(first_time(*times)).timestamp() * 1000)


def _cloud(place: Place) -> Json:
    if not (place.account or place.region):
        return {}
    type_id, kind = AWS_ACCOUNT
    account = {"uid": place.account, "type_id": type_id, "type": kind} if place.account else {}
    return {"cloud": {"provider": "AWS", **kept(region=place.region, account=account)}}


def _resource(view: ReportView, place: Place) -> Json:
    facts = {brief(name): brief(value) for name, value in view.facts if value}
    aws = kept(region=place.region, cloud_partition=place.partition) if place.account or place.region else {}
    kind = view.target_kind if place.kind == OTHER else place.kind
    return {"name": view.target or place.id, "uid": place.id, **kept(type=kind, **aws, data=facts)}


def _verdict(rule: RuleView) -> Json:
    severity_id, severity = SEVERITIES.get(rule.severity, (0, "Unknown"))
    status_id, status = SUPPRESSED if waived(rule) else RESOLVED if rule.outcome in SETTLED else NEW
    return {
        "severity_id": severity_id,
        "severity": severity,
        "status_id": status_id,
        "status": status,
        "status_code": str(rule.outcome),
        "message": f"{rule.text.title}: {rule.outcome}",
        **kept(comment=overridden(rule)),
    }


def _finding(view: ReportView, rule: RuleView, name: str, text: Plain) -> Json:
    times = (rule.time, view.end_time, view.start_time)
    collected = dict(view.facts).get("collected", "")
    scanner, version = judge_of(view)
    return {
        "uid": name,
        "title": rule.text.title,
        **kept(desc=described(text(rule.text.description_html))),
        "created_time": _millis(*times),
        "last_seen_time": _millis(collected, *times),
        "types": ["Software and Configuration Checks"],
        "product": {"name": scanner, **kept(version=version)},
        "analytic": {"name": rule.text.title, "uid": rule.text.id, "type_id": 1, "type": "Rule"},
        **kept(data_sources=list(sources(rule))),
    }


def _compliance(view: ReportView, rule: RuleView) -> Json:
    status_id, status = STATUS.get(rule.outcome, OTHER_STATUS)
    benchmark = f"{view.title} {view.benchmark_version}".strip()
    parameters = [{"name": name, "value": value} for check in rule.checks for name, value in check.exports]
    return {
        "standards": list(dict.fromkeys((benchmark, *(each.label for each in rule.text.references)))),
        "control": rule.text.title,
        "status_id": status_id,
        # of Other the source's own word
        "status": str(rule.outcome) if status_id == OTHER_STATUS[0] else status,
        "status_code": str(rule.outcome),
        **kept(requirements=list(reference_texts(rule.text)), status_details=list(why(rule))),
        **kept(control_parameters=parameters, checks=_checks(view, rule)),
    }


def _checks(view: ReportView, rule: RuleView) -> list[Json]:
    """What other catalogues call the rule."""
    version = kept(version=view.benchmark_version)
    return [{"uid": each, "name": rule.text.title, **version} for each in (rule.text.short_id, *rule.text.identifiers)]


def _context(rule: RuleView, text: Plain) -> Json:
    advice = text(rule.text.fixtext_html) or described(text(rule.text.description_html)) or rule.text.title
    evidence = kept(findings=list(why(rule)), sources=list(sources(rule)), question=rule.question)
    before = {"result_before_waivers": str(rule.original)} if rule.overrides else {}
    return {
        "remediation": {"desc": advice},
        **kept(evidences=[{"data": evidence}] if evidence else []),
        "unmapped": kept(
            rule=rule.text.id,
            severity=rule.severity,
            weight=rule.weight,
            role=rule.role,
            instance=rule.instance,
            **before,
        ),
    }


FORMAT = Format("ocsf", "OCSF Compliance Findings (class 2003), one event a line", ".ocsf.jsonl", render)
