"""A rule's checks: which is used, and what its result means."""

from pathlib import Path

import pytest
from judged import (
    OCIL,
    UNSUPPORTED,
    Source,
    check,
    complex_rule,
    definition,
    document,
    exporting,
    judge,
    outcomes,
    policy,
    reasons,
    results,
    rule,
)

from scapkit.evaluate.judge import check_systems
from scapkit.evaluate.truth import outcome_of
from scapkit.model.results import CheckResult, ComplexCheckResult, DefinitionResult, Result, RuleOutcome
from scapkit.model.xccdf import Check, ComplexCheck, ContentRef, Rule, Value
from scapkit.names import OVAL_SYSTEM


def ocil(name: str = "ocil:x:questionnaire:1", system: str = OCIL) -> Check:
    return Check(system, (ContentRef("ocil.xml", name),))


@pytest.mark.parametrize("name", ["true", "false", "unknown", "error"])
@pytest.mark.parametrize("class_", ["compliance", "inventory", "miscellaneous", "patch", "vulnerability"])
def test_definition_s_class_says_what_its_result_means(name: str, class_: str, tmp_path: Path) -> None:
    source = Source({"oval.xml": document(definition("d", name, class_))})
    plain = {"true": "pass", "false": "fail"}
    inverted = {"true": "fail", "false": "pass"}
    wanted = (inverted if class_ in ("patch", "vulnerability") else plain).get(name, name)
    assert outcomes(rule("r", check("d")), root=tmp_path, source=source) == {"r": wanted}


@pytest.mark.parametrize("class_", ["compliance", "patch"])
def test_other_oval_results_have_an_outcome_of_their_own(class_: str) -> None:
    def outcome(result: Result) -> RuleOutcome:
        return outcome_of(DefinitionResult("d", result, class_))

    assert outcome(Result.NOT_APPLICABLE) is RuleOutcome.NOTAPPLICABLE
    assert outcome(Result.NOT_EVALUATED) is RuleOutcome.NOTCHECKED


def test_negated_check_swaps_pass_and_fail(tmp_path: Path) -> None:
    rules = [rule(name, check(name, negate=True)) for name in ("true", "false", "unknown", "error")]
    assert outcomes(*rules, root=tmp_path) == {"true": "fail", "false": "pass", "unknown": "unknown", "error": "error"}


def test_result_names_the_check_that_was_used(tmp_path: Path) -> None:
    values = (Value("v", values=(("", "good"),)),)
    result = results(rule("r", exporting("v")), root=tmp_path, values=values)["r"]
    assert result.checks == (CheckResult(OVAL_SYSTEM, "oval.xml", "external", RuleOutcome.PASS, (("v", "ext"),)),)
    assert result.messages == ()


def test_rule_without_checks_is_notchecked(tmp_path: Path) -> None:
    result = results(rule("r"), root=tmp_path)["r"]
    assert result.outcome is RuleOutcome.NOTCHECKED
    assert reasons(result) == ["the rule has no check"]
    assert result.checks == ()


@pytest.mark.parametrize("system", [OCIL, OCIL + ".0"])
def test_questionnaire_without_answers_is_notchecked_and_says_what_it_needs(system: str, tmp_path: Path) -> None:
    result = results(rule("r", ocil(system=system)), root=tmp_path)["r"]
    assert result.outcome is RuleOutcome.NOTCHECKED
    assert reasons(result) == ["needs an answer: ocil:x:questionnaire:1"]
    assert result.messages[0].severity == "info"


def test_unknown_check_system_is_notchecked_with_its_name(tmp_path: Path) -> None:
    result = results(rule("r", ocil(system="http://open-scap.org/page/SCE")), root=tmp_path)["r"]
    assert result.outcome is RuleOutcome.NOTCHECKED
    assert reasons(result) == ["the check system http://open-scap.org/page/SCE is not run"]


def test_first_check_that_can_be_used_decides(tmp_path: Path) -> None:
    rules = (
        rule("ocil_first", ocil(), check("true")),
        rule("oval_first", check("false"), ocil()),
        rule("sce_first", ocil(system="urn:sce"), check("true")),
    )
    assert outcomes(*rules, root=tmp_path) == {"ocil_first": "pass", "oval_first": "fail", "sce_first": "pass"}


def test_check_without_content_does_not_give_way_to_another_system(tmp_path: Path) -> None:
    """NIST IR 7275r4, table 39: no backtracking once a system is chosen."""
    result = results(rule("r", check("true", "gone.xml"), ocil()), root=tmp_path)["r"]
    assert result.outcome is RuleOutcome.NOTCHECKED
    assert reasons(result) == ["the check's content was not found: gone.xml (it is lost)"]
    assert result.messages[0].severity == "warning"


