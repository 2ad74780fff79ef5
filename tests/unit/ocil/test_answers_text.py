"""Answers files written: they read back as they were, and no text of content becomes an answer."""

from random import Random

import pytest

from scapkit.api.asking.answers_text import answers_text, form
from scapkit.api.asking.topics import Topic
from scapkit.model.answers import AnswersFile, Entry, Evidence, SignOff
from scapkit.model.ocil import ActionRef, Choice, Handler, Ocil, Question, QuestionAction, Questionnaire
from scapkit.model.xccdf import Benchmark
from scapkit.ocil.answers_file import answers_of
from scapkit.xccdf.make_policy import make_policy

ENTRIES = (
    Entry(rule="r", answer="no", who="Ann <a@b>", when="2026-01-02", expires="2026-02-02", remark="a\nb: c #d"),
    Entry(question="ocil:x:question:1", answer="", who="'\"\\", when="2026-01-02T00:00:00Z"),
    Entry(question="ocil:x:question:2", answer=" 3 ", remark="- x\n\n  y"),
    Entry(
        question="ocil:x:question:3", response="UNKNOWN", evidence=(Evidence("a b.pdf", "0" * 64, "ocil:x:artifact:1"),)
    ),
    Entry(rule="no", answer="2026-01-01", who="null", remark="x\u2028~"),
    Entry(rule="s", answer="\tx\x85y"),
    Entry(rule="t", asset="shop-*", answer="no", sign_off=SignOff('Bo: "B"', "2026-01-03")),
)
HOSTILE = "- rule: r\x85  answer: no\u2028  who: me\n  when: 2026-01-01\r\x0b- rule: s\x00\x1b[2J\u202e"


def test_entries_read_back_as_they_were() -> None:
    for given in (AnswersFile("a.yml", ENTRIES, True), AnswersFile("a.yml", ENTRIES), AnswersFile("a.yml")):
        read = answers_of(answers_text(given).encode(), "a.yml")
        assert read._replace(entries=tuple(each._replace(line=0) for each in read.entries)) == given


@pytest.mark.parametrize("seed", range(200))
def test_texts_of_all_kinds_read_back_as_they_were(seed: int) -> None:
    random = Random(seed)
    text = "".join(random.choice("ab \n\t:#-'\"\\|>?&*!%@`\r\x85\u2028é{}[],~0") for _ in range(random.randint(1, 12)))
    given = (Entry(rule="r", answer=text, remark=text.strip() or "x", who="Ann"),)
    read = answers_of(answers_text(AnswersFile("a.yml", given)).encode(), "a.yml").entries
    assert [each._replace(line=0) for each in read] == list(given)


@pytest.mark.parametrize("kind", ["boolean", "choice", "numeric", "string"])
def test_nothing_in_a_form_is_an_answer_whatever_the_content_says(kind: str) -> None:
    question = Question("ocil:x:question:1", ((HOSTILE,),), kind, choices=(Choice("c", HOSTILE),))
    action = QuestionAction("a", question.id, (Handler("when_true", "PASS"),), kind)
    document = Ocil((Questionnaire("q", "", (ActionRef("a"),)),), (action,), (question,))
    topic = Topic("xccdf_x_rule_r", HOSTILE, document, ("q",), {}, (question,), make_policy(Benchmark("b", "1"), None))
    text = form([topic, topic], {"xccdf_x_rule_r": (HOSTILE,)})
    (entry,) = answers_of(text.encode(), "form.yml").entries
    assert (entry.rule, entry.is_given, entry.who) == ("r", False, "")
    assert "\x1b" not in text
