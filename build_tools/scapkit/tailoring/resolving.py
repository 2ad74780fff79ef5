"""What somebody asks of a profile to its refinements (NIST IR 7275r4, 6.5.3), held against the benchmark."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scapkit.model.tailoring import REFINE, SELECT, UNSELECT, VALUE, Ask
from scapkit.model.xccdf import Content, Group, Refinement, RefineRule, RefineValue, Rule, Select, SetValue, Value
from scapkit.problem import Problem, Problems, did_you_mean
from scapkit.tailoring.known import Known, found
from scapkit.tailoring.properties import faults
from scapkit.xccdf.values import misfits, shown


class Resolved(NamedTuple):
    """The refinements that were asked for, each with its ask, and what is wrong."""

    made: tuple[tuple[Ask, Refinement], ...]
    problems: Problems


def resolved(asks: Iterable[Ask], known: Known, selectors: dict[str, str]) -> Resolved:
    """All asks as refinements of what is known; `selectors` are those chosen before, by the Value's id."""
    made: list[tuple[Ask, Refinement]] = []
    problems: list[Problem] = []
    chosen = dict(selectors)
    for ask in asks:
        result = _refinement(ask, known)
        if isinstance(result, Problem):
            problems.append(result)
            continue
        faulty = [*_prohibited(ask, result, known), *_unfit(ask, result, known, chosen)]
        problems += faulty
        if not faulty:
            made.append((ask, result))
    return Resolved(tuple(made), (*problems, *_contradictions(made)))


def _refinement(ask: Ask, known: Known) -> Refinement | Problem:
    if ask.kind in (SELECT, UNSELECT):
        name = found(ask.name, known.item_ids, "rule", ask.span)
        return name if isinstance(name, Problem) else Select(name, ask.kind == SELECT)
    if ask.kind == REFINE:
        return _refined(ask, known)
    name = found(ask.name, known.value_ids, "value", ask.span)
    if isinstance(name, Problem):
        return name
    options = [selector for value in known.values_of(name) for selector, _ in value.values if selector]
    if ask.kind != VALUE and ask.content in options:
        return RefineValue(name, str(ask.content))
    return SetValue(name, ask.content)


def _refined(ask: Ask, known: Known) -> Refinement | Problem:
    """Of a rule or group its properties, of a Value its operator and option."""
    name = found(ask.name, (*known.item_ids, *known.value_ids), "rule", ask.span)
    if isinstance(name, Problem):
        return name
    given = dict(ask.properties)
    first = next(iter((*known.items_of(name), *known.values_of(name))))
    for fault in faults(first, ask.properties):
        return Problem(ask.span, "bad-property", fault)
    if isinstance(first, Value):
        return RefineValue(name, given.get("selector", ""), given.get("operator", ""))
    return RefineRule(name, **given)


def _prohibited(ask: Ask, refinement: Refinement, known: Known) -> Iterator[Problem]:
    named: tuple[Group | Rule | Value, ...] = known.items_of(refinement.idref)
    if isinstance(refinement, SetValue | RefineValue):
        named = known.values_of(refinement.idref)
    if any(each.prohibit_changes for each in named):
        yield Problem(ask.span, "prohibited-change", f"{ask.name} prohibits changes")


def _unfit(ask: Ask, refinement: Refinement, known: Known, chosen: dict[str, str]) -> Iterator[Problem]:
    """What a Value may not have: type, bounds, pattern, choices; `chosen` are the selectors so far."""
    for value in known.values_of(refinement.idref):
        if isinstance(refinement, RefineValue) and refinement.selector:
            chosen[value.id] = refinement.selector
        if isinstance(refinement, SetValue):
            for why in _misfits(value, refinement.value, chosen.get(value.id, "")):
                yield Problem(ask.span, "unfit-value", f"{ask.name}: {why}", _options(value, refinement.value))


def _misfits(value: Value, content: Content, selector: str) -> Iterator[str]:
    is_list = next((not isinstance(each, str) for _, each in value.values), False)
    if is_list is isinstance(content, str):
        yield "it wants a list" if is_list else "it wants one text, not a list"
    else:
        yield from misfits(value, content, selector)


def _options(value: Value, content: Content) -> str:
    names = [selector for selector, _ in value.values if selector]
    near = did_you_mean(shown(content), names)
    return near or (f"its options: {', '.join(names)}" if names else "")


def _contradictions(made: Iterable[tuple[Ask, Refinement]]) -> Iterator[Problem]:
    """Two asks of one thing, of which the second would undo the first."""
    known: dict[tuple[str, ...], tuple[Ask, Refinement]] = {}
    for ask, refinement in made:
        for key in _keys(ask, refinement):
            first = known.setdefault(key, (ask, refinement))
            if first[0] is not ask and first[1] != refinement:
                message = f"{ask.name} is asked for twice, in different ways"
                yield Problem(ask.span, "contradicting-changes", message, f"first: {first[0].span}")


def _keys(ask: Ask, refinement: Refinement) -> Iterator[tuple[str, ...]]:
    if isinstance(refinement, Select):
        yield ("selected", refinement.idref)
    elif isinstance(refinement, RefineRule) or (isinstance(refinement, RefineValue) and ask.kind == REFINE):
        yield from ((name, refinement.idref) for name, _ in ask.properties)
    else:
        yield ("selector", refinement.idref)
