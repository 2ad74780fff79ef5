"""What made a rule fail, in a line each: the items that its tests found wanting, named as shortly as they can be."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from scapkit.model.arf import Evaluation
from scapkit.model.oval import OvalDefinitions
from scapkit.model.results import Result, RuleOutcome
from scapkit.names import short_id
from scapkit.report.criteria import check_view, open_checks
from scapkit.report.why import CheckView, CriteriaView, CriterionView, FieldView, ItemView, TestView

TELLING = ("subexpression", "text", "value")
"""Fields that say by themselves what was found."""
PLACES = ("filepath", "path", "name", "var_ref")
RECORD = "value."
MAX_TEXT = 300


class Findings(NamedTuple):
    """Some lines, each once, and how many more items there are."""

    texts: tuple[str, ...] = ()
    more: int = 0


NONE = Findings()


def findings_of(checks: Iterable[CheckView]) -> Findings:
    """What the tests that made checks fail found, in their order; mere counts only where there is nothing else."""
    tests = {test.id: test for check in checks for test in _failed(check)}
    texts = dict.fromkeys(text for test in tests.values() for item in wanting(test) for text in texts_of(item))
    named = [text for text in texts if not text.isdecimal()]
    return Findings(tuple(named or texts), sum(test.more_items for test in tests.values()))


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
    tests = [test for child in node.children for test in _guilty(child, below)]
    judged = [test for test in tests if _false(test)] if node.operator == "OR" else []
    yield from judged or tests


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
    there = [field for field in item.fields if field.status == "exists"]
    first = {field.name: field.value for field in reversed(there)}
    path = first.get("yamlpath", "[:]")
    name = next((each for each in TELLING if first.get(each)), "")
    told = [field for field in there if field.name == name]
    for field in [each for each in told if _is_wrong(each)] or told:
        yield _shortened(" ".join(field.value.split()) if path == "[:]" else f"{path}: {field.value}")
    if not told:
        wrong = [f"{each.name.removeprefix(RECORD)} {each.value}".strip() for each in item.fields if _is_wrong(each)]
        record = [each.value for each in there if each.name.startswith(RECORD) and not _is_wrong(each)]
        place = next((first[each] for each in PLACES if first.get(each)), "")
        yield _shortened(": ".join(filter(None, (", ".join(record) or place, ", ".join(wrong)))))


def _is_wrong(field: FieldView) -> bool:
    return any(each.result is Result.FALSE for each in field.expected)


def _shortened(text: str) -> str:
    return text if len(text) <= MAX_TEXT else f"{text[: MAX_TEXT - 1]}…"
