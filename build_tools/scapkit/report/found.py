"""What a check found, in lines for somebody who is to judge it: the verdict, reasons, and what did not satisfy it."""

from collections.abc import Iterator
from itertools import islice

from scapkit.model.results import Result
from scapkit.report.shown import RuleView
from scapkit.report.why import CheckView, CriteriaView, CriterionView, ItemView, TestView

MAX_LINES = 25


def found(rule: RuleView) -> tuple[str, ...]:
    """The lines, the last one telling how many were left out."""
    lines = list(_lines(rule))
    left_out = len(lines) - MAX_LINES
    return (*lines[:MAX_LINES], f"... {left_out} more lines") if left_out > 0 else tuple(lines)


def _lines(rule: RuleView) -> Iterator[str]:
    yield f"the check came to: {rule.outcome}"
    yield from (each.text for each in rule.reasons if each.level != "info")
    for test in _tests_of(rule.checks):
        if test.result is Result.FALSE and (bad := list(_bad(test))):
            yield f"{test.comment or test.id}: not so, because of"
            yield from (f"  - {each}" for each in bad)


def _tests_of(checks: tuple[CheckView, ...]) -> Iterator[TestView]:
    for check in checks:
        yield from _tests_of(check.children)
        for definition in check.definitions:
            if definition.criteria is not None:
                yield from _tests(definition.criteria)


def _tests(node: CriteriaView | CriterionView) -> Iterator[TestView]:
    if isinstance(node, CriterionView):
        yield node.test
    else:
        for child in node.children:
            yield from _tests(child)


def _bad(test: TestView) -> Iterator[str]:
    """The values that did not satisfy a test's states; of an item that has none such, what it is known by."""
    for item in test.items:
        values = [each.value for each in item.fields if any(one.result is Result.FALSE for one in each.expected)]
        yield from values or islice(_known_by(item), 1)


def _known_by(item: ItemView) -> Iterator[str]:
    return (f"{each.name} {each.value}" for each in item.fields if each.key and item.result is not Result.TRUE)
