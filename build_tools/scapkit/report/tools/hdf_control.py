"""Controls of the Heimdall Data Format: rules with their results (InSpec's ExecJSON 1.0)."""

import re
from collections.abc import Callable, Iterator

from scapkit.model.results import RuleOutcome
from scapkit.names import short_id
from scapkit.report.tools.crosswalk import ccis, nist_controls, stig_id
from scapkit.report.tools.stig import described
from scapkit.report.views.checked import evidence, how_checked
from scapkit.report.views.shown import RuleView
from scapkit.report.views.told import asking, overridden, waived
from scapkit.report.views.why import CheckView
from scapkit.report.writing.jsontext import Json, dumped, kept
from scapkit.report.writing.stable import first_time

ERROR, SKIPPED = "error", "skipped"
STATUS = {
    RuleOutcome.PASS: "passed",
    RuleOutcome.FIXED: "passed",
    RuleOutcome.FAIL: "failed",
    RuleOutcome.UNKNOWN: ERROR,
    RuleOutcome.ERROR: ERROR,
}
# By severity the impact, and the word that Heimdall has for it; an impact of 0 would be "not applicable"
IMPACTS = {"high": (0.7, "high"), "low": (0.3, "low"), "info": (0.1, "low")}
MEDIUM = (0.5, "medium")
# In the remark of a waiver (model/waivers.py)
EXPIRES = re.compile(r"(?:[^]]*, )?expires (\d{4}-\d{2}-\d{2})[^]]*\]\Z", re.ASCII)
WITHOUT_IMPACT = frozenset((RuleOutcome.NOTAPPLICABLE, RuleOutcome.INFORMATIONAL))

Plain = Callable[[str], str]


def control(rules: tuple[RuleView, ...], text: Plain, ended: str) -> Json:
    """A rule with its results. Heimdall takes a control without impact, or waived, for not applicable.

    A control is waived where nothing remains of its results that somebody would have to act on.
    """
    rule = rules[0]
    excused = any(map(waived, rules)) and not any(map(asking, rules))
    has_none = not excused and all(each.outcome in WITHOUT_IMPACT for each in rules)
    impact, _ = IMPACTS.get(rule.severity, MEDIUM)
    description = described(text(rule.text.description_html))
    return {
        "id": rule.text.short_id,
        "title": rule.text.title,
        "desc": description,
        "descriptions": _descriptions(rules, description, text),
        "impact": 0.0 if has_none else impact,
        "refs": list(_references(rule)),
        "tags": {**_severities(rule), **_tags(rule)},
        "code": _code(rule),
        "source_location": {},
        **({"waiver_data": _waiver(rules)} if excused else {}),
        "results": [_result(each, excused, ended) for each in rules],
    }


def _descriptions(rules: tuple[RuleView, ...], description: str, text: Plain) -> list[Json]:
    rule = rules[0].text
    told = {
        "default": description,
        "check": how_checked(rules[0]),
        "fix": text(rule.fixtext_html) or description,
        "rationale": text(rule.rationale_html),
        "warning": "\n\n".join(text(each.html) for each in rule.warnings),
        "comments": "\n".join(filter(None, map(overridden, rules))),
    }
    return [{"label": label, "data": data} for label, data in told.items() if data]


def _references(rule: RuleView) -> Iterator[Json]:
    for each in rule.text.references:
        yield from (kept(ref=f"{each.label} {link.text}", url=link.href) for link in each.links)


def _severities(rule: RuleView) -> Json:
    """The severity, and the one that the profile gives where the benchmark gives another."""
    (_, word), (_, authored) = (IMPACTS.get(each, MEDIUM) for each in (rule.severity, rule.authored_severity))
    if not rule.authored_severity or word == authored:
        return {"severity": word}
    reason = f"the profile makes {rule.severity} of {rule.authored_severity}"
    return {"severity": authored, "severityoverride": word, "severityjustification": reason}


def _tags(rule: RuleView) -> Json:
    text = rule.text
    identifiers = [each for each in text.identifiers if not each.startswith("CCI-")]
    return {
        "nist": list(nist_controls(text)),
        "cci": list(ccis(text)),
        "gid": short_id(rule.groups[-1]) if rule.groups else "",
        "rid": text.short_id,
        "stig_id": stig_id(text) or text.short_id,
        "gtitle": text.title,
        "identifiers": identifiers,
        "references": {each.label: [link.text for link in each.links] for each in text.references},
        "weight": rule.weight,
        "xccdf": {"id": text.id, "severity": rule.severity, "role": rule.role},
    }


def _code(rule: RuleView) -> str:
    """The checks that the rule names, as Heimdall shows a control's code."""
    return dumped({"rule": rule.text.id, "checks": list(_checks(rule.checks))})


def _checks(checks: tuple[CheckView, ...]) -> Iterator[Json]:
    for each in checks:
        inner = list(_checks(each.children))
        yield kept(system=each.kind, name=each.name, exports=dict(each.exports), operator=each.operator, checks=inner)


def _waiver(rules: tuple[RuleView, ...]) -> Json:
    told = "\n".join(filter(None, map(overridden, rules)))
    terms = (EXPIRES.match(each.remark.rpartition("[")[2]) for rule in rules for each in rule.overrides)
    ends = sorted(found[1] for found in terms if found)
    return {
        **kept(expiration_date=next(iter(ends), "")),
        "justification": told,
        "run": True,
        "skipped_due_to_waiver": True,
        "message": told,
    }


def _result(rule: RuleView, excused: bool, ended: str) -> Json:
    """The result in force; of one that was waived its message has what it was before, as `error` would come before
    the waiver to readers.
    """
    outcome = rule.original if excused else rule.outcome
    status = SKIPPED if excused and waived(rule) else STATUS.get(outcome, SKIPPED)
    what = f" ({rule.instance})" if rule.instance else ""
    said = "\n".join((outcome, *evidence(rule)))
    return {
        "status": status,
        "code_desc": f"{rule.text.title}{what}",
        **({"skip_message": said} if status == SKIPPED else {"message": said}),
        "start_time": first_time(rule.time, ended),
    }
