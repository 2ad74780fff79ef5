"""Rules judged by what people answered."""

import hashlib
from pathlib import Path

import pytest

from answered import NOW, PAPER, answers, content, entry, judge, messages, oid, outcome, results
from scapkit.api.evaluating.definitions import judge as judge_any
from scapkit.api.evaluating.judging import evaluate
from scapkit.api.evaluating.options import EvaluateOptions
from scapkit.problem import Invalid


def test_without_answers_every_rule_that_asks_needs_one(tmp_path: Path) -> None:
    judged = judge(tmp_path)
    assert [outcome(judged, name) for name in ("plain", "chosen", "several", "valued")] == ["notchecked"] * 4
    assert "needs an answer" in messages(judged, "plain")
    assert outcome(judged, "joined") == "fail"


@pytest.mark.parametrize(("answer", "wanted"), [("yes", "fail"), ("no", "pass")])
def test_an_answer_decides_a_rule_and_the_result_says_whose_it_was(answer: str, wanted: str, tmp_path: Path) -> None:
    judged = judge(tmp_path, entry("plain", answer, expires="2027-01-01", remark="Seen it."))
    assert outcome(judged, "plain") == wanted
    said = f"answer '{answer}' by Ann Lee <ann@example.org> on 2026-06-01, until 2027-01-01: Seen it."
    assert messages(judged, "plain") == said
    assert judged.warnings == ()


def test_rules_and_questions_may_be_named_by_whole_ids(tmp_path: Path) -> None:
    judged = judge(tmp_path, entry("xccdf_org.example_rule_plain", "no"), entry(oid("joined"), "no"))
    assert (outcome(judged, "plain"), outcome(judged, "joined")) == ("pass", "pass")


@pytest.mark.parametrize(("answer", "wanted"), [("no", "pass"), ("yes", "fail")])
def test_findings_fail_until_somebody_answers_that_they_are_justified(answer: str, wanted: str, tmp_path: Path) -> None:
    assert outcome(judge(tmp_path, entry("joined", answer)), "joined") == wanted


def test_an_answer_is_used_where_data_does_not_decide_and_never_against_it(tmp_path: Path) -> None:
    without = judge(tmp_path)
    judged = judge(tmp_path, entry("open", "no"), entry("decided", "no"))
    assert (outcome(without, "open"), outcome(without, "decided")) == ("unknown", "fail")
    assert (outcome(judged, "open"), outcome(judged, "decided")) == ("pass", "fail")
    (warning,) = judged.warnings
    assert (warning.code, warning.span.line) == ("unused-answer", 6)


def test_every_question_that_matters_must_be_answered(tmp_path: Path) -> None:
    one = judge(tmp_path, entry(oid("first"), "no"))
    both = judge(tmp_path, entry(oid("first"), "no"), entry(oid("second"), "no"))
    bad = judge(tmp_path, entry(oid("second"), "yes"))
    assert [outcome(each, "several") for each in (one, both, bad)] == ["notchecked", "pass", "fail"]


@pytest.mark.parametrize(("answer", "wanted"), [("3", "pass"), ("2.9", "fail")])
def test_values_are_handed_to_external_variables(answer: str, wanted: str, tmp_path: Path) -> None:
    assert outcome(judge(tmp_path, entry("valued", answer)), "valued") == wanted


def test_a_document_as_a_whole_gives_a_result_for_each_questionnaire_that_stands_for_itself(tmp_path: Path) -> None:
    judged = judge(tmp_path, entry(oid("one"), "no"))
    found = results(judged)["many"]
    assert [str(each.outcome) for each in found] == ["pass", "notchecked"]
    assert f"needs an answer: {oid('two', 'questionnaire')}" in messages(judged, "many")


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({"one": "no"}, "notchecked"),
        ({"one": "no", "two": "no"}, "pass"),
        ({"one": "no", "two": "yes"}, "fail"),
        ({"two": "yes"}, "fail"),
    ],
)
def test_a_document_joined_to_one_result_passes_only_with_every_answer(
    given: dict[str, str], wanted: str, tmp_path: Path
) -> None:
    judged = judge(tmp_path, *(entry(oid(name), answer) for name, answer in given.items()))
    assert outcome(judged, "whole") == wanted


