"""Checks and their definitions as a report shows them: the tree of criteria down to the tests."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from scapkit.model.oval import OvalDefinitions
from scapkit.model.results import (
    CheckResult,
    ComplexCheckResult,
    CriteriaResult,
    CriterionResult,
    DefinitionResult,
    ExtendResult,
    OvalResults,
)
from scapkit.names import OCIL_SYSTEM, OVAL_SYSTEM
from scapkit.report.views.items import MAX_ITEMS, cut
from scapkit.report.views.tests import Book, open_book, view_of_test
from scapkit.report.views.why import CheckView, CriteriaView, CriterionView, DefinitionView

MAX_DEPTH = 20
MAX_DEFINITIONS = 50
KINDS = {OVAL_SYSTEM: "OVAL", OCIL_SYSTEM: "OCIL"}


class Checks(NamedTuple):
    """The OVAL documents that were judged, by href; one judged with several sets of values is there several times.

    `values` are the XCCDF Values in force, by id.
    """

    books: tuple[tuple[str, Book], ...]
    values: Mapping[str, str] = MappingProxyType({})

    def handed_in(self, check: CheckResult) -> tuple[tuple[str, str], ...]:
        """The external variables that a check set, and to what: the Values in force under its check-exports."""
        return tuple((name, self.values[value_id]) for value_id, name in check.exports if value_id in self.values)

    def find(self, check: CheckResult) -> list[tuple[Book, DefinitionResult]]:
        """The results of a check's definition, or without a name those of the whole document.

        An href that is not known may be written another way here than there, so any document with the id serves.
        """
        books = [book for href, book in self.books if href == check.href] or [book for _, book in self.books]
        # of a document judged several times, the one whose variables had the values that this check handed in
        given = self.handed_in(check)
        books.sort(key=lambda book: any(book.values.get(name) not in (None, (value,)) for name, value in given))
        if not check.name:
            return [(books[0], each) for each in books[0].definitions.values()][:MAX_DEFINITIONS] if books else []
        return [(book, book.definitions[check.name]) for book in books if check.name in book.definitions][:1]


def open_checks(
    results: tuple[OvalResults, ...],
    documents: Mapping[str, OvalDefinitions],
    values: Mapping[str, str] = MappingProxyType({}),
    most: int = MAX_ITEMS,
) -> Checks:
    """Every document's results, ready to be looked up; `values` are the XCCDF Values in force, by id.

    Of each test `most` items are shown.
    """
    return Checks(tuple((each.source, open_book(documents.get(each.source), each, most)) for each in results), values)


def check_view(check: CheckResult | ComplexCheckResult, judged: Checks) -> CheckView:
    """A check's outcome and, for OVAL, why (NIST IR 7275r4, 6.4.4.4)."""
    if isinstance(check, ComplexCheckResult):
        children = tuple(check_view(child, judged) for child in check.children)
        return CheckView("", "", check.outcome, check.negate, operator=check.operator, children=children)
    kind = KINDS.get(check.system, check.system)
    found = judged.find(check) if kind == "OVAL" else []
    return CheckView(
        kind,
        check.name,
        check.outcome,
        check.negate,
        judged.handed_in(check),
        tuple(_definition_view(result, _Walk(book, set())) for book, result in found),
    )


class _Walk(NamedTuple):
    """Where a walk through criteria is; `shown` holds the definitions that are expanded already."""

    book: Book
    shown: set[str]


def _definition_view(result: DefinitionResult, walk: _Walk) -> DefinitionView:
    walk.shown.add(result.definition_id)
    criteria = _criteria_view(result.criteria, walk, 0) if result.criteria else None
    messages = tuple(cut(each.text) for each in result.messages)
    return DefinitionView(result.definition_id, _title(result), result.result, criteria, messages)


def _title(result: DefinitionResult) -> str:
    return " ".join(result.title.split()) or result.definition_id


def _criteria_view(criteria: CriteriaResult, walk: _Walk, depth: int) -> CriteriaView:
    view = CriteriaView(
        criteria.operator, criteria.result, negate=criteria.negate, comment=" ".join(criteria.comment.split())
    )
    if depth >= MAX_DEPTH:
        return view._replace(note="deeper criteria are not shown")
    return view._replace(children=tuple(_node_view(child, walk, depth + 1) for child in criteria.children))


def _node_view(
    node: CriteriaResult | CriterionResult | ExtendResult, walk: _Walk, depth: int
) -> CriteriaView | CriterionView:
    if isinstance(node, CriteriaResult):
        return _criteria_view(node, walk, depth)
    if isinstance(node, CriterionResult):
        return CriterionView(
            node.result, view_of_test(node.test_ref, walk.book), node.negate, " ".join(node.comment.split())
        )
    return _extended_view(node, walk, depth)


def _extended_view(node: ExtendResult, walk: _Walk, depth: int) -> CriteriaView:
    result = walk.book.definitions.get(node.definition_ref)
    view = CriteriaView(
        "", node.result, negate=node.negate, comment=" ".join(node.comment.split()), title=node.definition_ref
    )
    if result is None:
        return view
    view = view._replace(title=_title(result))
    if node.definition_ref in walk.shown:
        return view._replace(note="shown above")
    walk.shown.add(node.definition_ref)
    if result.criteria is None:
        return view
    inner = _criteria_view(result.criteria, walk, depth)
    if inner.negate:
        return view._replace(children=(inner,))
    return view._replace(operator=inner.operator, children=inner.children, note=inner.note)
