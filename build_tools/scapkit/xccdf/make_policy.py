"""A benchmark and a profile to a policy (NIST IR 7275r4, 7.2.2 and 7.2.3)."""

from collections.abc import Sequence

from scapkit.model.xccdf import Benchmark, Profile, Refinement, RefineValue, SetValue, Value
from scapkit.problem import Problem, Problems, did_you_mean
from scapkit.span import Span
from scapkit.xccdf.extends import resolve_items
from scapkit.xccdf.items import rules_of, values_of, walk
from scapkit.xccdf.policy import Policy
from scapkit.xccdf.refine import members, refine
from scapkit.xccdf.selection import selected_rules


def make_policy(benchmark: Benchmark, profile: Profile | None, file: str = "") -> Policy:
    """What one profile makes of a benchmark: refinements applied in their order, selection settled, values chosen.

    `profile` is complete, as find_profile returns it; None takes the benchmark as it stands. A refinement of
    something that does not exist changes nothing (refinement_problems tells). The policy's benchmark and rules carry
    the refinements, and of its checks a rule keeps those that its selector allows. `Rule.selected` is what benchmark
    and profile say of the rule alone; Policy.selected is what follows from its groups, requires and conflicts too.
    Raises Invalid: unknown-extends, cyclic-extends; `file` is for these problems.
    """
    tailored, values = refine(resolve_items(benchmark, file), profile.refinements if profile else ())
    return Policy(
        benchmark=tailored,
        profile=profile,
        rules=tuple(rules_of(tailored)),
        selected=selected_rules(tailored),
        values=values,
        ancestors={item.id: above for item, above in walk(tailored)},
    )


def _unknown_selectors(refinement: Refinement, found: Sequence[Value], span: Span) -> list[Problem]:
    if not isinstance(refinement, RefineValue) or not refinement.selector:
        return []
    known = [selector for value in found for selector, _ in value.values]
    if not found or refinement.selector in known:
        return []
    message = f"{refinement.idref} has no value for the selector {refinement.selector}; its default is used"
    return [Problem(span, "unknown-selector", message, did_you_mean(refinement.selector, known))]


def refinement_problems(benchmark: Benchmark, profile: Profile, file: str = "", tailoring: bool = False) -> Problems:
    """What a profile refines in vain (dangling-refinement, unknown-selector) or against the author's will.

    The last is prohibited-change.
    Neither stops a policy from being made. An item's prohibitChanges speaks to tailoring only, not to the profiles
    of its own benchmark (NIST IR 7275r4, 6.4.1).
    """
    items = {item.id: item for item, _ in walk(benchmark)}
    values = {value.id: value for value in values_of(benchmark)}
    item_ids, value_ids = members(items.values()), members(values.values())
    span = Span(file or benchmark.id)
    problems: list[Problem] = []
    for each in profile.refinements:
        is_value = isinstance(each, SetValue | RefineValue)
        ids = (value_ids if is_value else item_ids).get(each.idref, ())
        if not ids:
            known = values if is_value else items
            message = f"{profile.id} refines {each.idref}, which does not exist"
            problems.append(Problem(span, "dangling-refinement", message, did_you_mean(each.idref, known)))
        found = [values[name] if is_value else items[name] for name in ids]
        problems += _unknown_selectors(each, [values[name] for name in ids], span) if is_value else ()
        if tailoring and any(one.prohibit_changes for one in found):
            message = f"{profile.id} changes {each.idref}, which prohibits changes"
            problems.append(Problem(span, "prohibited-change", message))
    return tuple(problems)