@pytest.mark.parametrize(
    ("response", "wanted"),
    [("UNKNOWN", "unknown"), ("not applicable", "notapplicable"), ("not-tested", "notchecked"), ("error", "error")],
)
def test_a_response_may_stand_in_the_place_of_an_answer(response: str, wanted: str, tmp_path: Path) -> None:
    given = entry("plain", "", response=response)
    judged = judge(tmp_path, given)
    assert outcome(judged, "plain") == wanted
    assert "Ann Lee" in messages(judged, "plain")


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"who": ""}, "not signed (who is missing)"),
        ({"when": "~"}, "not signed (when is missing)"),
        ({"expires": "2026-06-14"}, "expired on 2026-06-14"),
        ({"expires": "2026-06-15T12:00:00Z"}, "expired on 2026-06-15T12:00:00Z"),
        ({"when": "2026-06-17"}, "yet to come"),
    ],
)
def test_an_answer_that_does_not_count_leaves_the_rule_open_and_is_told(
    more: dict[str, str], why: str, tmp_path: Path
) -> None:
    judged = judge(tmp_path, entry("plain", "no") | more)
    assert outcome(judged, "plain") == "notchecked"
    assert why in messages(judged, "plain")
    (warning,) = judged.warnings
    assert (warning.code, warning.span.line) == ("answer-not-counted", 2)
    assert why in warning.message


def test_an_answer_counts_through_the_whole_day_on_which_it_expires(tmp_path: Path) -> None:
    given = entry("plain", "no", expires="2026-06-15")
    assert outcome(judge(tmp_path, given), "plain") == "pass"
    assert outcome(judge(tmp_path, given, now="2026-06-16T00:00:00Z"), "plain") == "notchecked"


def test_a_finding_whose_justification_expired_fails_again(tmp_path: Path) -> None:
    judged = judge(tmp_path, entry("joined", "no", expires="2026-01-01"))
    assert outcome(judged, "joined") == "fail"
    assert "expired on 2026-01-01" in messages(judged, "joined")


def test_an_answer_to_a_question_that_nothing_asks_is_told(tmp_path: Path) -> None:
    judged = judge(tmp_path, entry("plan", "no"), entry("plain", "no"))
    (warning,) = judged.warnings
    assert (warning.code, warning.hint) == ("orphaned-answer", "did you mean plain?")
    assert outcome(judged, "plain") == "pass"


def test_evidence_must_be_there_and_be_what_it_was(tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(b"signed")
    digest = hashlib.sha256(b"signed").hexdigest()

    def came(file: str, sha256: str) -> str:
        given = entry("plain", "no", evidence=f"[{{file: {file}, sha256: {sha256}}}]")
        judged = judge(tmp_path, given)
        return f"{outcome(judged, 'plain')} {messages(judged, 'plain')}"

    assert came("paper.pdf", digest).startswith("pass")
    assert "another digest" in came("paper.pdf", "0" * 64)
    assert "not beside" in came("gone.pdf", digest)
    assert "not beside" in came("../../../etc/passwd", digest)


def test_an_artifact_that_is_required_must_come_with_the_answer(tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(b"signed")
    digest = hashlib.sha256(b"signed").hexdigest()
    without = judge(tmp_path, entry("chosen", "Bad"))
    assert outcome(without, "chosen") == "notchecked"
    assert PAPER in messages(without, "chosen")
    given = entry("chosen", "Bad", evidence=f"[{{file: paper.pdf, sha256: {digest}, artifact: '{PAPER}'}}]")
    assert outcome(judge(tmp_path, given), "chosen") == "fail"


@pytest.mark.parametrize(
    ("entries", "code", "line"),
    [
        ((entry("plain", "no"), entry("plain", "no")), "duplicate-answer", 6),
        ((entry("plain", "no"), entry(oid("plain"), "yes")), "duplicate-answer", 6),
        ((entry("several", "no"),), "several-questions", 2),
        ((entry("plain", "perhaps"),), "bad-answer", 2),
        ((entry("valued", "three"),), "bad-answer", 2),
        ((entry("chosen", "Middling"),), "bad-answer", 2),
    ],
)
def test_a_mistake_in_the_answers_stops_the_evaluation(
    entries: tuple[dict[str, str], ...], code: str, line: int, tmp_path: Path
) -> None:
    with pytest.raises(Invalid) as caught:
        judge(tmp_path, *entries, xccdf_results=str(tmp_path / "out.xml"))
    (problem,) = caught.value.problems
    assert (problem.code, problem.span.line) == (code, line)
    assert not (tmp_path / "out.xml").exists()


def test_an_entry_that_is_not_filled_in_is_none(tmp_path: Path) -> None:
    judged = judge(tmp_path, entry("plain", "", who="", when=""))
    assert outcome(judged, "plain") == "notchecked"
    assert judged.warnings == ()


def test_definitions_alone_take_no_answers(tmp_path: Path) -> None:
    content(tmp_path)
    options = EvaluateOptions(str(tmp_path / "q-oval.xml"), str(tmp_path), answers="answers.yml")
    with pytest.raises(Invalid, match="--answers needs a benchmark"):
        judge_any(options, NOW)


def test_answers_are_not_written_over(tmp_path: Path) -> None:
    file = answers(tmp_path, [entry("plain", "no")])
    tree = tmp_path / "tree"
    tree.mkdir()
    options = EvaluateOptions(str(content(tmp_path)), str(tree), profile="base", answers=str(file), json=str(file))
    with pytest.raises(Invalid, match="output-collision"):
        evaluate(options, NOW)
