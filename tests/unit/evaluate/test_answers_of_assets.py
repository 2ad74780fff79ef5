"""Answers for some assets only, and answers that somebody else signs off."""

from pathlib import Path
from typing import Any

import pytest

from answered import answers, content, entry, judge, messages, oid, outcome
from scapkit.api.evaluating.judging import evaluate
from scapkit.api.evaluating.options import EvaluateOptions
from scapkit.problem import Invalid

SIGNED_OFF = "{who: Bo, when: 2026-06-02}"


def _came(folder: Path, *entries: dict[str, Any]) -> str:
    """What `plain` came to on the asset `tree`."""
    return outcome(judge(folder, *entries), "plain")


@pytest.mark.parametrize(("asset", "wanted"), [("tree", "pass"), ("tr*", "pass"), ("?ree", "pass"), ("'*'", "pass")])
def test_an_answer_counts_for_the_assets_that_it_names(asset: str, wanted: str, tmp_path: Path) -> None:
    assert _came(tmp_path, entry("plain", "no", asset=asset)) == wanted


@pytest.mark.parametrize("asset", ["shop", "shop-*", "TREE", "tre", "'t[ae]ee'"])
def test_an_answer_for_other_assets_does_not_count_and_the_result_says_whose_it_is(asset: str, tmp_path: Path) -> None:
    judged = judge(tmp_path, entry("plain", "no", asset=asset))
    assert outcome(judged, "plain") == "notchecked"
    wanted = asset.strip("'")
    assert f"the answer to {oid('plain')} does not count: it is for {wanted}, and not for tree" in messages(
        judged, "plain"
    )
    assert judged.warnings == ()


def test_the_answer_that_names_an_asset_best_is_taken(tmp_path: Path) -> None:
    named, fitting, other = (entry("plain", "no", asset=each) for each in ("tree", "t*", "shop"))
    every = entry("plain", "no")

    def bad(given: dict[str, Any]) -> dict[str, Any]:
        return given | {"answer": "yes"}

    assert _came(tmp_path, named, bad(fitting), bad(every), bad(other)) == "pass"
    assert _came(tmp_path, fitting, bad(every), bad(other)) == "pass"
    assert _came(tmp_path, bad(other), every) == "pass"


def test_one_that_names_an_asset_and_does_not_count_leaves_no_room_for_one_for_all(tmp_path: Path) -> None:
    judged = judge(tmp_path, entry("plain", "no", asset="tree", expires="2026-06-10"), entry("plain", "no"))
    assert outcome(judged, "plain") == "notchecked"
    assert "it expired on 2026-06-10" in messages(judged, "plain")


def test_of_two_patterns_that_fit_an_asset_none_counts(tmp_path: Path) -> None:
    judged = judge(tmp_path, entry("plain", "no", asset="t*"), entry("plain", "no", asset="'*e'"))
    assert outcome(judged, "plain") == "notchecked"
    assert "line 2 and line 7 are for this asset" in messages(judged, "plain")


def test_two_answers_to_one_question_for_the_same_assets_are_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="duplicate-answer: line 2"):
        judge(tmp_path, entry("plain", "no", asset="t*"), entry(oid("plain"), "yes", asset="t*"))


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("{who: Bo}", "it is not signed off (when is missing)"),
        ("{when: 2026-06-02}", "it is not signed off (who is missing)"),
        ("{who: 'ann  Lee <Ann@example.org>', when: 2026-06-02}", "it is signed off by who gave it"),
        ("{who: Ann Lee, when: 2026-06-02}", "it is signed off by who gave it (Ann Lee)"),
        ("{who: '<ann@example.org>', when: 2026-06-02}", "it is signed off by who gave it (<ann@example.org>)"),
        ("{who: Bo, when: 2026-06-20}", "its sign-off is dated 2026-06-20, which is yet to come"),
        ("{who: '()', when: 2026-06-02}", "it is not signed off (who names nobody: ())"),
        ("{who: Bo, when: 2026-05-31}", "it is of 2026-06-01, after its sign-off (2026-05-31)"),
    ],
)
def test_a_sign_off_that_is_none_leaves_the_rule_open_and_is_told(given: str, why: str, tmp_path: Path) -> None:
    judged = judge(tmp_path, entry("plain", "no", sign_off=given))
    assert outcome(judged, "plain") == "notchecked"
    assert why in messages(judged, "plain")
    assert [each.code for each in judged.warnings] == ["answer-not-counted"]


