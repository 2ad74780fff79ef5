"""Why a rule came to its result, as HTML: reasons, what was found wanting, overrides, the question, and the checks."""

from scapkit.model.results import RuleOutcome
from scapkit.report.html.evidence.checks import WHOLE, Extent, write_check
from scapkit.report.html.evidence.marks import text
from scapkit.report.views.findings import findings_of
from scapkit.report.views.shown import OverrideView, RuleView

MOST_FINDINGS = 20


def write_verdict(rule: RuleView, noun: str = "rule", extent: Extent = WHOLE) -> str:
    """All of it. Where the rule stands for an OVAL definition what was found is no fault (`noun` is definition)."""
    parts = [*map(_override, rule.overrides), _reasons(rule)]
    if rule.original is RuleOutcome.FAIL and noun == "rule":
        parts.append(_findings(rule))
    if rule.question and rule.outcome is RuleOutcome.NOTCHECKED:
        asked = '<p class="small muted">A person must answer this:</p>'
        parts.append(f'{asked}<p class="question">{text(rule.question)}</p>')
    parts += [write_check(each, extent) for each in rule.checks]
    if not (rule.reasons or rule.checks or rule.question):
        parts.append(f'<p class="muted">The {noun} has no check that was run.</p>')
    return "".join(parts)


def _override(override: OverrideView) -> str:
    """Who made what of a result, and why; a remark without change is one (NIST IR 7275r4, 6.6.4.3)."""
    changed = f"<s>{override.old}</s> became <b>{override.new}</b>" if override.old is not override.new else "remark"
    by = f"by <bdi>{text(override.authority)}</bdi> on {text(override.time)}"
    return f'<p class="small override">{changed} {by}: <bdi>{text(override.remark)}</bdi></p>'


def _reasons(rule: RuleView) -> str:
    told = "".join(f"<li><bdi>{text(each.text)}</bdi></li>" for each in rule.reasons)
    return f'<ul class="reasons {rule.outcome}">{told}</ul>' if told else ""


def _findings(rule: RuleView) -> str:
    found = findings_of(rule.checks)
    if not found.texts:
        return ""
    told = "".join(f"<li><bdi>{text(each)}</bdi></li>" for each in found.texts[:MOST_FINDINGS])
    left = len(found.texts[MOST_FINDINGS:]) + found.more
    more = f'<p class="small muted">and {left} more: see the evidence below</p>' if left else ""
    return f'<ul class="findings">{told}</ul>{more}'
