"""What became of each control: a finding for each that any rule had to do with and applied to the asset."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from scapkit.model.results import RuleOutcome
from scapkit.report.tools.oscal.controls import Control
from scapkit.report.tools.oscal.words import Json, filled, marked
from scapkit.report.views.shown import RuleView
from scapkit.report.views.told import waived
from scapkit.report.writing.stable import stable_uuid

IDLE = (RuleOutcome.NOTAPPLICABLE, RuleOutcome.NOTSELECTED, RuleOutcome.INFORMATIONAL)
"""Outcomes that say nothing about a control."""
GOOD = (RuleOutcome.PASS, RuleOutcome.FIXED)


class Observed(NamedTuple):
    """A rule result with the UUIDs of its observation and, where it failed, of its risk."""

    rule: RuleView
    observation: str
    risk: str = ""


class Verdict(NamedTuple):
    """The state of an objective, why it has that, and a remark."""

    state: str
    reason: str
    remark: str = ""


def tells(rule: RuleView) -> bool:
    """Whether a result says anything about a control."""
    return rule.outcome not in IDLE


def findings(about: Mapping[Control, Sequence[Observed]], result: str, origin: Json) -> Iterator[Json]:
    """A finding for each control, from the rules that tell of it."""
    for control, observed in about.items():
        yield _finding(control, observed, stable_uuid(result, "finding", control.id), origin)


def _finding(control: Control, observed: Sequence[Observed], uuid: str, origin: Json) -> Json:
    verdict = judged([each.rule for each in observed])
    status = filled({"state": verdict.state, "reason": verdict.reason, "remarks": verdict.remark})
    passed = sum(each.rule.outcome in GOOD for each in observed)
    return filled(
        {
            "uuid": uuid,
            "title": marked(f"{control.title}: {verdict.state}"),
            "description": f"{passed} of {len(observed)} rules that are about it hold.",
            "origins": [origin],
            "target": {
                "type": "objective-id",
                "target-id": control.objective,
                "title": marked(control.title),
                "status": status,
            },
            "related-observations": [{"observation-uuid": each.observation} for each in observed],
            "related-risks": [{"risk-uuid": each.risk} for each in observed if each.risk],
        }
    )


def judged(rules: Sequence[RuleView]) -> Verdict:
    """What rules make of their control.

    One that could not be judged leaves it other than satisfied, as NIST SP 800-53A, 3.3, has it where an assessor was
    unable to obtain what a determination needs; the reason is then not `fail`.
    """
    outcomes = [rule.outcome for rule in rules]
    opened = sum(each not in (*GOOD, RuleOutcome.FAIL) for each in outcomes)
    if RuleOutcome.FAIL in outcomes:
        return Verdict("not-satisfied", "fail")
    if opened:
        return Verdict("not-satisfied", "other", f"{opened} of {len(rules)} rules could not be judged.")
    accepted = sum(map(waived, rules))
    if accepted:
        return Verdict("satisfied", "other", f"Of {accepted} of {len(rules)} rules the result was waived.")
    return Verdict("satisfied", "pass")
