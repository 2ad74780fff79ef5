"""What a profile asks, one question after the other as answers lead to them."""

from pathlib import Path

from answered import content, oid
from scapkit.api.asking.topics import Topic, topics
from scapkit.model.ocil import (
    ActionRef,
    Handler,
    Ocil,
    Question,
    QuestionAction,
    Questionnaire,
    Range,
    Sub,
    Variable,
)
from scapkit.model.xccdf import Benchmark, Value
from scapkit.ocil.parts import questions_below
from scapkit.ocil.replies import Reply
from scapkit.xccdf.make_policy import make_policy
from scapkit.xccdf.policy import Policy
from scapkit.xccdf.profiles import find_profile
from scapkit.xmlio.content import Content, open_content
from small_benchmark import xid

AGE = Value("xccdf_org.example_value_age", values=(("", "90"),))
POLICY = make_policy(Benchmark("b", "1", values=(AGE,)), None)


def _led() -> Topic:
    """A question that asks a number, and one that names it and is asked where the first is answered."""
    document = Ocil(
        (Questionnaire("q", "", (ActionRef("a"),)),),
        (
            QuestionAction("a", "many", (Handler("when_range", ActionRef("b"), ranges=(Range(),)),), "numeric"),
            QuestionAction("b", "enough", (Handler("when_true", "PASS"), Handler("when_false", "FAIL"))),
        ),
        (
            Question("many", (('Of <sub idref="age"/>, how many?',),), "numeric"),
            Question("enough", (("Are ", Sub("v"), " and ", Sub("w"), " enough?"),)),
        ),
        variables=(Variable("v", "NUMERIC", "local", question_ref="many"),),
    )
    return Topic("r", "R", document, ("q",), {}, questions_below(document)("q"), POLICY)


def _open(topic: Topic, replies: dict[str, Reply], *skipped: str) -> str:
    found = topic.open_question(replies, skipped)
    return found.id if found else ""


def test_a_question_is_asked_when_the_answer_before_it_leads_there() -> None:
    many, enough = {"many": Reply(answer="3")}, {"enough": Reply(answer="yes")}
    assert _open(_led(), {}) == "many"
    assert _open(_led(), {}, "many") == ""
    assert _open(_led(), many) == "enough"
    assert _open(_led(), many | enough) == ""
    assert _open(_led(), {"many": Reply("UNKNOWN")}) == ""


def test_a_text_has_the_values_of_variables_that_are_known_and_of_the_profile() -> None:
    many, enough = _led().questions
    assert _led().text(many, {}) == "Of 90, how many?"
    assert _led().text(enough, {}) == "Are [v] and [w] enough?"
    assert _led().text(enough, {"many": Reply(answer="3")}) == "Are 3 and [w] enough?"


def _opened(folder: Path) -> tuple[Content, Policy]:
    found = open_content(str(content(folder)))
    profile = find_profile(found.bare_benchmark, None, "base", "x")
    return found, make_policy(found.bare_benchmark, profile, "x")


def test_rules_that_data_decides_alone_are_asked_about_only_on_request(tmp_path: Path) -> None:
    opened, policy = _opened(tmp_path)
    usual = [each.rule_id.rpartition("rule_")[2] for each in topics(opened, policy)]
    every = [each.rule_id.rpartition("rule_")[2] for each in topics(opened, policy, every=True)]
    assert usual == ["plain", "chosen", "joined", "several", "valued", "whole", "many"]
    assert set(every) - set(usual) == {"open", "decided"}


def test_values_of_the_profile_are_handed_in(tmp_path: Path) -> None:
    opened, policy = _opened(tmp_path)
    valued = next(each for each in topics(opened, policy) if each.rule_id == xid("rule", "valued"))
    assert valued.external == {oid("least", "variable"): "3"}
