"""Conditions on what changed: what they say, when they hold, and what is no condition."""

import pytest

from compared import asset, rule, scope
from scapkit.compare.results.baseline import Baseline
from scapkit.compare.results.baseline_file import read_baseline
from scapkit.compare.results.change import ResultsDiff
from scapkit.compare.results.comparing import compare_assets
from scapkit.compare.results.conditions import met, read_conditions
from scapkit.compare.results.record import AssetRecord
from scapkit.problem import Invalid


def holds(condition: str, old: AssetRecord, new: AssetRecord, baseline: Baseline | None = None) -> list[str]:
    assets = compare_assets([old], [new], {}, *([baseline] if baseline else []))
    return list(met(read_conditions([condition]), ResultsDiff("old", "new", assets)))


@pytest.mark.parametrize(
    ("condition", "old", "new", "want"),
    [
        ("new-failures", ["pass"], ["fail"], True),
        ("new-failures", ["fail"], ["fail"], False),
        ("new-failures", ["fail", "/a"], ["fail", "/a", "/b"], True),
        ("new-failures", ["fail", "/a", "/b"], ["fail", "/a"], False),
        ("new-failures", ["unknown"], ["fail"], True),
        ("new-failures", ["pass"], ["unknown"], False),
        ("new-failures", [], ["fail"], True),
        ("new-failures", ["fail"], [], False),
        ("any-failure", ["fail"], ["fail"], True),
        ("any-failure", ["fail"], ["pass"], False),
        ("any-failure", ["pass"], ["error"], False),
        ("new-unknown", ["pass"], ["unknown"], True),
        ("new-unknown", ["fail"], ["error"], True),
        ("new-unknown", ["pass"], ["notchecked"], True),
        ("new-unknown", ["error"], ["unknown"], False),
        ("new-unknown", [], ["unknown"], True),
        ("new-unknown", [], ["notchecked"], False),
        ("new-unknown", ["unknown"], ["pass"], False),
        ("removed", ["pass"], [], True),
        ("removed", [], ["pass"], False),
        ("incomparable", ["pass"], ["fail"], False),
    ],
)
def test_a_condition_holds_of_what_a_rule_came_to(condition: str, old: list[str], new: list[str], want: bool) -> None:
    before, after = (asset("a", *([rule("r", *side)] if side else [])) for side in (old, new))
    assert bool(holds(condition, before, after)) is want


@pytest.mark.parametrize(
    ("condition", "severity", "want"),
    [
        ("severity>=high", "high", True),
        ("severity>=high", "medium", False),
        ("severity>=medium", "high", True),
        ("severity >= low", "info", False),
        ("severity>=high", "unknown", False),
        ("severity>=unknown", "unknown", True),
    ],
)
def test_a_severity_counts_of_what_fails_anew(condition: str, severity: str, want: bool) -> None:
    new = asset("a", rule("r", "fail", severity=severity))
    assert bool(holds(condition, asset("a", rule("r", "pass", severity=severity)), new)) is want
    assert not holds(condition, new, new)


@pytest.mark.parametrize(
    ("condition", "score", "want"),
    [
        ("score<90", 89.99, True), ("score<90", 90.0, False), ("score<=90", 90.0, True), ("score<90%", 80.0, True),
        ("score < 99.5", 99.6, False), ("score<50", None, True),
    ],
)  # fmt: skip
def test_a_score_is_that_of_the_new_results_and_one_that_nobody_knows_is_too_low(
    condition: str, score: float | None, want: bool
) -> None:
    assert bool(holds(condition, asset("a", score=1.0), asset("a", score=score))) is want


def test_what_cannot_be_compared_fails_anew_unless_it_failed() -> None:
    newer = scope(version="2")
    failing = asset("a", rule("r", "fail"), scope=newer)
    assert holds("new-failures", asset("a", rule("r", "pass")), failing)
    assert not holds("new-failures", asset("a", rule("r", "fail")), failing)
    assert holds("incomparable", asset("a", rule("r", "fail")), failing)
    assert holds("new-failures", asset("b", rule("r", "fail")), failing) and holds("incomparable", asset("b"), failing)


def test_what_is_met_says_by_what() -> None:
    old = asset("a", *(rule(f"r{number}", "pass") for number in range(5)))
    new = asset("a", *(rule(f"r{number}", "fail") for number in range(5)))
    assert holds("new-failures", old, new) == ["new-failures: fails anew: r0 (a), r1 (a), r2 (a), and 2 more"]
    assert holds("any-failure", old, new) == ["any-failure: fails: 5 in a"]
    assert holds("score<90", old, new) == ["score<90: the score is too low: a (80.00)"]


def test_what_a_baseline_accepts_meets_no_condition() -> None:
    text = b"baseline: 1\naccepted:\n- {rule: r, assets: ['*'], findings: [/a]}\n"
    old, new = asset("a", rule("r", "pass")), asset("a", rule("r", "fail", "/a", severity="high"))
    for condition in ("new-failures", "any-failure", "severity>=high"):
        assert holds(condition, old, new)
        assert not holds(condition, old, new, read_baseline(text, "b.yml"))
    more = asset("a", rule("r", "fail", "/a", "/b", severity="high"))
    assert holds("new-failures", old, more, read_baseline(text, "b.yml"))


def test_conditions_are_parted_by_commas_and_named_once() -> None:
    found = read_conditions(["new-failures,score<90", "new-failures , severity>=high"])
    assert [each.text for each in found] == ["new-failures", "score<90", "severity>=high"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("new-failure", "did you mean new-failures?"),
        ("score>90", "score<90"),
        ("score<abc", "score<90"),
        ("severity>high", "severity>=high"),
        ("severity>=hihg", "did you mean high?"),
        ("severity>=worst", "severities: unknown, info"),
        ("", "conditions: new-failures"),
        ("new-failures,", "conditions: new-failures"),
        ("score<101", "0 to 100"),
    ],
)
def test_what_is_no_condition_is_refused_with_a_hint(text: str, hint: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_conditions([text])
    assert "unknown-condition" in str(caught.value) and hint in str(caught.value)
