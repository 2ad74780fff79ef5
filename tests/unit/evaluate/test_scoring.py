"""The four scoring models (NIST IR 7275r4, 7.3.2)."""

import pytest
from judged import policy, rule

from scapkit.evaluate.result import SCORING_PREFIX, outcome_code, scores_of
from scapkit.evaluate.tally import weight_of
from scapkit.model import results
from scapkit.model.results import RuleOutcome, RuleResult
from scapkit.model.xccdf import Group, Rule
from scapkit.registry import discover
from scapkit.xccdf.policy import Policy

MODELS = tuple(f"{SCORING_PREFIX}{name}" for name in ("flat", "flat-unweighted", "absolute"))


def scores(made: Policy, **outcomes: str) -> dict[str, tuple[float, float]]:
    """Scores by the model's name; outcomes are by rule, several joined by a comma."""
    found = [
        RuleResult(name, RuleOutcome(outcome)) for name, joined in outcomes.items() for outcome in joined.split(",")
    ]
    return {
        score.system.removeprefix(SCORING_PREFIX): (round(score.value, 6), score.maximum)
        for score in scores_of(made, found)
    }


def flat_policy(**weights: str) -> Policy:
    return policy(*(rule(name, weight=weight) for name, weight in weights.items()), models=MODELS)


def test_tree_of_groups_scores_as_oscap_scores_it() -> None:
    """The figures are oscap 1.3.7's for the same benchmark."""
    inner = Group("g2", children=(rule("c"), rule("d")))
    tree = (
        Group("g1", weight="2.0", children=(rule("a", weight="3"), rule("b"), inner)),
        Group("g3", children=(rule("e"),)),
        rule("f", weight="5"),
    )
    found = scores(policy(*tree, models=MODELS), a="pass", b="fail", c="fail", d="unknown", e="notchecked", f="pass")
    assert found == {
        "default": (88.571429, 100.0),
        "flat": (8.0, 11.0),
        "flat-unweighted": (2.0, 5.0),
        "absolute": (0.0, 1.0),
    }


@pytest.mark.parametrize("outcome", ["notapplicable", "notchecked", "informational", "notselected"])
def test_what_was_not_judged_does_not_count(outcome: str) -> None:
    found = scores(flat_policy(a="1", b="1"), a="pass", b=outcome)
    assert found == {"default": (100.0, 100.0), "flat": (1, 1), "flat-unweighted": (1, 1), "absolute": (1, 1)}


@pytest.mark.parametrize("outcome", ["fail", "error", "unknown"])
def test_what_did_not_pass_counts_against(outcome: str) -> None:
    found = scores(flat_policy(a="1", b="3"), a="pass", b=outcome)
    assert found == {"default": (25.0, 100.0), "flat": (1, 4), "flat-unweighted": (1, 2), "absolute": (0, 1)}


def test_fixed_counts_as_passed() -> None:
    assert scores(flat_policy(a="1"), a="fixed")["default"] == (100.0, 100.0)


def test_nothing_that_counts_scores_nothing() -> None:
    found = scores(flat_policy(a="1"), a="notchecked")
    assert found == {"default": (0.0, 100.0), "flat": (0, 0), "flat-unweighted": (0, 0), "absolute": (1, 1)}


def test_several_results_of_a_rule_count_as_their_share() -> None:
    """NIST IR 7275r4, tables 40 and 41."""
    found = scores(flat_policy(a="4", b="1"), a="pass,fail,fail,pass,notchecked", b="pass")
    assert found["default"] == (60.0, 100.0)
    assert found["flat"] == (3.0, 5.0)
    assert found["flat-unweighted"] == (1.5, 2.0)


def test_rules_of_weight_zero_do_not_count_unweighted() -> None:
    found = scores(flat_policy(a="0", b="0"), a="pass", b="fail")
    assert found == {"default": (0.0, 100.0), "flat": (0, 0), "flat-unweighted": (0, 0), "absolute": (1, 1)}


@pytest.mark.parametrize(
    ("text", "weight"), [("2.5", 2.5), ("0", 0.0), ("-1", 1.0), ("inf", 1.0), ("nan", 1.0), ("x", 1.0)]
)
def test_weight_that_is_none_is_taken_for_one(text: str, weight: float) -> None:
    assert weight_of(text) == weight


def test_default_score_comes_first_and_once() -> None:
    models = (MODELS[0], f"{SCORING_PREFIX}default", "urn:other", f"{SCORING_PREFIX}nonsense", f"{SCORING_PREFIX}../x")
    assert list(scores(policy(Rule("a"), models=models), a="pass")) == ["default", "flat"]


def test_every_scoring_model_is_found_by_its_name() -> None:
    found = discover("scapkit.evaluate.scoring", "SCORING")
    assert {each.system for each in found.values()} == {f"{SCORING_PREFIX}default", *MODELS}
    assert all(each.system == SCORING_PREFIX + name for name, each in found.items())


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        ("pass", 0),
        ("fixed", 0),
        ("informational", 0),
        ("notapplicable", 0),
        ("notchecked", 0),
        ("notselected", 0),
        ("fail", 2),
        ("error", 2),
        ("unknown", 2),
    ],
)
def test_exit_code_is_two_where_a_rule_failed_or_could_not_be_judged(outcome: str, code: int) -> None:
    found = (RuleResult("a", RuleOutcome.PASS), RuleResult("b", RuleOutcome(outcome)))
    assert outcome_code(results.TestResult("t", "b", "", "1", "", "", "", "", "", found)) == code
