"""Why a rule failed, as what waivers must cover."""

import pytest

from scapkit.model.results import Result, RuleOutcome
from scapkit.report.views import why
from scapkit.report.views.grounds import grounds_of
from scapkit.report.views.why import (
    CheckView,
    CriteriaView,
    CriterionView,
    DefinitionView,
    Expected,
    FieldView,
    ItemView,
)
from scapkit.waivers.patterns import uncovered

FALSE, TRUE, UNKNOWN = Result.FALSE, Result.TRUE, Result.UNKNOWN
FAIL = RuleOutcome.FAIL


def item(text: str, result: Result = FALSE, status: str = "exists") -> ItemView:
    return ItemView(status, result, (FieldView("value", text, expected=(Expected("", result),)),))


def criterion(*items: ItemView, result: Result = FALSE, **fields: object) -> CriterionView:
    given = {
        "comment": "the test",
        "check": "all",
        "check_existence": "any_exist",
        "result": result,
        "flag": "complete",
    }
    test = why.TestView(**{"id": "t", "kind": "ind:x", "requirement": "", "items": items, **given, **fields})  # type: ignore[arg-type]
    return CriterionView(result, test)


def definition(
    *children: CriterionView | CriteriaView, operator: str = "AND", result: Result = FALSE
) -> DefinitionView:
    return DefinitionView("d", "D", result, CriteriaView(operator, result, children))


def check(*definitions: DefinitionView, outcome: RuleOutcome = FAIL) -> CheckView:
    return CheckView("OVAL", "d", outcome, definitions=definitions)


def left(*checks: CheckView, patterns: tuple[str, ...] = ("*",)) -> tuple[str, ...]:
    return uncovered(grounds_of(checks), patterns)


def test_all_findings_of_all_tests_that_failed_are_grounds() -> None:
    failed = check(definition(criterion(item("a"), item("ok", TRUE)), criterion(item("b")), criterion(result=TRUE)))
    assert left(failed, patterns=()) == ("a", "b")
    assert left(failed, patterns=("a",)) == ("b",)
    assert left(failed) == ()


def test_counts_are_grounds_too_though_reports_leave_them_out() -> None:
    assert left(check(definition(criterion(item("a")), criterion(item("3")))), patterns=("a",)) == ("3",)


def test_of_alternatives_one_need_be_covered() -> None:
    either = check(definition(criterion(item("a")), criterion(item("b")), operator="OR"))
    assert left(either, patterns=("b",)) == ()
    assert left(either, patterns=("c",)) == ("a", "b")


def test_what_made_a_vulnerable_definition_true_must_all_be_covered() -> None:
    either = criterion(item("a", TRUE), result=TRUE), criterion(item("b", TRUE), result=TRUE)
    assert left(check(definition(*either, operator="OR", result=TRUE)), patterns=("b",)) == ("a",)


def test_of_what_no_item_may_satisfy_those_that_did_are_told() -> None:
    none = criterion(item("bad", TRUE), item("good", FALSE), check="none satisfy")
    assert left(check(definition(none)), patterns=()) == ("bad",)


@pytest.mark.parametrize(
    ("test", "told"),
    [
        (criterion(flag=""), "the test"),
        (criterion(item("a"), more_items=2), "the test: 2 things that are not named"),
        (criterion(item("a"), flag="incomplete"), "the test: what was not collected or is not there"),
        (criterion(item("a"), item("b", status="not collected")), "the test: what was not collected or is not there"),
        (criterion(item("a"), item("", status="does not exist")), "the test: what was not collected or is not there"),
    ],
)
def test_what_no_finding_names_no_pattern_covers(test: CriterionView, told: str) -> None:
    assert left(check(definition(test))) == (told,)


@pytest.mark.parametrize("flag", ["complete", "does not exist"])
def test_that_nothing_was_found_is_a_finding_where_it_is_known(flag: str) -> None:
    looked_for = (why.LookedFor("rpminfo", ("name equals aide",)),)
    missing = check(definition(criterion(flag=flag, looked_for=looked_for)))
    assert left(missing, patterns=("nothing found: name equals aide",)) == ()
    assert left(missing, patterns=()) == ("nothing found: name equals aide",)