def test_definition_that_does_not_exist_is_notchecked(tmp_path: Path) -> None:
    assert outcomes(rule("r", check("gone")), root=tmp_path) == {"r": "notchecked"}


def test_inline_check_is_notchecked(tmp_path: Path) -> None:
    result = results(rule("r", Check(OVAL_SYSTEM, inline="<x/>")), root=tmp_path)["r"]
    assert reasons(result) == ["the check's content was not found: an inline check"]


@pytest.mark.parametrize("first", [ContentRef("gone.xml", "true"), ContentRef("oval.xml", "gone")])
def test_first_reference_that_is_found_is_used(first: ContentRef, tmp_path: Path) -> None:
    references = (first, ContentRef("oval.xml", "false"), ContentRef("oval.xml", "true"))
    assert outcomes(rule("r", Check(OVAL_SYSTEM, references)), root=tmp_path) == {"r": "fail"}


def test_nameless_reference_joins_all_definitions(tmp_path: Path) -> None:
    source = Source({"oval.xml": document()})
    result = results(rule("r", check("")), root=tmp_path, source=source)["r"]
    assert result.outcome is RuleOutcome.FAIL
    assert result.checks == (CheckResult(OVAL_SYSTEM, "oval.xml", "", RuleOutcome.FAIL),)


def test_multi_check_reports_each_definition_on_its_own(tmp_path: Path) -> None:
    rules = (rule("r", check("", multi_check=True)), rule("named", check("true", multi_check=True)))
    found = judge(policy(*rules), tmp_path).test_result.rule_results
    assert [(each.rule_id, each.checks[0].name, each.outcome) for each in found] == [
        ("r", "true", "pass"),
        ("r", "false", "fail"),
        ("r", "unknown", "unknown"),
        ("r", "error", "error"),
        ("r", "external", "error"),
        ("named", "true", "pass"),
    ]


def test_complex_check_joins_by_and_and_or(tmp_path: Path) -> None:
    true, false, unknown = check("true"), check("false"), check("unknown")
    rules = (
        complex_rule("and", "AND", true, false),
        complex_rule("or", "OR", false, true),
        complex_rule("and_unknown", "AND", true, unknown),
        complex_rule("or_unknown", "OR", true, unknown),
        complex_rule("negated", "AND", true, true, negate=True),
        complex_rule("nested", "AND", true, ComplexCheck("OR", (true, false), negate=True)),
    )
    assert outcomes(*rules, root=tmp_path) == {
        "and": "fail",
        "or": "pass",
        "and_unknown": "unknown",
        "or_unknown": "pass",
        "negated": "fail",
        "nested": "fail",
    }


def test_complex_check_puts_other_checks_aside(tmp_path: Path) -> None:
    made = Rule("r", checks=(check("true"),), complex_check=ComplexCheck("AND", (check("false"),)))
    assert outcomes(made, root=tmp_path) == {"r": "fail"}


def test_complex_check_s_result_has_the_tree_and_the_reasons(tmp_path: Path) -> None:
    made = complex_rule("r", "AND", check("unknown"), ocil())
    result = results(made, root=tmp_path)["r"]
    assert result.outcome is RuleOutcome.UNKNOWN
    assert reasons(result) == [UNSUPPORTED, "needs an answer: ocil:x:questionnaire:1"]
    (tree,) = result.checks
    assert isinstance(tree, ComplexCheckResult)
    assert [child.outcome for child in tree.children] == ["unknown", "notchecked"]
    assert tree.children[1] == CheckResult(OCIL, "ocil.xml", "ocil:x:questionnaire:1")


def test_unanswered_question_beside_a_pass_is_told_in_the_pass(tmp_path: Path) -> None:
    """NIST IR 7275r4, table 12: P and K make P."""
    result = results(complex_rule("r", "AND", check("true"), ocil()), root=tmp_path)["r"]
    assert result.outcome is RuleOutcome.PASS
    assert reasons(result) == ["needs an answer: ocil:x:questionnaire:1"]


def test_complex_check_of_nothing_that_can_be_used_is_notchecked(tmp_path: Path) -> None:
    inline = Check("urn:other")
    assert outcomes(complex_rule("r", "AND", ocil(), inline), root=tmp_path) == {"r": "notchecked"}


def test_multi_check_means_nothing_inside_a_complex_check(tmp_path: Path) -> None:
    found = judge(policy(complex_rule("r", "OR", check("", multi_check=True))), tmp_path).test_result.rule_results
    assert [each.outcome for each in found] == ["fail"]


def test_every_check_system_is_found_by_each_of_its_uris() -> None:
    assert sorted(check_systems()) == [OVAL_SYSTEM, OCIL, OCIL + ".0"]
