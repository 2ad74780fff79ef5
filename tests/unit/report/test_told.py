"""What formats tell of a result besides its fields."""

import report_views
from scapkit.model.results import Result, RuleOutcome
from scapkit.report.views.shown import RuleView
from scapkit.report.views.told import blamed, found, named, reasons, waived
from scapkit.report.views.why import CheckView, CriterionView, DefinitionView, LookedFor
from scapkit.report.views.why import TestView as OvalTest


def _failed(*checks: CheckView) -> RuleView:
    (rule, *_) = report_views.view().rules
    return rule._replace(outcome=RuleOutcome.FAIL, checks=checks)


def test_a_failure_for_want_of_something_says_what_was_not_there() -> None:
    looked_for = (LookedFor("linux:partition", ("mount_point equals /home",)),)
    test = OvalTest(
        "oval:x:tst:1", "", "linux:partition", "all", "at_least_one_exists", "", Result.FALSE, looked_for=looked_for
    )
    definition = DefinitionView("oval:x:def:1", "", Result.FALSE, CriterionView(Result.FALSE, test))
    rule = _failed(CheckView("OVAL", "oval:x:def:1", RuleOutcome.FAIL, definitions=(definition,)))
    assert blamed(rule).texts == ("nothing found: mount_point equals /home",)


def test_a_failure_by_an_answer_names_the_questionnaire() -> None:
    assert blamed(_failed(CheckView("OCIL", "ocil:x:questionnaire:1", RuleOutcome.FAIL))).texts == (
        "the OCIL check ocil:x:questionnaire:1",
    )


def test_what_did_not_fail_has_no_findings() -> None:
    (rule, *_) = report_views.view().rules
    assert found(rule) == blamed(rule) == ((), 0)


def test_what_could_not_be_judged_always_has_a_reason() -> None:
    rule = _failed()._replace(outcome=RuleOutcome.UNKNOWN, reasons=())
    assert reasons(rule) == ("no reason was given",)
    assert reasons(rule._replace(outcome=RuleOutcome.PASS)) == ()


def test_what_somebody_made_worse_is_not_waived() -> None:
    (waived_rule,) = (each for each in report_views.waived_view().rules if each.overrides)
    assert waived(waived_rule)
    assert not waived(waived_rule._replace(outcome=RuleOutcome.FAIL))


def test_results_of_one_rule_have_names_of_their_own() -> None:
    (rule, *_) = report_views.view().rules
    names = [name for name, _ in named((rule, rule._replace(instance="x"), rule))]
    assert names == ["anonymous", "anonymous[x]", "anonymous#2"]
