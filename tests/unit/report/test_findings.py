"""What made a rule fail, in a line each."""

import pytest

from scapkit.model.results import Result, RuleOutcome
from scapkit.report.views import why
from scapkit.report.views.findings import Findings, findings_of
from scapkit.report.views.why import (
    CheckView,
    CriteriaView,
    CriterionView,
    DefinitionView,
    Expected,
    FieldView,
    ItemView,
)

FALSE, TRUE = Result.FALSE, Result.TRUE
BAD = (Expected("equals 0", FALSE),)


def item(*fields: FieldView, result: Result = FALSE) -> ItemView:
    return ItemView("exists", result, fields)


def criterion(name: str, *items: ItemView, more: int = 0) -> CriterionView:
    return CriterionView(
        FALSE, why.TestView(name, "", "ind:x", "all", "any_exist", "", FALSE, items=items, more_items=more)
    )


def failed(*children: CriterionView | CriteriaView, operator: str = "AND", negate: bool = False) -> CheckView:
    criteria = CriteriaView(operator, FALSE, children, negate)
    return CheckView("OVAL", "d", RuleOutcome.FAIL, definitions=(DefinitionView("d", "D", FALSE, criteria),))


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ((FieldView("filepath", "/f"), FieldView("yamlpath", "[:]"), FieldView("value", "ns/pod: x")), "ns/pod: x"),
        ((FieldView("yamlpath", ".a.b"), FieldView("value", "true", expected=BAD)), ".a.b: true"),
        ((FieldView("filepath", "/f"), FieldView("text", "PORT 22"), FieldView("subexpression", "22")), "22"),
        ((FieldView("filepath", "/f"), FieldView("user_id", "7", expected=BAD)), "/f: user_id 7"),
        (
            (FieldView("filepath", "/f"), FieldView("value.arn", "arn:a"), FieldView("value.days", "0", expected=BAD)),
            "arn:a: days 0",
        ),
        ((FieldView("name", "telnet"),), "telnet"),
        ((FieldView("value", "x" * 400),), "x" * 299 + "…"),
    ],
)
def test_an_item_is_told_by_what_tells_most(fields: tuple[FieldView, ...], text: str) -> None:
    assert findings_of([failed(criterion("t", item(*fields)))]).texts == (text,)


def test_of_a_list_of_values_those_are_told_that_are_wrong() -> None:
    values = (FieldView("value", "good", expected=(Expected("", TRUE),)), FieldView("value", "bad", expected=BAD))
    assert findings_of([failed(criterion("t", item(*values)))]).texts == ("bad",)


def test_counts_are_told_only_where_there_is_nothing_else() -> None:
    count, name = item(FieldView("value", "2", expected=BAD)), item(FieldView("value", "shop", expected=BAD))
    assert findings_of([failed(criterion("t", count))]).texts == ("2",)
    assert findings_of([failed(criterion("t", count), criterion("u", name))]).texts == ("shop",)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ((Expected("equals 3", FALSE, "oval:ssg-there:var:1"),), "covered is 2, expected: equals 3 (there)"),
        (
            (Expected("equals 3", FALSE, "oval:org.example:var:7"),),
            "covered is 2, expected: equals 3 (oval:org.example:var:7)",
        ),
        ((Expected("greater than 2", FALSE), Expected("less than 9", TRUE)), "covered is 2, expected: greater than 2"),
        ((), "covered is 2"),
    ],
)
def test_a_count_is_told_with_what_it_should_have_been(expected: tuple[Expected, ...], text: str) -> None:
    count = item(FieldView("var_ref", "oval:ssg-covered:var:1"), FieldView("value", "2", expected=expected))
    assert findings_of([failed(criterion("t", count))]).texts == (text,)
    name = item(FieldView("value", "shop", expected=BAD))
    assert findings_of([failed(criterion("t", count), criterion("u", name))]).texts == ("shop",)


def test_of_alternatives_those_count_that_held_items_against_a_state() -> None:
    pattern = criterion("none", item(FieldView("value", ": subnet-1$"), result=Result.NOT_EVALUATED))
    match = criterion("match", item(FieldView("value", "node-1: subnet-1", expected=BAD)))
    assert findings_of([failed(pattern, match, operator="OR")]).texts == ("node-1: subnet-1",)
    assert findings_of([failed(pattern, operator="OR")]).texts == (": subnet-1$",)


def test_what_is_negated_is_to_blame_where_it_is_true() -> None:
    there = criterion("t", item(FieldView("name", "telnet"), result=TRUE))
    inner = failed(there._replace(result=TRUE), negate=True)
    assert findings_of([inner]).texts == ("telnet",)


def test_items_that_were_left_out_are_counted_and_others_are_told_once() -> None:
    one = criterion("t", *(item(FieldView("value", "a/b", expected=BAD)) for _ in range(2)), more=7)
    assert findings_of([failed(one)]) == Findings(("a/b",), 7)


def test_a_check_that_did_not_fail_has_none() -> None:
    passed = failed(criterion("t", item(FieldView("name", "x"))))._replace(outcome=RuleOutcome.PASS)
    assert findings_of([passed]) == Findings()


@pytest.mark.parametrize("operator", ["ONE", "XOR"])
def test_of_criteria_that_count_those_are_told_that_are_too_many(operator: str) -> None:
    first, second = (_true(criterion(name, item(FieldView("name", name), result=TRUE))) for name in ("ntp", "chrony"))
    other = criterion("other", item(FieldView("name", "timesyncd")))
    assert findings_of([failed(first, second, other, operator=operator)]).texts == ("ntp", "chrony")
    assert findings_of([failed(other, operator=operator)]).texts == ("timesyncd",)


def _true(one: CriterionView) -> CriterionView:
    return one._replace(result=TRUE, test=one.test._replace(result=TRUE))
