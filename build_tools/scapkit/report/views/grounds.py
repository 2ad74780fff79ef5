"""Why a rule failed, as what waivers must cover: every test that made it fail, with all that it found wanting."""

from collections.abc import Iterable, Iterator

from scapkit.model.results import Result, RuleOutcome
from scapkit.model.syschar import Flag
from scapkit.model.waivers import Grounds
from scapkit.report.views.criteria import MAX_DEFINITIONS
from scapkit.report.views.findings import COUNTING, nothing_found, texts_of, wanting
from scapkit.report.views.why import CheckView, CriteriaView, CriterionView, DefinitionView, TestView

OPEN = (RuleOutcome.UNKNOWN, RuleOutcome.ERROR)
SETTLED = (Result.TRUE, Result.FALSE, Result.NOT_APPLICABLE)
NAMING = ("at_least_one_exists", "any_exist", "all_exist", "")
"""Kinds of existence that items which satisfy no state are enough to explain."""


def grounds_of(checks: Iterable[CheckView]) -> Grounds:
    """The grounds of a rule that failed. What no finding names is unnamed: what a person answered, and what evidence
    is missing, which the failure hides.
    """
    children = tuple(_of_check(each) for each in checks)
    return Grounds(children=children, unnamed=() if children else ("the rule",))


def _of_check(check: CheckView) -> Grounds:
    if check.operator:
        failed = tuple(_of_check(each) for each in check.children if each.outcome is RuleOutcome.FAIL)
        unnamed = [] if failed and not check.negate else [f"the {check.operator} of checks"]
        if check.operator == "AND":
            unnamed += [f"the {each.kind} check {each.name}" for each in check.children if each.outcome in OPEN]
        return Grounds(operator=check.operator, children=failed, unnamed=tuple(unnamed))
    judged = tuple(_of_definition(each) for each in check.definitions)
    explained = judged and not check.negate and check.outcome is RuleOutcome.FAIL
    unnamed = [] if explained else [f"the {check.kind} check {check.name}".rstrip()]
    unnamed += ["definitions that are not shown"] if len(judged) >= MAX_DEFINITIONS else []
    return Grounds(children=judged, unnamed=tuple(unnamed))


def _of_definition(definition: DefinitionView) -> Grounds:
    if definition.criteria is None:
        return Grounds(unnamed=(f"definition {definition.id}",))
    return _of_node(definition.criteria)


def _of_node(node: CriteriaView | CriterionView) -> Grounds:
    """The tests below a node that came to the result which makes it what it is."""
    if isinstance(node, CriterionView):
        return _of_test(node.test)
    below = {Result.TRUE: Result.FALSE, Result.FALSE: Result.TRUE}.get(node.result) if node.negate else node.result
    if node.operator in COUNTING:
        return Grounds(unnamed=(f"the {node.operator} of {node.title or node.comment or 'criteria'}",))
    guilty = tuple(_of_node(each) for each in node.children if each.result is below)
    if node.operator == "OR" and below is Result.FALSE:
        return Grounds(operator="OR", children=guilty)
    unnamed = [] if guilty else [node.note or node.title or "criteria"]
    unnamed += [_name(each) for each in node.children if each.result not in SETTLED]
    return Grounds(children=guilty, unnamed=tuple(unnamed))


def _name(node: CriteriaView | CriterionView) -> str:
    return (node.test.comment or node.test.id) if isinstance(node, CriterionView) else (node.title or "criteria")


def _of_test(test: TestView) -> Grounds:
    explained = test.result is Result.FALSE and test.check != "only one" and test.check_existence in NAMING
    items = wanting(test) if explained else [item for item in test.items if item.status == "exists"]
    texts = tuple(dict.fromkeys(text for item in items for text in texts_of(item)))
    if not test.items and test.flag in (Flag.DOES_NOT_EXIST, Flag.COMPLETE):
        texts = (nothing_found(test).text,)
    return Grounds(texts, tuple(_unnamed(test, texts)))


def _unnamed(test: TestView, texts: tuple[str, ...]) -> Iterator[str]:
    """What of a test no finding names."""
    name = test.comment or test.id
    if not texts:
        yield name
    if test.more_items:
        yield f"{name}: {test.more_items} things that are not named"
    known = (Flag.COMPLETE, "") if test.items else (Flag.COMPLETE, Flag.DOES_NOT_EXIST, "")
    if test.flag not in known or any(item.status != "exists" for item in test.items):
        yield f"{name}: what was not collected or is not there"
