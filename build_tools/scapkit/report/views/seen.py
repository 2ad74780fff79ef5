"""What checks saw where nothing was wanting, in a few short lines: made without the view of a whole report."""

from collections.abc import Iterable, Iterator
from itertools import islice

from scapkit.model.oval import State
from scapkit.model.results import CheckResult, ComplexCheckResult, CriteriaResult, CriterionResult
from scapkit.model.syschar import Field, Item
from scapkit.names import OVAL_SYSTEM
from scapkit.report.views.criteria import Checks
from scapkit.report.views.finds import PLACES, shortened
from scapkit.report.views.objects import masked_fields, objects_of, states_of
from scapkit.report.views.tests import Book

MOST = 5
MASKED = "(masked)"


def seen_of(checks: Iterable[CheckResult | ComplexCheckResult], judged: Checks) -> tuple[str, ...]:
    """At most five lines: the place of an item, and its fields that the states of its test speak of."""
    return tuple(dict.fromkeys(islice((line for check in checks for line in _of_check(check, judged)), MOST)))


def _of_check(check: CheckResult | ComplexCheckResult, judged: Checks) -> Iterator[str]:
    if isinstance(check, ComplexCheckResult):
        for child in check.children:
            yield from _of_check(child, judged)
    elif check.system == OVAL_SYSTEM:
        for book, definition in judged.find(check):
            if definition.criteria:
                yield from _of_criteria(definition.criteria, book)


def _of_criteria(criteria: CriteriaResult, book: Book) -> Iterator[str]:
    for node in criteria.children:
        if isinstance(node, CriteriaResult):
            yield from _of_criteria(node, book)
        elif isinstance(node, CriterionResult):
            yield from _of_test(node.test_ref, book)


def _of_test(name: str, book: Book) -> Iterator[str]:
    test, result = book.document.tests.get(name), book.tests.get(name)
    if test is None or result is None:
        return
    states = states_of(test.state_refs, book.document)
    masked = masked_fields(objects_of(test.object_ref, book.document), states, book.document)
    for each in result.tested_items:
        if each.item.status == "exists" and (line := _line(each.item, states, masked)):
            yield shortened(line)


def _line(item: Item, states: Iterable[State], masked: frozenset[str]) -> str:
    asked = {entity.name for state in states for entity in state.entities}
    there = [field for field in item.fields if field.status == "exists"]
    place = next((field.value for name in PLACES for field in there if field.name == name), "")
    told = ", ".join(_told(field, masked) for field in there if field.name in asked and field.value != place)
    return ": ".join(filter(None, (place, told)))


def _told(field: Field, masked: frozenset[str]) -> str:
    if field.mask or field.name in masked:
        return f"{field.name} {MASKED}"
    if field.fields:
        parts = (f"{each.name} {MASKED if each.mask else each.value}" for each in field.fields)
        return ", ".join(parts).replace("# ", f"{field.name} ")
    return f"{field.name} {' '.join(field.value.split())}"
