"""What a check found, in the words that somebody who is to judge it sees."""

from scapkit.model.results import Result, RuleOutcome
from scapkit.report.views import why as w
from scapkit.report.views.found import MAX_LINES, found
from scapkit.report.views.shown import Reason, RuleText, RuleView


def _test(name: str, result: Result, *items: w.ItemView) -> w.TestView:
    return w.TestView(name, f"Nothing is {name}", "k", "all", "any_exist", "", result, items=items)


def _item(result: Result, *fields: w.FieldView) -> w.ItemView:
    return w.ItemView("exists", result, fields)


def _value(text: str, result: Result) -> w.FieldView:
    return w.FieldView("value", text, expected=(w.Expected("x", result),), key=True)


def _rule(*tests: w.TestView, reasons: tuple[Reason, ...] = ()) -> RuleView:
    criteria = w.CriteriaView(
        "AND", Result.FALSE, (w.CriteriaView("OR", Result.FALSE, tuple(w.CriterionView(t.result, t) for t in tests)),)
    )
    inner = w.CheckView(
        "OVAL", "d", RuleOutcome.FAIL, definitions=(w.DefinitionView("d", "d", Result.FALSE, criteria),)
    )
    outer = w.CheckView(
        "", "", RuleOutcome.FAIL, operator="OR", children=(inner, w.CheckView("OCIL", "q", RuleOutcome.NOTCHECKED))
    )
    return RuleView("a", RuleText("r", "r", "R"), "low", RuleOutcome.FAIL, reasons=reasons, checks=(outer,))


def test_values_that_do_not_satisfy_a_test_are_listed_and_others_are_not() -> None:
    bad, good = _value("pod/a", Result.FALSE), _value("pod/b", Result.TRUE)
    lines = found(_rule(_test("odd", Result.FALSE, _item(Result.FALSE, bad, good)), _test("even", Result.TRUE)))
    assert lines == ("the check came to: fail", "  - pod/a")


def test_an_item_without_such_values_is_told_by_its_key() -> None:
    item = _item(Result.FALSE, w.FieldView("size", "3"), w.FieldView("filepath", "/etc/x", key=True))
    assert found(_rule(_test("there", Result.FALSE, item)))[-1] == "  - /etc/x"


def test_reasons_are_told_but_not_that_an_answer_is_needed() -> None:
    reasons = (Reason("not collected", "warning"), Reason("needs an answer: q"))
    assert found(_rule(reasons=reasons)) == ("the check came to: fail", "not collected")


def test_long_lists_are_cut() -> None:
    items = (_item(Result.FALSE, _value(str(number), Result.FALSE)) for number in range(100))
    lines = found(_rule(_test("odd", Result.FALSE, *items)))
    assert len(lines) == MAX_LINES + 1
    assert lines[-1] == "... 76 more lines"
