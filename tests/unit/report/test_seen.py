"""What checks saw where nothing was wanting: a few lines, and nothing that content hides."""

import report_sample as sample
from scapkit.model.oval import OvalDefinitions
from scapkit.model.results import ComplexCheckResult, OvalResults, RuleOutcome
from scapkit.model.syschar import Field
from scapkit.report.views.criteria import open_checks
from scapkit.report.views.seen import seen_of

CHECKS = sample.rule_result("anonymous", RuleOutcome.PASS).checks


def seen(results: OvalResults | None = None, document: OvalDefinitions | None = None) -> tuple[str, ...]:
    documents = {sample.HREF: document} if document else sample.documents()
    return seen_of(CHECKS, open_checks((results or sample.oval_results(),), documents))


def test_the_place_and_what_the_states_ask_for_are_told() -> None:
    assert seen() == (f"{sample.KUBELET}: value false",)


def test_combined_checks_are_told_each_line_once() -> None:
    joined = (ComplexCheckResult("AND", (*CHECKS, *CHECKS), outcome=RuleOutcome.PASS),)
    assert len(seen_of(joined, open_checks((sample.oval_results(),), sample.documents()))) == 1


def test_masked_values_are_not_told() -> None:
    found = sample.oval_results()
    test = found.tests[0]
    item = test.tested_items[0].item
    fields = tuple(_masked(each) if each.name == "value" else each for each in item.fields)
    tested = test.tested_items[0]._replace(item=item._replace(fields=fields))
    tests = (test._replace(tested_items=(tested,)), *found.tests[1:])
    assert seen(found._replace(tests=tests)) == (f"{sample.KUBELET}: value (masked)",)
    document = sample.documents()[sample.HREF]
    hidden = {
        name: state._replace(entities=tuple(each._replace(mask=True) for each in state.entities))
        for name, state in document.states.items()
    }
    assert seen(document=document._replace(states=hidden)) == (f"{sample.KUBELET}: value (masked)",)


def _masked(field: Field) -> Field:
    return field._replace(fields=tuple(each._replace(mask=True) for each in field.fields))


def test_what_was_not_judged_is_not_told() -> None:
    assert seen(OvalResults(sample.HREF, (), (), ())) == ()
