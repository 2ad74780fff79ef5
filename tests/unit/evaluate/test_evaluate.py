"""A whole evaluation: every rule's result and the TestResult around them."""

import json
from pathlib import Path

import pytest
from judged import DOCUMENTS, NOW, Source, check, document, exporting, judge, policy, rule

from scapkit import __version__
from scapkit.model.results import RuleOutcome, RuleResult
from scapkit.model.xccdf import Group, Ident, Profile, Select, Tailoring, Value
from scapkit.problem import Invalid
from scapkit.xmlio.parse import parse

PROFILE = "xccdf_org.x_profile_cis"
RULE = "xccdf_org.x_rule_"


def test_every_rule_has_a_result_in_document_order(tmp_path: Path) -> None:
    group = Group("g", children=(rule("b", check("false")), rule("c", check("true"), selected=False)))
    found = judge(policy(rule("a", check("true")), group), tmp_path).test_result.rule_results
    assert [(each.rule_id, each.outcome) for each in found] == [("a", "pass"), ("b", "fail"), ("c", "notselected")]


def test_result_carries_what_the_rule_says_of_itself(tmp_path: Path) -> None:
    made = rule("a", severity="high", weight="2", version="3", idents=(Ident("s", "CCE-1"),), selected=False)
    (found,) = judge(policy(made), tmp_path).test_result.rule_results
    assert found == RuleResult("a", RuleOutcome.NOTSELECTED, "high", "2", "full", NOW, "3", (("s", "CCE-1"),))


@pytest.mark.parametrize("name", ["true", "false", "unknown", "error"])
def test_unscored_rule_is_checked_but_only_informs(name: str, tmp_path: Path) -> None:
    found = judge(policy(rule("a", check(name), role="unscored")), tmp_path).test_result
    assert found.rule_results[0].outcome is RuleOutcome.INFORMATIONAL
    assert found.rule_results[0].checks[0].name == name
    assert found.scores[0].value == 0.0


def test_unscored_rule_that_could_not_be_checked_stays_notchecked(tmp_path: Path) -> None:
    found = judge(policy(rule("a", role="unscored")), tmp_path).test_result
    assert found.rule_results[0].outcome is RuleOutcome.NOTCHECKED


def test_unchecked_rule_is_not_checked(tmp_path: Path) -> None:
    found = judge(policy(rule("a", check("true"), role="unchecked")), tmp_path)
    assert found.test_result.rule_results[0].outcome is RuleOutcome.NOTCHECKED
    assert found.test_result.rule_results[0].messages[0].text == "the rule's role is unchecked"
    assert found.oval_results == ()


def test_only_what_selected_rules_need_is_evaluated(tmp_path: Path) -> None:
    made = policy(rule("a", check("true")), rule("b", check("false"), selected=False))
    (results,) = judge(made, tmp_path).oval_results
    assert results.source == "oval.xml"
    assert [each.definition_id for each in results.definitions] == ["true"]


def test_definition_shared_by_rules_is_evaluated_once(tmp_path: Path) -> None:
    made = policy(rule("a", check("true")), rule("b", check("true")))
    (results,) = judge(made, tmp_path).oval_results
    assert len(results.definitions) == 1


def test_each_document_has_its_own_results(tmp_path: Path) -> None:
    source = Source({"a.xml": document(source="a.xml"), "b.xml": document(source="b.xml")})
    made = policy(rule("b", check("true", "b.xml")), rule("a", check("true", "a.xml")))
    assert [each.source for each in judge(made, tmp_path, source).oval_results] == ["b.xml", "a.xml"]


def rules(**selected: bool) -> tuple[object, ...]:
    return tuple(rule(RULE + name, check("true"), selected=each) for name, each in selected.items())


def judged(found: object) -> dict[str, str]:
    return {each.rule_id.removeprefix(RULE): str(each.outcome) for each in found.test_result.rule_results}


def test_only_names_the_rules_to_judge_selected_or_not(tmp_path: Path) -> None:
    found = judge(policy(*rules(a=True, b=True, off=False)), tmp_path, only=["off", f"{RULE}b"])
    assert judged(found) == {"a": "notselected", "b": "pass", "off": "pass"}


def test_skipped_rule_is_not_selected(tmp_path: Path) -> None:
    assert judged(judge(policy(*rules(a=True, b=True)), tmp_path, skip=["a"])) == {"a": "notselected", "b": "pass"}


