"""The same benchmark judged by oscap and by us: outcomes, scores and exit codes must agree."""

from pathlib import Path

import pytest
from oscap_case import CLASSES, MODELS, OCIL, RESULTS, Case, check, def_id, exporting, group, joined, rule

from scapkit.model.xccdf import (
    Check,
    ComplexCheck,
    ContentRef,
    FactRef,
    LogicalTest,
    Platform,
    Refinement,
    RefineRule,
    RefineValue,
    Rule,
    Select,
    SetValue,
    Text,
    Value,
)
from scapkit.names import OVAL_SYSTEM


@pytest.fixture
def case(tmp_path: Path, oscap: str) -> Case:
    (tmp_path / "tree").mkdir()
    return Case(tmp_path, oscap)


def test_every_result_of_every_class_agrees(case: Case) -> None:
    rules = [rule(f"{name}_{class_}", check(name, class_)) for class_ in CLASSES for name in RESULTS[:4]]
    negated = [rule(f"not_{name}", check(name, negate=True)) for name in RESULTS[:4]]
    found = case.agree(*rules, *negated)
    assert [outcome for _, outcome in found.outcomes[:4]] == ["pass", "fail", "unknown", "error"]


def test_choice_among_checks_agrees(case: Case) -> None:
    ocil = Check(OCIL, (ContentRef("t-ocil.xml", "ocil:x:questionnaire:1"),))
    found = case.agree(
        rule("none"),
        rule("ocil", ocil),
        rule("ocil_first", ocil, check("true")),
        rule("oval_first", check("false"), ocil),
        rule("other", Check("urn:other", (ContentRef("x"),))),
        rule("gone", check("true", href="gone.xml")),
        rule("no_definition", Check(OVAL_SYSTEM, (ContentRef("t-oval.xml", "oval:x:def:999"),))),
        rule("second", Check(OVAL_SYSTEM, (ContentRef("gone.xml", "x"), ContentRef("t-oval.xml", def_id("true"))))),
        rule("first", Check(OVAL_SYSTEM, tuple(ContentRef("t-oval.xml", def_id(each)) for each in ("false", "true")))),
        rule("nameless", Check(OVAL_SYSTEM, (ContentRef("some-oval.xml"),))),
    )
    assert dict(found.outcomes)["xccdf_x_rule_ocil_first"] == "pass"


def test_several_results_of_one_rule_agree(case: Case) -> None:
    """Their score does not: for oscap one failure fails the rule, the standard counts the share that passed."""
    several = Check(OVAL_SYSTEM, (ContentRef("some-oval.xml"),), multi_check=True)
    found = case.agree(rule("several", several), scored=False)
    assert sorted(outcome for _, outcome in found.outcomes) == ["error", "fail", "pass", "unknown"]
    assert found.scores["urn:xccdf:scoring:default"] == 25.0


def test_complex_checks_agree(case: Case) -> None:
    """Where unknown or error comes before a pass, oscap reads its table with rows and columns confused."""
    ocil = Check(OCIL, (ContentRef("t-ocil.xml", "ocil:x:questionnaire:1"),))
    true, false = check("true"), check("false")
    case.agree(
        *(joined(f"and_{n}", "AND", a, b) for n, (a, b) in enumerate([(true, true), (true, false), (false, true)])),
        *(joined(f"or_{n}", "OR", a, b) for n, (a, b) in enumerate([(true, false), (false, true), (false, false)])),
        *(joined(f"first_{each}", "AND", true, check(each)) for each in ("unknown", "error")),
        *(joined(f"decided_{each}", "OR", true, check(each)) for each in ("unknown", "error")),
        joined("question", "AND", true, ocil),
        joined("questions", "AND", ocil, ocil),
        joined("negated", "AND", true, true, negate=True),
        joined("nested", "AND", true, ComplexCheck("OR", (true, false), negate=True)),
    )


def test_applicability_agrees(case: Case) -> None:
    def on(name: str, *platforms: str) -> Rule:
        return rule(name, check("true"), platforms=platforms)

    yes, no = FactRef("cpe:/a:x:yes"), FactRef("cpe:/a:x:no")
    tests = {
        "and": LogicalTest("AND", False, (yes, no)),
        "or": LogicalTest("OR", False, (yes, no)),
        "not": LogicalTest("AND", True, (no,)),
        "nested": LogicalTest("AND", False, (LogicalTest("OR", True, (no,)), yes)),
    }
    specification = tuple(Platform(name, test, name) for name, test in tests.items())
    found = case.agree(
        on("yes", "cpe:/a:x:yes"),
        on("no", "cpe:/a:x:no"),
        on("either", "cpe:/a:x:no", "cpe:/a:x:yes"),
        on("superset", "cpe:/a:x"),
        on("subset", "cpe:/a:x:yes:1"),
        on("other", "cpe:/a:other"),
        *(on(name, f"#{name}") for name in tests),
        group("in", on("in_no", "cpe:/a:x:yes"), on("in_none"), platforms=("cpe:/a:x:no",)),
        group("out", on("out_no", "cpe:/a:x:no"), on("out_none"), platforms=("cpe:/a:x:yes",)),
        platform_specification=specification,
        platforms=("cpe:/a:x:yes", "cpe:/a:x:no"),
    )
    assert [name for name, outcome in found.outcomes if outcome == "pass"] == [
        f"xccdf_x_rule_{name}" for name in ("yes", "either", "superset", "or", "not", "nested", "out_none")
    ]


