"""The questions of OCIL that a report and a guide show."""

from scapkit.api.contents.guides import questions
from scapkit.model.ocil import ActionRef, Ocil, Question, QuestionAction, Questionnaire
from scapkit.model.xccdf import Benchmark, Check, ContentRef, Rule, Value
from scapkit.names import OCIL_SYSTEM
from scapkit.xccdf.make_policy import make_policy

RULE = "xccdf_org.example_rule_age"
AGE = Value("xccdf_org.example_value_age", values=(("", "90"),))


def test_elements_that_stand_for_values_as_text_are_replaced_where_the_value_is_known() -> None:
    text = (
        'Is it more than <sub idref="age" />, or <sub idref="xccdf_org.example_value_age"/>, or <sub idref="gone" />?'
    )
    document = Ocil(
        (Questionnaire("q", "t", (ActionRef("a"),)),),
        (QuestionAction("a", "question", ()),),
        (Question("question", ((text,),)),),
    )
    rule = Rule(RULE, checks=(Check(OCIL_SYSTEM, (ContentRef("o.xml", "q"),)),), selected=True)
    policy = make_policy(Benchmark("b", "1", children=(rule,), values=(AGE,)), None)
    asked = questions(lambda _: document, policy)
    assert asked == {RULE: 'Is it more than 90, or 90, or <sub idref="gone" />?'}