def test_evidence_that_is_missing_beside_a_failure_stays_uncovered() -> None:
    both = definition(criterion(item("a")), criterion(result=UNKNOWN, comment="the other test"))
    assert left(check(both)) == ("the other test",)
    either = definition(criterion(item("a")), criterion(result=UNKNOWN), operator="OR")
    assert left(check(either)) == ()


def test_criteria_that_are_not_shown_stay_uncovered() -> None:
    deep = CriteriaView("AND", FALSE, note="deeper criteria are not shown")
    assert left(check(definition(criterion(item("a")), deep))) == ("deeper criteria are not shown",)
    assert left(check(DefinitionView("d", "D", FALSE))) == ("definition d",)
    many = [definition(criterion(item("a")))] * 50
    assert left(check(*many)) == ("definitions that are not shown",)


def test_a_negated_criteria_is_covered_by_what_made_the_inner_true() -> None:
    inner = CriteriaView("OR", FALSE, (criterion(item("a", TRUE), result=TRUE), criterion(result=FALSE)), negate=True)
    assert left(check(definition(inner)), patterns=()) == ("a",)


def test_where_all_must_be_and_too_few_are_all_are_grounds() -> None:
    one = criterion(item("a"), item("b", TRUE), check_existence="only_one_exists")
    assert left(check(definition(one)), patterns=()) == ("a", "b")


def joined(operator: str, *children: CheckView, negate: bool = False) -> CheckView:
    return CheckView("", "", FAIL, negate, operator=operator, children=children)


DATA = check(definition(criterion(item("a"))))
QUESTION = CheckView("OCIL", "q", FAIL)


def test_what_a_person_answered_is_no_finding() -> None:
    assert left(QUESTION) == ("the OCIL check q",)
    assert left(joined("AND", DATA, QUESTION)) == ("the OCIL check q",)
    assert left(joined("OR", DATA, QUESTION)) == ()
    assert left(joined("OR", DATA, QUESTION._replace(outcome=RuleOutcome.NOTCHECKED))) == ()


def test_a_check_that_stays_open_beside_one_that_failed_stays_uncovered() -> None:
    unknown = QUESTION._replace(outcome=RuleOutcome.UNKNOWN)
    assert left(joined("AND", DATA, unknown)) == ("the OCIL check q",)
    assert left(joined("OR", DATA, unknown)) == ()


def test_a_combination_that_is_negated_is_covered_by_nothing() -> None:
    passed = DATA._replace(outcome=RuleOutcome.PASS)
    assert left(joined("AND", passed, negate=True)) == ("the AND of checks",)
    assert left(DATA._replace(negate=True)) == ("the OVAL check d",)


def test_a_rule_whose_checks_are_not_told_is_covered_by_nothing() -> None:
    assert left() == ("the rule",)


@pytest.mark.parametrize("operator", ["ONE", "XOR"])
@pytest.mark.parametrize("result", [FALSE, TRUE])
def test_what_a_count_of_criteria_decided_is_covered_by_nothing(operator: str, result: Result) -> None:
    two = criterion(item("a", TRUE), result=TRUE), criterion(item("b", TRUE), result=TRUE), criterion(item("c"))
    assert left(check(definition(*two, operator=operator, result=result))) == (f"the {operator} of criteria",)
    inner = CriteriaView(operator, FALSE, two, comment="one time service")
    assert left(check(definition(criterion(item("d")), inner))) == (f"the {operator} of one time service",)
    assert left(check(definition(criterion(item("d")), inner, operator="OR")), patterns=("d",)) == ()


def test_evidence_that_denies_the_failure_covers_nothing() -> None:
    for outcome in (RuleOutcome.PASS, RuleOutcome.UNKNOWN):
        assert left(DATA._replace(outcome=outcome)) == ("the OVAL check d",)
