"""What stands for something else in titles, descriptions and fixes (NIST IR 7275r4, 7.2.3.6)."""

from scapkit.model.arf import Evaluation
from scapkit.model.dump import Asset
from scapkit.model.results import RuleOutcome, RuleResult
from scapkit.model.results import TestResult as Result
from scapkit.model.xccdf import Benchmark, Fix, Profile, RefineValue, Rule, SetValue, Text, Value
from scapkit.report.console.outline import make_outline
from scapkit.report.contents.remedies import make_remedies
from scapkit.report.views.view import make_view
from scapkit.xccdf.make_policy import make_policy
from scapkit.xccdf.policy import Policy

VALUE = Value("v", (Text("The value"),), values=(("", "1"), ("two", "2")))
SH = "urn:sh"


def policy(*refinements: SetValue | RefineValue, title: str = "", fix: str = "", description: str = "") -> Policy:
    rule = Rule("r", (Text(title),), (Text(description),), fixes=(Fix(fix, SH),))
    texts = (("pt", "plain text"),)
    benchmark = Benchmark("b", "1", children=(rule,), values=(VALUE,), plain_texts=texts)
    return make_policy(benchmark, Profile("p", refinements=refinements))


def result(*facts: tuple[str, str, str]) -> Result:
    results = (RuleResult("r", RuleOutcome.PASS),)
    return Result("t", "b", "", "1", "", "p", "x", "", "", results, target_facts=facts)


def shown_title(made: Policy) -> str:
    return make_outline(made, result()).rules[0].title


def test_titles_name_the_value_in_force() -> None:
    title = 'At most <xccdf:sub idref="v"/> by <xccdf:sub idref="v" use="title"/>, <xccdf:sub idref="pt" use="title"/>'
    assert shown_title(policy(title=title)) == "At most 1 by The value, plain text"
    assert shown_title(policy(RefineValue("v", "two"), title='<xccdf:sub idref="v" use="legacy"/>')) == "2"


def test_a_list_is_shown_by_its_items() -> None:
    assert shown_title(policy(SetValue("v", ("a", "b")), title='<xccdf:sub idref="v"/>')) == "a, b"


def test_fixes_take_values_titles_plain_texts_and_objects() -> None:
    fix = (
        'x=<xccdf:sub idref="v"/> <xccdf:sub idref="v" use="title"/> <xccdf:sub idref="pt"/>'
        ' <object data="#xccdf:value:v"/> <object data="#xccdf:title:v"/><xccdf:instance/>'
    )
    remedies, problems = make_remedies(policy(SetValue("v", "5"), fix=fix), SH, "f")
    assert remedies.remedies[0].text == "x=5 The value plain text 5 The value"
    assert problems == ()


def test_a_fix_that_names_what_has_no_text_is_left_out() -> None:
    remedies, problems = make_remedies(policy(fix='<object data="#xccdf:title:gone"/>'), SH, "f")
    assert (remedies.remedies, remedies.left_out) == ((), ("r",))
    assert "names gone, which has no text" in problems[0].message


def test_a_report_names_facts_of_the_target() -> None:
    description = 'On <object data="#xccdf:value:urn:x:os"/>'
    evaluation = Evaluation(Asset("x"), result(("urn:x:os", "string", "Debian")), ())
    view = make_view(policy(description=description), evaluation, {})
    assert [rule.text.description_html for rule in view.rules] == ["On Debian"]


def test_inherited_and_own_text_of_one_language_are_shown_together() -> None:
    base = Rule("base", (Text("Base"),), (Text("Inherited."),), abstract=True)
    own = Rule("r", (Text("Own", override=True),), (Text("And more."),), extends="base")
    made = make_policy(Benchmark("b", "1", children=(base, own)), None)
    view = make_view(made, Evaluation(Asset("x"), result(), ()), {})
    assert [(rule.text.title, rule.text.description_html) for rule in view.rules] == [("Own", "Inherited.\nAnd more.")]
