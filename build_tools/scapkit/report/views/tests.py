"""OVAL tests as a report shows them: what was looked for, what must hold, what came of it."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from scapkit.model.oval import Generator, Object, ObjectComponent, OvalDefinitions, State, Test
from scapkit.model.results import DefinitionResult, OvalResults, OvalTestResult, Result
from scapkit.model.syschar import Collected, Flag, Message
from scapkit.report.views.items import MAX_ITEMS, Values, Yardstick, cut, item_views
from scapkit.report.views.objects import (
    asked_fields,
    derived_from,
    looked_for,
    masked_fields,
    objects_of,
    states_of,
    values_of,
)
from scapkit.report.views.why import Derived, TestView

EVIDENCE = "evidence: "
MAX_MESSAGES = 50
MAX_VALUES = 20
EXISTENCE = {
    "all_exist": "all must exist",
    "any_exist": "any number may exist",
    "at_least_one_exists": "at least one must exist",
    "none_exist": "none may exist",
    "only_one_exists": "exactly one must exist",
}
CHECK = {
    "all": "all must match",
    "at least one": "at least one must match",
    "only one": "exactly one must match",
    "none satisfy": "none may match",
    "none exist": "none may match",
}


UNSETTLED = (Result.ERROR, Result.UNKNOWN)
PARTLY = (Flag.ERROR, Flag.INCOMPLETE, Flag.NOT_COLLECTED)
UNREAD = ("error", "not collected")


class Book(NamedTuple):
    """A definitions document and its results, by id; `most` items of a test are shown."""

    document: OvalDefinitions
    definitions: Mapping[str, DefinitionResult]
    tests: Mapping[str, OvalTestResult]
    collected: Mapping[str, Collected]
    values: Values
    most: int = MAX_ITEMS


def open_book(document: OvalDefinitions | None, results: OvalResults, most: int = MAX_ITEMS) -> Book:
    """The index of one document; without the document the report shows less, and says nothing untrue."""
    empty = OvalDefinitions(Generator(), MappingProxyType({}))
    return Book(
        document or empty,
        {each.definition_id: each for each in results.definitions},
        {each.test_id: each for each in results.tests},
        {each.object_id: each for each in results.collected},
        {each.var_ref: each.values for each in results.variables},
        most,
    )


def view_of_test(test_id: str, book: Book) -> TestView:
    """One test. A test that was not reached is `not evaluated` (OVAL 5.11 results schema, TestType)."""
    result = book.tests.get(test_id) or OvalTestResult(test_id, Result.NOT_EVALUATED)
    test = book.document.tests.get(test_id) or Test(test_id, "")
    values = {**book.values, **{each.var_ref: each.values for each in result.variables}}
    states = states_of(test.state_refs, book.document)
    objects = objects_of(test.object_ref, book.document)
    derived = derived_from(objects, states, book.document)
    items, more = item_views(result, _yardstick(objects, states, values, book.document), book.most)
    collected = book.collected.get(test.object_ref)
    behind = (test.object_ref, *(each.id for each in objects), *(each.object_ref for each in derived))
    messages = (*result.messages, *_messages((test.object_ref, *(each.object_ref for each in derived)), book))
    return TestView(
        id=test_id,
        comment=test.comment,
        kind=test.kind,
        check=test.check,
        check_existence=test.check_existence,
        requirement=_requirement(test),
        result=result.result,
        flag=collected.flag if collected else "",
        looked_for=tuple(looked_for(each, book.document, values) for each in objects),
        derived_from=tuple(_derived(each, book, values) for each in derived),
        items=items,
        more_items=more,
        sources=_unique(each for each in messages if each.level in ("info", "debug")),
        missing=_unique(each for each in messages if each.level not in ("info", "debug")),
        complete=_is_complete(result, behind, book),
    )


def _is_complete(result: OvalTestResult, object_ids: Iterable[str], book: Book) -> bool:
    """Whether the objects behind a test were collected as a whole, and each item could be judged."""
    if any(each.result in UNSETTLED or each.item.status in UNREAD for each in result.tested_items):
        return False
    return not any(book.collected[each].flag in PARTLY for each in object_ids if each in book.collected)


def _yardstick(
    objects: Iterable[Object], states: Iterable[State], values: Values, document: OvalDefinitions
) -> Yardstick:
    asked, masked = asked_fields(objects, document), masked_fields(objects, states, document)
    return Yardstick(tuple(states), values, asked, masked)


def _messages(object_ids: Iterable[str], book: Book) -> Iterator[Message]:
    for object_id in object_ids:
        if object_id in book.collected:
            yield from book.collected[object_id].messages


def _derived(component: ObjectComponent, book: Book, values: Values) -> Derived:
    wanted = book.document.objects[component.object_ref]
    found = values_of(component, book.collected.get(component.object_ref))
    field = (
        component.item_field
        if component.record_field in ("", "#")
        else (f"{component.item_field}.{component.record_field}")
    )
    shown = tuple(cut(value) for value in found[:MAX_VALUES])
    return Derived(looked_for(wanted, book.document, values), field, shown, len(found))


def _requirement(test: Test) -> str:
    if not test.kind:
        return ""
    existence = EXISTENCE.get(test.check_existence, test.check_existence)
    if not test.state_refs:
        return existence
    check = CHECK.get(test.check, test.check)
    if len(test.state_refs) > 1:
        check += f" ({test.state_operator} of {len(test.state_refs)} states)"
    return f"{existence}, {check}"


def _unique(messages: Iterable[Message]) -> tuple[str, ...]:
    texts = dict.fromkeys(cut(each.text.removeprefix(EVIDENCE)) for each in messages)
    return tuple(texts)[:MAX_MESSAGES]