def test_benchmark_for_another_platform_agrees(case: Case) -> None:
    inner = rule("r", check("true"), platforms=("cpe:/a:x:yes",))
    found = case.agree(inner, rule("s", check("false")), platforms=("cpe:/a:x:no",))
    assert {outcome for _, outcome in found.outcomes} == {"notapplicable"}


def test_selection_agrees(case: Case) -> None:
    found = case.agree(
        group("off", rule("in", check("true")), selected=False),
        rule("required", check("true"), requires=(("xccdf_x_rule_in",),)),
        rule("either", check("true"), requires=(("xccdf_x_rule_not", "xccdf_x_rule_in"),)),
        rule("conflict", check("true"), conflicts=("xccdf_x_rule_in",)),
        rule("not", check("true"), selected=False),
        rule("unmet", check("true"), requires=(("xccdf_x_rule_not",),)),
        rule("no_conflict", check("true"), conflicts=("xccdf_x_rule_not",)),
        rule("chain", check("true"), requires=(("xccdf_x_rule_unmet",),)),
        rule("c1", check("true"), cluster_id="c"),
        rule("c2", check("true"), cluster_id="c"),
        refinements=(Select("c", False), Select("xccdf_x_rule_c2", True)),
    )
    passed = [name for name, outcome in found.outcomes if outcome == "pass"]
    assert passed == [f"xccdf_x_rule_{name}" for name in ("required", "either", "no_conflict", "c2")]


def test_roles_agree(case: Case) -> None:
    found = case.agree(
        *(rule(f"unscored_{name}", check(name), role="unscored") for name in RESULTS[:4]),
        *(rule(f"unchecked_{name}", check(name), role="unchecked") for name in RESULTS[:4]),
        rule("unscored_none", role="unscored"),
        rule("unscored_elsewhere", check("true"), role="unscored", platforms=("cpe:/a:x:no",)),
        rule("unchecked_elsewhere", check("true"), role="unchecked", platforms=("cpe:/a:x:no",)),
    )
    assert found.code == 0


@pytest.mark.parametrize("name", ["true", "false", "unknown", "error"])
def test_exit_code_agrees(case: Case, name: str) -> None:
    assert case.agree(rule("r", check(name))).code == (0 if name == "true" else 2)


VALUES = (
    Value("xccdf_x_value_good", (Text("v"),), values=(("", "good"), ("worse", "bad"))),
    Value("xccdf_x_value_bad", (Text("w"),), values=(("", "bad"),)),
    Value("xccdf_x_value_first", (Text("f"),), values=(("one", "good"),)),
)


@pytest.mark.parametrize(
    ("refinements", "outcome"),
    [
        ((), "pass"),
        ((RefineValue("xccdf_x_value_good", "worse"),), "fail"),
        ((SetValue("xccdf_x_value_good", "other"),), "fail"),
        ((RefineValue("xccdf_x_value_good", "worse"), SetValue("xccdf_x_value_good", "good")), "pass"),
    ],
)
def test_exported_values_agree(case: Case, refinements: tuple[Refinement, ...], outcome: str) -> None:
    rules = (rule("a", exporting("good")), rule("b", exporting("bad")), rule("c", exporting("first")))
    found = case.agree(*rules, refinements=refinements, values=VALUES)
    assert [each for _, each in found.outcomes] == [outcome, "fail", "pass"]


def test_refined_rules_agree(case: Case) -> None:
    special = check("true", selector="s")
    found = case.agree(
        rule("a", special, check("false")),
        rule("b", special, check("false")),
        rule("c", check("false"), weight="2"),
        rule("d", check("true"), weight="5"),
        refinements=(
            RefineRule("xccdf_x_rule_a", selector="s"),
            RefineRule("xccdf_x_rule_b", selector="unknown"),
            RefineRule("xccdf_x_rule_c", role="unscored"),
        ),
        models=MODELS,
    )
    assert [outcome for _, outcome in found.outcomes] == ["pass", "fail", "informational", "pass"]


def test_scores_of_a_tree_agree(case: Case) -> None:
    inner = group("inner", rule("c", check("false")), rule("d", check("unknown")))
    case.agree(
        group("g", rule("a", check("true"), weight="3"), rule("b", check("false")), inner, weight="2"),
        group("h", rule("e")),
        rule("f", check("true"), weight="5"),
        models=MODELS,
    )


@pytest.mark.parametrize("name", ["true", "false"])
def test_scores_without_weight_agree(case: Case, name: str) -> None:
    found = case.agree(rule("a", check(name), weight="0"), rule("b"), models=MODELS[:2])
    assert found.scores == dict.fromkeys(MODELS[:2], 0.0)


def test_scores_of_nothing_agree(case: Case) -> None:
    case.agree(rule("a"), rule("b", selected=False), models=MODELS)
