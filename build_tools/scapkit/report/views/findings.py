"""What made a rule fail, in a line each: the items that its tests found wanting, named as shortly as they can be."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from scapkit.model.arf import Evaluation
from scapkit.model.oval import OvalDefinitions
from scapkit.model.results import Result, RuleOutcome
from scapkit.names import short_id
from scapkit.report.views.criteria import check_view, open_checks
from scapkit.report.views.finds import Find, finds_in, named_find, wholes_in
from scapkit.report.views.why import CheckView, CriteriaView, CriterionView, DefinitionView, ItemView, TestView

OPEN = (Result.UNKNOWN, Result.ERROR)
COUNTING = ("ONE", "XOR")
"""Operators by which it is the number of children that are true that decides."""
NO_FIND = "nothing found"


class Findings(NamedTuple):
    """Some lines, each once, and how many more items there are."""

    texts: tuple[str, ...] = ()
    more: int = 0


NONE = Findings()


def findings_of(checks: Iterable[CheckView]) -> Findings:
    """What the tests that made checks fail found, in their order; mere counts only where there is nothing else."""
    tests, more = _tests_to_blame(checks)
    finds = _telling(find for test in tests for item in wanting(test) for find in wholes_in(item))
    return Findings(tuple(dict.fromkeys(each.text for each in finds)), more)


def finds_of(checks: Iterable[CheckView]) -> tuple[tuple[Find, ...], int]:
    """The same with the keys by which things found are told from others, and how many more items there are.

    That a test found nothing is one, too, and so is a check of another kind than OVAL, such as a person's answer.
    """
    known = tuple(checks)
    tests, more = _tests_to_blame(known)
    return _telling((*(find for test in tests for find in _finds_in_test(test)), *_others(known))), more


def _telling(finds: Iterable[Find]) -> tuple[Find, ...]:
    known = dict.fromkeys(finds)
    return tuple(find for find in known if not find.bare) or tuple(known)


def _tests_to_blame(checks: Iterable[CheckView]) -> tuple[Iterable[TestView], int]:
    """The tests that made checks fail, each once, and how many items of theirs are not shown."""
    tests = {test.id: test for check in checks for test in _failed(check)}
    return tests.values(), sum(test.more_items for test in tests.values())


def _finds_in_test(test: TestView) -> Iterator[Find]:
    items = wanting(test)
    if not items:
        yield nothing_found(test)
    yield from (find for item in items for find in finds_in(item))


def nothing_found(test: TestView) -> Find:
    """That a test found nothing, as a thing found."""
    wanted = "; ".join(", ".join(each.entities) for each in test.looked_for)
    return named_find(f"{NO_FIND}: {wanted or test.comment or test.id}")


def _others(checks: Iterable[CheckView]) -> Iterator[Find]:
    for check in checks:
        yield from _others(check.children)
        if check.kind not in ("OVAL", "") and check.outcome is RuleOutcome.FAIL:
            yield named_find(f"the {check.kind} check {check.name}".rstrip())


def lacking(checks: Iterable[CheckView]) -> tuple[str, ...]:
    """What kept the tests of checks from being judged, each once."""
    tests = [test for check in checks for definition in _definitions(check) for test in _tests(definition.criteria)]
    return tuple(dict.fromkeys(text for test in tests if test.result in OPEN for text in test.missing))


def is_complete(checks: Iterable[CheckView]) -> bool:
    """Whether all was collected that tests are about: else what they did not find may be there all the same."""
    definitions = (each for check in checks for each in _definitions(check))
    return all(test.complete for each in definitions for test in _tests(each.criteria))


def _definitions(check: CheckView) -> Iterator[DefinitionView]:
    yield from check.definitions
    for child in check.children:
        yield from _definitions(child)


def _tests(node: CriteriaView | CriterionView | None) -> Iterator[TestView]:
    if isinstance(node, CriterionView):
        yield node.test
    elif node is not None:
        for child in node.children:
            yield from _tests(child)


def findings_by_rule(
    evaluation: Evaluation,
    documents: Mapping[str, OvalDefinitions],
    values: Mapping[str, str] = MappingProxyType({}),
) -> Mapping[str, Findings]:
    """The findings of the rules that failed, by short id; `documents` and `values` as of a whole report."""
    judged = open_checks(evaluation.oval_results, documents, values)
    failed = (each for each in evaluation.test_result.rule_results if each.outcome is RuleOutcome.FAIL)
    return {short_id(each.rule_id): findings_of(check_view(check, judged) for check in each.checks) for each in failed}


def _failed(check: CheckView) -> Iterator[TestView]:
    for child in check.children:
        yield from _failed(child)
    for definition in check.definitions:
        if definition.criteria is not None and check.outcome is RuleOutcome.FAIL:
            yield from _guilty(definition.criteria, definition.result)


def _guilty(node: CriteriaView | CriterionView, guilty: Result) -> Iterator[TestView]:
    """The tests below a node that came to the result that makes the whole what it is.

    Of alternatives that all failed, those count that held items against a state, where there are such: the others say
    that there might have been nothing to hold against it.
    """
    if node.result is not guilty:
        return
    if isinstance(node, CriterionView):
        yield node.test
        return
    below = _opposite(guilty) if node.negate else guilty
    blamed = _blamed(node, below)
    tests = [test for child in node.children for test in _guilty(child, blamed)]
    judged = [test for test in tests if _false(test)] if node.operator == "OR" else []
    yield from judged or tests


def _blamed(node: CriteriaView, below: Result) -> Result:
    """The result of the children that make a node what it is; of those that count the true ones, where there are any
    (OVAL 5.11.2, table 12: more than one is too many for ONE, two are for XOR).
    """
    counts = node.operator in COUNTING and any(each.result is Result.TRUE for each in node.children)
    return Result.TRUE if counts else below


def _opposite(result: Result) -> Result:
    return {Result.TRUE: Result.FALSE, Result.FALSE: Result.TRUE}.get(result, result)


def _false(test: TestView) -> list[ItemView]:
    return [item for item in test.items if item.result is Result.FALSE]


def wanting(test: TestView) -> list[ItemView]:
    """The items that satisfied no state; all of them where none should have been there, or none is to blame.

    Of a test that no item may satisfy, those that did.
    """
    blamed = Result.TRUE if test.check == "none satisfy" else Result.FALSE
    found = [item for item in test.items if item.result is blamed]
    return found or [item for item in test.items if item.status == "exists"]


def texts_of(item: ItemView) -> Iterator[str]:
    """What an item is, and what is wrong with it; of one with a list of values a text for each that is wrong."""
    return (each.text for each in wholes_in(item))
