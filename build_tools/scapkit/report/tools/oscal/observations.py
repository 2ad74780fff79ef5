"""Rule results as observations: what was seen on the asset, by which method, and the evidence for it."""

from scapkit.model.results import RuleOutcome
from scapkit.report.tools.oscal.words import Json, filled, marked, props, when
from scapkit.report.views.provenance import Source, sources_of
from scapkit.report.views.shown import ReportView, RuleView
from scapkit.report.views.told import blamed, reasons, waived
from scapkit.report.views.why import CheckView

METHODS = {"OCIL": "INTERVIEW"}
SAID = {
    RuleOutcome.PASS: "The rule holds.",
    RuleOutcome.FAIL: "The rule does not hold.",
    RuleOutcome.ERROR: "Judging the rule ended in an error.",
    RuleOutcome.UNKNOWN: "It could not be judged whether the rule holds.",
    RuleOutcome.NOTAPPLICABLE: "The rule does not apply.",
    RuleOutcome.NOTCHECKED: "The rule was not checked.",
    RuleOutcome.NOTSELECTED: "The rule was not selected.",
    RuleOutcome.INFORMATIONAL: "The rule gives information alone.",
    RuleOutcome.FIXED: "The rule did not hold, and was fixed.",
}


def observation(view: ReportView, rule: RuleView, uuid: str, origin: Json, subject: Json) -> Json:
    """One rule result."""
    return filled(
        {
            "uuid": uuid,
            "title": marked(rule.text.title),
            "description": _description(rule),
            "props": _props(rule),
            "methods": _methods(rule.checks),
            "types": ["control-objective"],
            "origins": [origin],
            "subjects": [subject],
            "relevant-evidence": [_evidence(each) for each in sources_of(rule.checks)],
            "collected": when(rule.time, view.end_time, view.start_time),
            "remarks": "\n\n".join(marked(each) for each in reasons(rule)),
        }
    )


def _description(rule: RuleView) -> str:
    findings = blamed(rule)
    lines = [f"- {marked(text)}" for text in findings.texts]
    more = [f"- and {findings.more} more"] if findings.more else []
    changed = [f"\n{marked(f'Changed: {each.text}')}" for each in rule.overrides]
    head = SAID[rule.original if waived(rule) else rule.outcome]
    return "\n".join((head, *([""] if lines else []), *lines, *more, *changed))


def _props(rule: RuleView) -> list[Json]:
    return props(
        ("rule-id", rule.text.id),
        ("result", rule.outcome),
        ("original-result", rule.original if rule.overrides else ""),
        ("severity", rule.severity),
        ("weight", rule.weight),
        ("role", rule.role),
        ("instance", rule.instance),
        *(("identifier", each) for each in rule.text.identifiers),
    )


def _methods(checks: tuple[CheckView, ...]) -> list[str]:
    """Questions are an interview, all else is a test (NIST SP 800-53A, 2.4)."""
    return list(dict.fromkeys(METHODS.get(each.kind, "TEST") for each in _leaves(checks))) or ["TEST"]


def _leaves(checks: tuple[CheckView, ...]) -> list[CheckView]:
    return [leaf for each in checks for leaf in (_leaves(each.children) if each.operator else [each])]


def _evidence(source: Source) -> Json:
    known = props(("kind", source.kind), ("request", source.key), ("path", source.path), ("collected", source.time))
    return filled({"description": marked(source.text), "props": known})