@pytest.mark.parametrize("option", ["only", "skip"])
def test_unknown_rule_is_refused_with_a_suggestion(option: str, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"unknown-rule: no rule audit_log in .*did you mean audit_logs") as error:
        judge(policy(*rules(audit_logs=True)), tmp_path, **{option: ["audit_log"]})
    assert error.value.problems[0].code == "unknown-rule"


def test_test_result_names_profile_benchmark_and_target(tmp_path: Path) -> None:
    root = tmp_path / "node-1"
    root.mkdir()
    values = (Value("v", values=(("", "good"),)), Value("empty"))
    made = policy(rule("a", exporting("v")), values=values, profile=Profile(PROFILE))
    found = judge(made, root).test_result
    assert found.id == "xccdf_scapkit_testresult_cis"
    assert (found.profile_id, found.benchmark_id, found.benchmark_href) == (PROFILE, "xccdf_x_benchmark_b", "xccdf.xml")
    assert (found.target, found.start_time, found.end_time) == ("node-1", NOW, NOW)
    assert found.set_values == (("v", "good"),)
    assert found.test_system == f"cpe:/a:scapkit:scapkit:{__version__}"
    assert ("urn:xccdf:fact:scanner:name", "string", "scapkit") in found.target_facts
    assert found.tailoring is None


def test_default_profile_has_a_result_id_too(tmp_path: Path) -> None:
    found = judge(policy(rule("a")), tmp_path).test_result
    assert (found.id, found.profile_id) == ("xccdf_scapkit_testresult_default", "")


def test_target_s_addresses_and_facts_come_from_the_dump(tmp_path: Path) -> None:
    addresses = ["10.0.0.1", "fe80::1", "https://a:443"]
    asset = {"name": "shop", "kind": "eks-cluster", "addresses": addresses, "facts": {"aws region": "eu-1"}}
    manifest = {"version": 1, "asset": asset, "collector": "c", "started": NOW, "finished": NOW, "requirements": []}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    found = judge(policy(rule("a")), tmp_path)
    assert found.asset.name == found.test_result.target == "shop"
    assert found.test_result.target_addresses == tuple(addresses)
    assert found.test_result.target_facts[2:] == (
        ("urn:xccdf:fact:asset:identifier:ipv4", "string", "10.0.0.1"),
        ("urn:xccdf:fact:asset:identifier:ipv6", "string", "fe80::1"),
        ("urn:scapkit:fact:kind", "string", "eks-cluster"),
        ("urn:scapkit:fact:aws%20region", "string", "eu-1"),
        ("urn:scapkit:fact:collector", "string", "c"),
        ("urn:scapkit:fact:collected", "string", NOW),
    )


def test_tailoring_is_recorded_where_the_profile_came_from_it(tmp_path: Path) -> None:
    tailoring = Tailoring("t", "2", "2026-01-01T00:00:00", "", (Profile(PROFILE),), "t.xml")
    mine = policy(rule("a"), profile=Profile(PROFILE, refinements=(Select("a", False),)))
    other = policy(rule("a"), profile=Profile("xccdf_org.x_profile_other"))
    wanted = ("t.xml", "t", "2", "2026-01-01T00:00:00")
    assert judge(mine, tmp_path, tailoring=tailoring).test_result.tailoring == wanted
    assert judge(other, tmp_path, tailoring=tailoring).test_result.tailoring is None
    assert judge(policy(rule("a")), tmp_path, tailoring=tailoring).test_result.tailoring is None


def test_same_input_gives_the_same_evaluation(tmp_path: Path) -> None:
    made = policy(rule("a", check("true")), rule("b", check("unknown")))
    assert judge(made, tmp_path) == judge(made, tmp_path)


def test_written_result_is_valid(tmp_path: Path, schemas: Path) -> None:
    from lxml import etree

    from scapkit.xmlio.emit import to_bytes
    from scapkit.xmlio.write.results import write_test_result

    made = policy(
        rule(f"{RULE}a", check("unknown")),
        rule(f"{RULE}b", check("", multi_check=True)),
        rule(f"{RULE}c", selected=False),
        profile=Profile(PROFILE),
    )
    written = parse(to_bytes(write_test_result(judge(made, tmp_path, Source(DOCUMENTS)).test_result)), "r.xml")
    schema = etree.XMLSchema(etree.parse(str(schemas / "xccdf" / "1.2" / "xccdf_1.2.xsd")))
    schema.assertValid(written)
