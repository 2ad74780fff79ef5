"""What a profile asks for in vain, or against what the benchmark's author allows (NIST IR 7275r4, 6.4 and 6.5.3)."""

from collections.abc import Callable, Iterator, Sequence

from scapkit.model.xccdf import Benchmark, Group, Profile, Refinement, RefineValue, Rule, Select, SetValue, Value
from scapkit.problem import Problem, Problems, did_you_mean
from scapkit.span import Span
from scapkit.xccdf.items import values_of, walk
from scapkit.xccdf.refine import members
from scapkit.xccdf.values import misfits

Fault = Callable[[str], str]
"""Why a pattern can be used nowhere; empty for a good one."""
_VERBS = {Select: "selects", SetValue: "sets"}


def refinement_problems(
    benchmark: Benchmark, profile: Profile, file: str = "", tailoring: bool = False, fault: Fault = lambda _: ""
) -> Problems:
    """What of a profile changes nothing (dangling-refinement, unknown-selector) or should not (unfit-value,
    prohibited-change).

    None of these stops a policy from being made. An item's prohibitChanges speaks to tailoring only, not to the
    profiles of its own benchmark (6.4.1). `fault` judges what is given to Values that are patterns.
    """
    items = {item.id: item for item, _ in walk(benchmark)}
    values = {value.id: value for value in values_of(benchmark)}
    item_ids, value_ids = members(items.values()), members(values.values())
    selectors: dict[str, str] = {}
    span = Span(file or benchmark.id)
    problems: list[Problem] = []
    for each in profile.refinements:
        named: list[Value] = []
        if isinstance(each, SetValue | RefineValue):
            named = [values[name] for name in value_ids.get(each.idref, ())]
            problems += _of_values(each, named, selectors, span, fault)
            found: Sequence[Group | Rule | Value] = named
        else:
            found = [items[name] for name in item_ids.get(each.idref, ())]
        if not found:
            known = values if isinstance(each, SetValue | RefineValue) else items
            verb = _VERBS.get(type(each), "refines")
            message = f"{profile.id} {verb} {each.idref}, which does not exist"
            problems.append(Problem(span, "dangling-refinement", message, did_you_mean(each.idref, known)))
        elif tailoring and any(one.prohibit_changes for one in found):
            message = f"{profile.id} changes {each.idref}, which prohibits changes"
            problems.append(Problem(span, "prohibited-change", message))
    return tuple(problems)


def _of_values(
    refinement: Refinement, named: Sequence[Value], selectors: dict[str, str], span: Span, fault: Fault
) -> Iterator[Problem]:
    """`selectors` holds what was selected so far, by the Value's id."""
    if isinstance(refinement, SetValue):
        for value in named:
            for why in (
                *misfits(value, refinement.value, selectors.get(value.id, "")),
                *_faults(value, refinement, fault),
            ):
                yield Problem(span, "unfit-value", f"{value.id} is given what does not fit: {why}")
    elif isinstance(refinement, RefineValue) and refinement.selector:
        selectors.update((value.id, refinement.selector) for value in named)
        known = [selector for value in named for selector, _ in value.values]
        if named and refinement.selector not in known:
            message = f"{refinement.idref} has no value for the selector {refinement.selector}; its default is used"
            yield Problem(span, "unknown-selector", message, did_you_mean(refinement.selector, known))


def _faults(value: Value, refinement: SetValue, fault: Fault) -> Iterator[str]:
    if value.operator == "pattern match":
        given = (refinement.value,) if isinstance(refinement.value, str) else refinement.value
        yield from filter(None, map(fault, given))
