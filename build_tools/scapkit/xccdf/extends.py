"""Items and profiles that build on others, flattened (NIST IR 7275r4, 7.2.2, tables 32 and 33)."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from scapkit.model.xccdf import Benchmark, Check, Group, Profile, Rule, Text, Value, Warning
from scapkit.problem import did_you_mean, invalid
from scapkit.xccdf.items import rebuilt, rules_of, values_of

Extending = TypeVar("Extending", Rule, Value, Profile)
_UNSET_RULE = Rule("")
_UNSET_VALUE = Value("")


def resolve_items(benchmark: Benchmark, file: str = "") -> Benchmark:
    """The benchmark with every rule and Value complete and the abstract ones gone.

    Raises Invalid where an `extends` names nothing (unknown-extends) or leads back to itself (cyclic-extends).
    The deprecated extension of groups is left as it stands.
    """
    if benchmark.resolved:
        return _without_abstract(benchmark)
    rules = {rule.id: rule for rule in rules_of(benchmark)}
    values = {value.id: value for value in values_of(benchmark)}
    where = file or benchmark.id

    def item(each: Group | Rule) -> Group | Rule:
        return flattened(each, rules, merge_rules, where) if isinstance(each, Rule) and each.extends else each

    def value(each: Value) -> Value:
        return flattened(each, values, merge_values, where) if each.extends else each

    return _without_abstract(rebuilt(benchmark, item, value))


def _without_abstract(benchmark: Benchmark) -> Benchmark:
    abstract = any(rule.abstract for rule in rules_of(benchmark)) or any(each.abstract for each in values_of(benchmark))
    if not abstract:
        return benchmark
    return rebuilt(
        benchmark,
        lambda each: None if isinstance(each, Rule) and each.abstract else each,
        lambda each: None if each.abstract else each,
    )


def flattened(
    extending: Extending,
    known: dict[str, Extending],
    merge: Callable[[Extending, Extending], Extending],
    where: str,
) -> Extending:
    """One item with all that it inherits; `known` finds what an `extends` names, `where` is for the problem.

    What is found on the way takes the place of what was `known`, so that nothing is worked out twice.
    """
    chain: dict[int, Extending] = {id(extending): extending}
    last = extending
    while name := last.extends:
        if name not in known:
            message = f"{last.id} extends {name}, which does not exist"
            raise invalid(where, "unknown-extends", message, hint=did_you_mean(name, _others(known, chain.values())))
        if id(known[name]) in chain:
            names = [*(each.id for each in chain.values()), name]
            raise invalid(where, "cyclic-extends", f"extends itself: {' -> '.join(names)}")
        last = known[name]
        chain[id(last)] = last
    items = list(chain.values())
    made = items.pop()
    while items:
        own = items.pop()
        made = merge(made, own)
        if known.get(own.id) is own:
            known[own.id] = made
    return made


def _others(known: Iterable[str], chain: Iterable[Extending]) -> set[str]:
    """What could be extended without leading back."""
    return set(known) - {each.id for each in chain}


def overridden(inherited: tuple[Text, ...], own: tuple[Text, ...]) -> tuple[Text, ...]:
    """The override model: own texts follow the inherited ones; one that overrides replaces those of its language."""
    replaced = {text.lang for text in own if text.override}
    return (*(text for text in inherited if text.lang not in replaced), *own)


def _warnings(inherited: tuple[Warning, ...], own: tuple[Warning, ...]) -> tuple[Warning, ...]:
    replaced = {warning.text.lang for warning in own if warning.text.override}
    return (*(warning for warning in inherited if warning.text.lang not in replaced), *own)


def _checks(inherited: tuple[Check, ...], own: tuple[Check, ...]) -> tuple[Check, ...]:
    """The replace model, in which each pair of system and selector is a property of its own."""
    replaced = {(check.system, check.selector) for check in own}
    return (*(check for check in inherited if (check.system, check.selector) not in replaced), *own)


def _given(name: str, own: Rule | Value, base: Rule | Value, default: Rule | Value) -> Any:
    """The replace model: an item's own attribute where it was given one, by its text or by another than the default."""
    attribute = getattr(own, name)
    return attribute if name in own.given or attribute != getattr(default, name) else getattr(base, name)


def merge_rules(base: Rule, own: Rule) -> Rule:
    """A rule with what it inherits from `base`."""
    names = ("severity", "role", "weight", "selected", "multiple", "hidden", "prohibit_changes")
    return own._replace(
        **{name: _given(name, own, base, _UNSET_RULE) for name in names},
        version=own.version or base.version,
        titles=overridden(base.titles, own.titles),
        descriptions=overridden(base.descriptions, own.descriptions),
        rationales=overridden(base.rationales, own.rationales),
        warnings=_warnings(base.warnings, own.warnings),
        fixtexts=overridden(base.fixtexts, own.fixtexts),
        references=base.references + own.references,
        platforms=base.platforms + own.platforms,
        requires=base.requires + own.requires,
        conflicts=base.conflicts + own.conflicts,
        idents=base.idents + own.idents,
        fixes=base.fixes + own.fixes,
        checks=_checks(base.checks, own.checks),
        complex_check=own.complex_check or base.complex_check,
        extends="",
    )


def merge_values(base: Value, own: Value) -> Value:
    """A Value with what it inherits from `base`; where both give a value to one selector, its own comes last."""
    names = ("type", "operator", "interactive", "hidden", "prohibit_changes")
    return own._replace(
        **{name: _given(name, own, base, _UNSET_VALUE) for name in names},
        titles=overridden(base.titles, own.titles),
        descriptions=overridden(base.descriptions, own.descriptions),
        values=base.values + own.values,
        defaults=base.defaults + own.defaults,
        choices=own.choices + base.choices,
        matches=base.matches + own.matches,
        lower_bounds=base.lower_bounds + own.lower_bounds,
        upper_bounds=base.upper_bounds + own.upper_bounds,
        extends="",
    )


def merge_profiles(base: Profile, own: Profile) -> Profile:
    """A profile with what it inherits from `base`: the inherited refinements come first, so its own win."""
    return own._replace(
        titles=overridden(base.titles, own.titles),
        descriptions=overridden(base.descriptions, own.descriptions),
        references=base.references + own.references,
        platforms=base.platforms + own.platforms,
        refinements=base.refinements + own.refinements,
        version=own.version or base.version,
        note_tag=own.note_tag or base.note_tag,
        prohibit_changes=own.prohibit_changes or base.prohibit_changes,
        extends="",
    )
