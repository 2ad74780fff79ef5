"""A checklist of DISA's STIG Viewer 3 (CKLB 1.0), of one asset."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from scapkit.model.results import RuleOutcome
from scapkit.names import short_id
from scapkit.report.protocol import Format
from scapkit.report.tools.crosswalk import ccis, stig_id
from scapkit.report.tools.stig import described, long_day, sections
from scapkit.report.views.checked import evidence, how_checked, shortened
from scapkit.report.views.facts import judge_of
from scapkit.report.views.shown import GroupView, ReportView, RuleView
from scapkit.report.views.told import overridden
from scapkit.report.writing.hosts import addresses, full_name, hardware
from scapkit.report.writing.jsontext import Json, around
from scapkit.report.writing.plain import plain
from scapkit.report.writing.stable import first_time, stable_uuid

STATUS = {
    RuleOutcome.PASS: "not_a_finding",
    RuleOutcome.FIXED: "not_a_finding",
    RuleOutcome.FAIL: "open",
    RuleOutcome.NOTAPPLICABLE: "not_applicable",
}
NOT_REVIEWED = "not_reviewed"
SEVERITIES = {"high": "high", "low": "low", "info": "low"}
"""The categories I to III; what the author left open is the middle one."""
VULNERABILITY = re.compile(r"V-\d+\Z", re.ASCII)
# What readers of checklists hold: a host's name, and texts as long as a spreadsheet's cell
MAX_HOST, MAX_TEXT = 255, 32767
# What a STIG says of a rule in its description, and other benchmarks do not
SECTIONS = {
    "false_positives": "FalsePositives",
    "false_negatives": "FalseNegatives",
    "security_override_guidance": "SeverityOverrideGuidance",
    "potential_impacts": "PotentialImpacts",
    "third_party_tools": "ThirdPartyTools",
    "ia_controls": "IAControls",
    "responsibility": "Responsibility",
    "mitigations": "Mitigations",
    "mitigation_control": "MitigationControl",
}
Plain = Callable[[str], str]
Tree = tuple[GroupView, ...]


def render(views: Iterable[ReportView]) -> Iterator[bytes]:
    """The checklist of one asset, a rule a line."""
    text = cache(plain)
    for view in views:
        stig = stable_uuid("stig", view.benchmark_id, view.benchmark_version, view.profile_id)
        rules = (_rule(view, rule, above, stig, text) for rule, above in _placed(view.root, ()))
        yield from around(_checklist(view, stig), "rules", rules)


def _checklist(view: ReportView, stig: str) -> Json:
    """The document: one STIG, which is the benchmark, and the asset that it was held against."""
    return {
        "title": shortened(f"{view.target or 'asset'} {short_id(view.benchmark_id)}".strip(), MAX_HOST),
        "id": stable_uuid("checklist", view.target, view.benchmark_id, view.profile_id),
        "stigs": [{**_stig(view), "uuid": stig, "size": len(view.rules), "rules": None}],
        "active": False,
        "mode": 2,
        "has_path": True,
        "target_data": _target(view),
        "cklb_version": "1.0",
    }


def _placed(group: GroupView, above: Tree) -> Iterator[tuple[RuleView, Tree]]:
    """The rules in document order, each with its groups; the benchmark itself is none."""
    for rule in group.rules:
        yield rule, above
    for inner in group.groups:
        yield from _placed(inner, (*above, inner))


def _stig(view: ReportView) -> Json:
    version, _, rest = view.benchmark_version.partition(".")
    return {
        "stig_name": view.title,
        "display_name": view.profile_title or view.title,
        "stig_id": short_id(view.benchmark_id) or "benchmark",
        "release_info": view.release.words or f"Release: {rest or '0'} Benchmark Date: {long_day(view.release.date)}",
        "version": version or "0",
        "reference_identifier": "",
    }


def _target(view: ReportView) -> Json:
    return {
        "target_type": "Computing",
        "host_name": shortened(view.target.strip(), MAX_HOST) or "unknown",
        "ip_address": shortened(",".join(addresses(view)), MAX_HOST),
        "mac_address": shortened(",".join(hardware(view)), MAX_HOST),
        "fqdn": full_name(view),
        "comments": f"{view.target_kind or 'asset'}, judged by {' '.join(judge_of(view)).strip()} at {view.end_time}",
        "role": "None",
        "is_web_database": False,
        "technology_area": "",
        "web_db_site": "",
        "web_db_instance": "",
        "classification": None,
    }


def _rule(view: ReportView, rule: RuleView, above: Tree, stig: str, text: Plain) -> Json:
    ids = (view.target, view.benchmark_id, view.profile_id, rule.anchor)
    judged = first_time(rule.time, view.end_time, view.start_time)
    return {
        "uuid": stable_uuid("rule", *ids),
        "stig_uuid": stig,
        "STIGUuid": stig,
        "target_key": None,
        "stig_ref": None,
        **_names(rule, above),
        **_prose(rule, text),
        "check_content_ref": {"href": view.benchmark_id, "name": "M"},
        "reference_identifier": "",
        "createdAt": judged,
        "updatedAt": judged,
        "status": STATUS.get(rule.outcome, NOT_REVIEWED),
        "overrides": _overrides(view, rule),
        "comments": shortened(overridden(rule), MAX_TEXT),
        "finding_details": shortened(_details(view, rule), MAX_TEXT),
    }


def _category(severity: str) -> str:
    return SEVERITIES.get(severity, "medium")


def _overrides(view: ReportView, rule: RuleView) -> Json:
    """The category that the profile gives the rule, where the benchmark gives it another."""
    if not rule.authored_severity or _category(rule.authored_severity) == _category(rule.severity):
        return {}
    reason = f"the profile {short_id(view.profile_id)} makes {rule.severity} of {rule.authored_severity}"
    return {"severity": {"severity": _category(rule.severity), "reason": reason}}


def _names(rule: RuleView, above: Tree) -> Json:
    """A STIG's own ids where the rule is of one; else the rule stands for its group, by which readers know rules."""
    group = short_id(above[-1].id) if above else ""
    own = group if VULNERABILITY.match(group) else rule.text.short_id
    tree = [{"id": short_id(each.id), "title": each.title, "description": ""} for each in above]
    return {
        "group_id": own,
        "group_id_src": own,
        "group_title": above[-1].title if above else rule.text.title,
        "group_tree": tree or [{"id": own, "title": rule.text.title, "description": ""}],
        "rule_id": rule.text.short_id.removesuffix("_rule"),
        "rule_id_src": rule.text.short_id,
        "rule_version": stig_id(rule.text) or rule.text.short_id,
        "severity": _category(rule.authored_severity or rule.severity),
        "weight": rule.weight,
        "classification": "Unclassified",
        "ccis": list(ccis(rule.text)),
        "legacy_ids": [],
    }


def _prose(rule: RuleView, text: Plain) -> Json:
    whole, rationale = text(rule.text.description_html), text(rule.text.rationale_html)
    description, told = described(whole), sections(whole)
    return {
        "rule_title": rule.text.title,
        "discussion": "\n\n".join(filter(None, (rationale, description))),
        "check_content": how_checked(rule) or description,
        "fix_text": text(rule.text.fixtext_html) or description,
        "documentable": told.get("Documentable", "false"),
        **{key: told.get(name, "") for key, name in SECTIONS.items()},
    }


def _details(view: ReportView, rule: RuleView) -> str:
    before = f", before waivers {rule.original}" if rule.overrides else ""
    instance = f" ({rule.instance})" if rule.instance else ""
    return "\n".join((f"{judge_of(view)[0]}: {rule.outcome}{before}{instance}", *evidence(rule)))


FORMAT = Format("cklb", "checklist for DISA's STIG Viewer 3", ".cklb", render, many=False)
