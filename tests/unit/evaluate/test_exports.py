"""Values handed to checks, and the sessions that they share."""

from pathlib import Path

from judged import (
    DOCUMENTS,
    NOW,
    Source,
    check,
    exporting,
    judge,
    outcomes,
    policy,
    reasons,
    results,
    rule,
)

from scapkit.dumps.open import open_dump
from scapkit.evaluate.sessions import Sessions
from scapkit.model.xccdf import Export, Value
from scapkit.oval.evidence import Evidence


def test_exported_value_reaches_the_definition(tmp_path: Path) -> None:
    values = (Value("v", values=(("", "good"),)), Value("w", values=(("", "bad"),)))
    rules = (rule("good", exporting("v")), rule("bad", exporting("w")))
    found = judge(policy(*rules, values=values), tmp_path)
    assert [each.outcome for each in found.test_result.rule_results] == ["pass", "fail"]
    assert len(found.oval_results) == 2, "two values for one variable need two sessions"


def test_consistent_exports_share_a_session(tmp_path: Path) -> None:
    values = (Value("v", values=(("", "good"),)), Value("same", values=(("", "good"),)))
    rules = (rule("plain", check("true")), rule("a", exporting("v")), rule("b", exporting("same")))
    found = judge(policy(*rules, values=values), tmp_path)
    assert [each.outcome for each in found.test_result.rule_results] == ["pass", "pass", "pass"]
    assert len(found.oval_results) == 1


def test_document_asked_for_without_a_plan_gets_a_session(tmp_path: Path) -> None:
    """As platform checks do, whose documents no rule may name."""
    sessions = Sessions(Source(DOCUMENTS), policy(), (), Evidence(open_dump(str(tmp_path))), NOW)
    assert sessions.session("gone.xml") is None
    assert sessions.session("oval.xml") is sessions.session("oval.xml")
    assert len(sessions.results()) == 1


def test_export_of_a_value_that_does_not_exist_leaves_the_rule_unknown(tmp_path: Path) -> None:
    """Also where another rule has given the variable a value."""
    values = (Value("v", values=(("", "good"),)),)
    rules = (rule("q", exporting("v")), rule("r", exporting("gone")))
    found = results(*rules, root=tmp_path, values=values)
    assert {name: each.outcome for name, each in found.items()} == {"q": "pass", "r": "unknown"}
    assert reasons(found["r"]) == ["no value to hand in: gone"]


def test_two_exports_to_one_variable_give_it_two_values(tmp_path: Path) -> None:
    values = (Value("v", values=(("", "good"),)), Value("w", values=(("", "bad"),)))
    both = check("external", exports=(Export("v", "ext"), Export("w", "ext")))
    assert outcomes(rule("r", both), root=tmp_path, values=values) == {"r": "fail"}


def test_a_value_from_outside_serves_where_no_check_exports_one(tmp_path: Path) -> None:
    values = (Value("v", values=(("", "bad"),)),)
    rules = (rule("own", check("external")), rule("exported", exporting("v")))
    found = judge(policy(*rules, values=values), tmp_path, external={"ext": ("good",)})
    outcomes_of = {each.rule_id: str(each.outcome) for each in found.test_result.rule_results}
    assert outcomes_of["exported"] == "fail", "what the benchmark exports wins"
    alone = judge(policy(rule("own", check("external"))), tmp_path, external={"ext": ("good",)})
    assert [str(each.outcome) for each in alone.test_result.rule_results] == ["pass"]
