"""The interpreter of OCIL beyond what the conformance cases say."""

from pathlib import Path

from scapkit.model.ocil import ActionRef, Handler, Ocil, Question, QuestionAction, Questionnaire
from scapkit.ocil.interview import MAX_DEPTH, Interview
from scapkit.ocil.parts import questions_below
from scapkit.ocil.replies import Reply
from scapkit.xmlio.parse import parse
from scapkit.xmlio.read.ocil import read_ocil

ANSWERS = ("yes", "no")


def _results(document: Ocil, replies: dict[str, Reply]) -> set[str]:
    interview = Interview(document, replies)
    return {interview.outcome(each.id).result for each in document.questionnaires}


def _chain(length: int) -> Ocil:
    """Test actions each of which leads to the next when its question is answered yes."""
    thens = [*(ActionRef(f"a{number + 1}") for number in range(length - 1)), "PASS"]
    actions = [QuestionAction(f"a{n}", f"q{n}", (Handler("when_true", then),)) for n, then in enumerate(thens)]
    questions = tuple(Question(f"q{number}", (("?",),)) for number in range(length))
    return Ocil((Questionnaire("main", "", (ActionRef("a0"),)),), tuple(actions), questions)


def test_a_long_chain_of_test_actions_is_followed_up_to_a_limit() -> None:
    short, long = _chain(MAX_DEPTH), _chain(10_000)
    yes = {each.id: Reply(answer="yes") for each in long.questions}
    assert Interview(short, yes).outcome("main").result == "PASS"
    outcome = Interview(long, yes).outcome("main")
    assert (outcome.result, len(outcome.reasons)) == ("ERROR", 1)
    assert "lead to one another" in outcome.reasons[0]


def test_results_hold_what_was_worked_out_and_nothing_else() -> None:
    interview = Interview(_chain(3), {"q0": Reply(answer="yes")})
    interview.outcome("main")
    results = interview.results()
    assert [(each.id, each.result) for each in results.actions] == [("a1", "NOT_TESTED"), ("a0", "NOT_TESTED")]
    assert [(each.id, each.result) for each in results.questionnaires] == [("main", "NOT_TESTED")]
    asked = [(each.question_ref, each.response, each.answer) for each in results.questions]
    assert asked == [("q0", "ANSWERED", "true"), ("q1", "NOT_TESTED", "")]


def test_the_questions_below_a_questionnaire_are_those_on_all_ways_even_in_a_circle() -> None:
    document = _chain(3)
    back = document.actions[2]._replace(handlers=(Handler("when_true", ActionRef("a0")),))
    document = document._replace(actions=(*document.actions[:2], back))
    assert [each.id for each in questions_below(document)("main")] == ["q0", "q1", "q2"]
    assert questions_below(document)("gone") == ()


def test_public_questionnaires_load_and_run(public_content: Path) -> None:
    """In a document yes means the same throughout: some ask for the good state, others for the bad one."""
    seen = 0
    for file in sorted(public_content.glob("*-ocil.xml")):
        document = read_ocil(parse(file.read_bytes(), file.name), file.name)
        meant = [_results(document, {each.id: Reply(answer=text) for each in document.questions}) for text in ANSWERS]
        assert sorted(map(sorted, meant)) == [["FAIL"], ["PASS"]], file.name
        assert _results(document, {}) == {"NOT_TESTED"}
        seen += len(document.questionnaires)
    assert seen > 10_000
