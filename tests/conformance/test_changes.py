"""What became of a rule between two results: every outcome against every other, evidence, reasons and waivers."""

from typing import Any

import pytest

from conformance.cases import cases, parameters
from scapkit.compare.results.kinds import kind_of
from scapkit.compare.results.record import RuleRecord
from scapkit.compare.results.rules import rule_change
from scapkit.model.results import Override, RuleOutcome
from scapkit.report.views.finds import Find


@pytest.mark.parametrize(("_file", "case"), parameters("changes"))
def test_a_change_of_outcome_has_its_kind(_file: str, case: dict[str, Any]) -> None:
    found = {new: str(kind_of(RuleOutcome(case["old"]), RuleOutcome(new)) or "none") for new in case["want"]}
    assert found == case["want"]


def test_every_outcome_stands_against_every_other() -> None:
    every = {str(each) for each in RuleOutcome}
    assert {case["old"]: set(case["want"]) for _, case in cases("changes")} == dict.fromkeys(every, every)


def record(given: dict[str, Any]) -> RuleRecord:
    outcome = RuleOutcome(given["result"])
    waived = (
        Override(RuleOutcome(given["from"]), outcome, "board", "2025-12-01T00:00:00Z", "x") if "from" in given else None
    )
    finds = (text.partition(" = ") for text in given.get("found", ()))
    return RuleRecord(
        "xccdf_org.example_rule_x",
        "X",
        given.get("severity", "low"),
        outcome,
        (waived,) if waived else (),
        tuple(given.get("reasons", ())),
        tuple(Find(key, f"{key} {detail}".strip(), detail) for key, _, detail in finds),
        evidence=given.get("evidence", True),
        complete=given.get("complete", True),
    )


@pytest.mark.parametrize(("_file", "case"), parameters("changed_rules"))
def test_what_changed_of_a_rule_is_told(_file: str, case: dict[str, Any]) -> None:
    old, new = (record(case[side]) if side in case else None for side in ("old", "new"))
    change = rule_change("x", old, new, tuple(case.get("why", ())), not case.get("other_tool"))
    assert [str(kind) for kind in (change.kinds if change else ())] == case["want"]
    for side in ("came", "went", "changed"):
        assert [each.key for each in (getattr(change, side) if change else ())] == case.get(side, []), side
    if "notes" in case:
        assert change is not None and list(change.notes) == case["notes"]
