"""Failures as risks: what may come of them, what to do, and who has accepted them."""

from collections.abc import Callable

from scapkit.names import XCCDF
from scapkit.report.tools.oscal.words import Json, filled, marked, prop, props, when
from scapkit.report.views.shown import OverrideView, ReportView, RuleView
from scapkit.report.views.told import waived
from scapkit.report.writing.stable import stable_uuid

Prose = Callable[[str], str]


def risk(view: ReportView, rule: RuleView, ids: tuple[str, str], origin: Json, markdown: Prose) -> Json:
    """The risk of one failure; one that was waived is a deviation that somebody approved.

    `ids` are its own UUID and that of the observation, `markdown` makes Markdown of prose.
    """
    uuid, observation = ids
    text = rule.text
    about = markdown(text.description_html) or marked(text.title)
    facets = [{"name": "severity", "system": XCCDF, "value": rule.severity}]
    return filled(
        {
            "uuid": uuid,
            "title": marked(text.title),
            "description": about,
            "statement": markdown(text.rationale_html) or about,
            "props": [
                *props(("rule-id", text.id)),
                *([prop("accepted", "yes", ours=False)] if waived(rule) else []),
            ],
            "status": "deviation-approved" if waived(rule) else "open",
            "origins": [origin],
            "characterizations": [{"origin": origin, "facets": facets}],
            "remediations": [_remediation(rule, uuid, markdown)] if text.fixtext_html else [],
            "risk-log": _log(view, rule, uuid),
            "related-observations": [{"observation-uuid": observation}],
        }
    )


def _remediation(rule: RuleView, uuid: str, markdown: Prose) -> Json:
    return {
        "uuid": stable_uuid(uuid, "remediation"),
        "lifecycle": "recommendation",
        "title": marked(f"How to fix: {rule.text.title}"),
        "description": markdown(rule.text.fixtext_html) or marked(rule.text.title),
    }


def _log(view: ReportView, rule: RuleView, uuid: str) -> Json:
    entries = [_entry(view, each, stable_uuid(uuid, "log", str(number))) for number, each in enumerate(rule.overrides)]
    return {"entries": entries} if entries else {}


def _entry(view: ReportView, override: OverrideView, uuid: str) -> Json:
    return {
        "uuid": uuid,
        "title": marked(f"{override.old} became {override.new}"),
        "description": marked(f"By {override.authority}: {override.remark}"),
        "start": when(override.time, view.end_time),
        "props": [prop("type", "dr-approved", ours=False), *props(("authority", override.authority))],
    }