@pytest.mark.parametrize(
    ("answered", "approved", "why"),
    [
        ("2026-06-02", "2026-06-02", ""),
        ("2026-06-02", "2026-06-02T08:00:00Z", ""),
        ("2026-06-02", "2026-06-01T08:00:00Z", "it is of 2026-06-02, after its sign-off (2026-06-01T08:00:00Z)"),
        ("2026-06-02T09:00:00Z", "2026-06-03", ""),
        ("2026-06-02T09:00:00Z", "2026-06-02T09:00:00Z", ""),
        ("2026-06-02T09:00:00Z", "2026-06-02T08:59:59Z", "after its sign-off (2026-06-02T08:59:59Z)"),
        ("2026-06-02T09:00:00Z", "2026-06-02", "its sign-off of that day has no time (2026-06-02): it may be older"),
        ("2026-06-02T23:00:00-05:00", "2026-06-03", "its sign-off of that day has no time (2026-06-03)"),
        ("2026-06-02T09:00:00Z", "2026-06-01", "after its sign-off (2026-06-01)"),
    ],
)
def test_a_sign_off_covers_no_answer_that_may_be_younger(
    answered: str, approved: str, why: str, tmp_path: Path
) -> None:
    given = entry("plain", "no", sign_off=f"{{who: Bo, when: {approved}}}") | {"when": answered}
    judged = judge(tmp_path, given)
    assert outcome(judged, "plain") == ("notchecked" if why else "pass")
    assert why in messages(judged, "plain")


def test_an_answer_that_names_nobody_is_not_signed(tmp_path: Path) -> None:
    judged = judge(tmp_path, entry("plain", "no") | {"who": "'()'"})
    assert "it is not signed (who names nobody: ())" in messages(judged, "plain")


def test_a_sign_off_stands_in_the_result(tmp_path: Path) -> None:
    given = entry("plain", "no", sign_off="{who: Bo, when: 2026-06-02T10:00:00Z}") | {"when": "2026-06-02T09:00:00Z"}
    judged = judge(tmp_path, given)
    assert outcome(judged, "plain") == "pass"
    assert "signed off by Bo on 2026-06-02T10:00:00Z" in messages(judged, "plain")
    (report,) = (each for each in judged.evaluation.ocil_reports if each.source == "q-ocil.xml" and not each.external)
    assert report.document.results is not None
    notes = [note for each in report.document.results.targets for note in each.notes]
    assert notes == [f"{oid('plain')}: answered 2026-06-02T09:00:00Z, signed off by Bo 2026-06-02T10:00:00Z"]


def test_a_file_without_answers_is_told(tmp_path: Path) -> None:
    (problem,) = judge(tmp_path).warnings
    assert (problem.code, problem.message) == ("no-answers", "holds no answer")


def test_all_mistakes_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    wrong = (entry("gone", "no"), entry("valued", "many"), entry("plain", "no", remark="[a]"))
    with pytest.raises(Invalid) as caught:
        judge(tmp_path, *wrong)
    assert [each.code for each in caught.value.problems] == ["orphaned-answer", "bad-answer", "wrong-type"]


def test_who_evaluates_may_demand_that_every_answer_is_signed_off(tmp_path: Path) -> None:
    entries = (entry("plain", "no"), entry("valued", "3", sign_off=SIGNED_OFF))
    judged = judge(tmp_path, *entries, require_sign_off=True)
    assert (outcome(judged, "plain"), outcome(judged, "valued")) == ("notchecked", "pass")
    assert outcome(judge(tmp_path, *entries), "plain") == "pass"


def test_a_file_may_demand_that_every_answer_is_signed_off(tmp_path: Path) -> None:
    file = answers(tmp_path, [entry("plain", "no"), entry("valued", "3", sign_off=SIGNED_OFF)])
    file.write_text(f"needs_sign_off: true\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    tree = tmp_path / "tree"
    tree.mkdir()
    options = EvaluateOptions(str(content(tmp_path)), str(tree), profile="base", answers=str(file))
    judged = evaluate(options, "2026-06-15T12:00:00Z")
    assert (outcome(judged, "plain"), outcome(judged, "valued")) == ("notchecked", "pass")
    assert "it is not signed off" in messages(judged, "plain")
