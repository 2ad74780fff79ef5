"""Rule results as SARIF tells them (2.1.0, 3.27: result)."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from scapkit import sarif
from scapkit.model.results import RuleOutcome
from scapkit.report.tools.sarif_rules import level
from scapkit.report.views.provenance import Source, sources_of
from scapkit.report.views.shown import ReportView, RuleView
from scapkit.report.views.told import blamed, reasons, waived

EVIDENCE = "EVIDENCE"
BASES = {
    EVIDENCE: {"description": {"text": "What was collected of the asset: its dump, or the asset's own file system."}}
}
KINDS = {
    RuleOutcome.PASS: "pass",
    RuleOutcome.FIXED: "pass",
    RuleOutcome.FAIL: "fail",
    RuleOutcome.ERROR: "open",
    RuleOutcome.UNKNOWN: "open",
    RuleOutcome.NOTCHECKED: "review",
    RuleOutcome.INFORMATIONAL: "informational",
    RuleOutcome.NOTAPPLICABLE: "notApplicable",
    RuleOutcome.NOTSELECTED: "notApplicable",
}
SAID = {
    RuleOutcome.PASS: "holds",
    RuleOutcome.FIXED: "was fixed",
    RuleOutcome.FAIL: "fails",
    RuleOutcome.ERROR: "ended in an error",
    RuleOutcome.UNKNOWN: "could not be judged",
    RuleOutcome.NOTCHECKED: "was not checked",
    RuleOutcome.INFORMATIONAL: "is for information",
    RuleOutcome.NOTAPPLICABLE: "does not apply",
    RuleOutcome.NOTSELECTED: "was not selected",
}
MOST_IN_MESSAGE = 20
MOST_PLACES = 100


def result(view: ReportView, name: str, rule: RuleView, number: int) -> dict[str, Any]:
    """One result; `name` is unique on its asset, `number` the rule's place among those of the run.

    What was waived is told as the checks found it, and suppressed.
    """
    outcome = rule.original if waived(rule) else rule.outcome
    kind = KINDS[outcome]
    told = {
        "ruleId": rule.text.id,
        "ruleIndex": number,
        "kind": kind,
        "level": level(rule.severity) if kind == "fail" else "none",
        "message": sarif.message(_message(view, rule, outcome)),
        "locations": list(_locations(view, rule, outcome)),
        "partialFingerprints": _fingerprints(view, name, rule),
        "properties": _properties(rule),
    }
    return {**told, "suppressions": [_suppression(rule)]} if waived(rule) else told


def with_lines(told: dict[str, Any]) -> dict[str, Any]:
    """The same result, of the first line of each file: code hosts want one, where the standard means the whole file."""
    places = [
        {**each, "physicalLocation": {**each["physicalLocation"], "region": {"startLine": 1}}}
        for each in told["locations"]
    ]
    return {**told, "locations": places}


def _message(view: ReportView, rule: RuleView, outcome: RuleOutcome) -> str:
    lines = list(dict.fromkeys((*blamed(rule).texts, *reasons(rule)) if outcome is RuleOutcome.FAIL else reasons(rule)))
    more = len(lines) - MOST_IN_MESSAGE + (blamed(rule).more if outcome is RuleOutcome.FAIL else 0)
    shown = [f"- {line}" for line in lines[:MOST_IN_MESSAGE]]
    rest = [f"- and {max(more, 0)} more"] if len(lines) > MOST_IN_MESSAGE or blamed(rule).more else []
    changed = [] if waived(rule) else [f"- changed: {each.text}" for each in rule.overrides]
    head = f"On {view.target}, the rule {SAID[outcome]}: {rule.text.title.rstrip('.')}."
    return "\n".join((head, *shown, *rest, *changed))


def _locations(view: ReportView, rule: RuleView, outcome: RuleOutcome) -> Iterator[dict[str, Any]]:
    """Where it shows: each finding where all evidence is in one place, else each place.

    Code hosts refuse a log in which one result has no file: of what was not found in any, the asset stands for it.
    """
    places = [each for each in sources_of(rule.checks) if each.path] or [Source("", view.target)]
    texts = blamed(rule).texts[:MOST_PLACES] if outcome is RuleOutcome.FAIL and len(places) == 1 else ()
    if not texts:
        yield from (_location(place, view.target, "asset") for place in places[:MOST_PLACES])
    for text in texts:
        yield {**_location(places[0], f"{view.target}/{text}", "finding"), "message": sarif.message(text)}


def _location(place: Source, qualified: str, kind: str) -> dict[str, Any]:
    return {
        "physicalLocation": {"artifactLocation": sarif.artifact(place.path, EVIDENCE)},
        "logicalLocations": [{"fullyQualifiedName": qualified, "kind": kind}],
    }


def _fingerprints(view: ReportView, name: str, rule: RuleView) -> dict[str, str]:
    """The same in each run of one rule on one asset; by the second, of a line that there is not, code hosts know it."""
    told = "\0".join((view.target, rule.text.id, name)).encode(errors="replace")
    mark = sha256(told).hexdigest()
    return {"scapkitAssetRule/v1": mark, "primaryLocationLineHash": f"{mark[:16]}:1"}


def _properties(rule: RuleView) -> dict[str, Any]:
    told: dict[str, Any] = {"result": rule.outcome, "severity": rule.severity, "time": rule.time}
    if rule.overrides:
        told["originalResult"] = rule.original
        told["overrides"] = [
            {"from": each.old, "to": each.new, "authority": each.authority, "time": each.time, "remark": each.remark}
            for each in rule.overrides
        ]
    return {**told, "instance": rule.instance} if rule.instance else told


def _suppression(rule: RuleView) -> dict[str, str]:
    """A waiver (3.35): decided outside of what was judged, and accepted."""
    last = rule.overrides[-1]
    return {"kind": "external", "status": "accepted", "justification": last.text}
