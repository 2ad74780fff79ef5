"""Rules are told once for many assets, and told anew where what they name differs."""

import report_sample as sample
from scapkit.model.xccdf import Text
from scapkit.report.contents.rules import Library, rule_text
from scapkit.report.views.texts import Texts
from scapkit.report.writing.prose import Wording

SUB = '<xccdf:sub xmlns:xccdf="http://checklists.nist.gov/xccdf/1.2" idref="{}"/>'


def library(**values: str) -> Library:
    return Library(Wording(values), {})


def test_a_rule_is_told_once_whatever_else_differs() -> None:
    texts, rule = Texts(), sample.RULES[0]
    first = texts.of(rule, library(region="here"))
    assert first == rule_text(rule, library())
    assert texts.of(rule, library(region="there")) is first


def test_a_rule_that_names_a_fact_or_a_value_is_told_with_each() -> None:
    texts = Texts()
    rule = sample.RULES[0]._replace(descriptions=(Text("In " + SUB.format("region")),))
    told = [texts.of(rule, library(region=each)).description_html for each in ("here", "there", "here")]
    assert told == ["In here", "In there", "In here"]
    marked = rule._replace(id="other", descriptions=(Text('<object data="#xccdf:value:region"/>'),))
    assert [texts.of(marked, library(region=each)).description_html for each in ("a", "b")] == ["a", "b"]
