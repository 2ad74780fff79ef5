"""Profiles resolved: what each selects, through its parents and through policies."""

from collections.abc import Mapping
from typing import NamedTuple

from scapkit.authoring.policies.controls import Index, check_references, controls_named, make_indexes
from scapkit.authoring.policies.source import ProfileSource
from scapkit.authoring.profiles.filtering import passes, read_filter
from scapkit.authoring.profiles.known import Known as Known
from scapkit.authoring.profiles.taken import Taken
from scapkit.authoring.project import walk_groups
from scapkit.authoring.yaml.marked import Node
from scapkit.problem import Problem, did_you_mean

MAX_DEPTH = 50


class Resolved(NamedTuple):
    """What a profile comes to: rules, Value id to option, (rule id, property) to value, and groups left out."""

    rules: frozenset[str] = frozenset()
    options: Mapping[str, str] = {}
    settings: Mapping[tuple[str, str], str] = {}
    unselected_groups: tuple[str, ...] = ()


def resolve_profiles(known: Known, problems: list[Problem]) -> dict[str, Resolved]:
    """Every profile's selections; unknown names, unknown options and cycles are added to `problems`."""
    resolving = _Resolving(known, make_indexes(known.policies), {}, problems)
    check_references(resolving.indexes, problems)
    for profile in known.profiles.values():
        _resolve(profile, resolving, ())
    return resolving.done


class _Resolving(NamedTuple):
    known: Known
    indexes: Mapping[str, Index]
    done: dict[str, Resolved]
    problems: list[Problem]


def _resolve(profile: ProfileSource, resolving: _Resolving, above: tuple[str, ...]) -> Resolved:
    if profile.id not in resolving.done:
        parent = _parent(profile, resolving, (*above, profile.id))
        taken, own = (Taken(resolving.known, resolving.problems) for _ in range(2))
        for node in profile.selections:
            text = node.text.strip()
            if ":" in text and "=" not in text:
                _take_controls(taken, node, resolving)
            else:
                own.add(node)
        rules = ((parent.rules | taken.rules) - taken.unselected | own.rules) - own.unselected
        merged = Resolved(
            frozenset(rules),
            {**parent.options, **taken.options, **own.options},
            {**parent.settings, **taken.settings, **own.settings},
        )
        resolving.done[profile.id] = _narrowed(profile, merged, resolving)
    return resolving.done[profile.id]


def _narrowed(profile: ProfileSource, resolved: Resolved, resolving: _Resolving) -> Resolved:
    """Without the rules of groups that are left out and those that the filter does not let pass."""
    known, problems = resolving.known, resolving.problems
    out: set[str] = set()
    for node in profile.unselected_groups:
        group = known.groups.get(node.text)
        if group is None:
            hint = did_you_mean(node.text, known.groups)
            problems.append(Problem(node.span, "unknown-group", f"no group {node.text}", hint))
        else:
            out.update(rule.id for each in walk_groups((group,)) for rule in each.rules)
    rules = resolved.rules - out
    wanted = read_filter(profile.filter_rules, problems) if profile.filter_rules else None
    if wanted:
        rules = frozenset(name for name in rules if passes(wanted, known.rules[name]))
    groups = tuple(node.text for node in profile.unselected_groups if node.text in known.groups)
    return resolved._replace(rules=rules, unselected_groups=groups)


def _parent(profile: ProfileSource, resolving: _Resolving, above: tuple[str, ...]) -> Resolved:
    node = profile.extends
    profiles = resolving.known.profiles
    if node is None:
        return Resolved()
    if node.text in above:
        chain = " -> ".join((*above[above.index(node.text) :], node.text))
        message = f"the profile extends itself: {chain}"
        resolving.problems.append(Problem(node.span, "cyclic-extends", message))
        return Resolved()
    if len(above) > MAX_DEPTH:
        message = f"profiles extend each other more than {MAX_DEPTH} deep"
        resolving.problems.append(Problem(node.span, "excessive-nesting", message))
        return Resolved()
    if node.text not in profiles:
        hint = did_you_mean(node.text, profiles)
        resolving.problems.append(Problem(node.span, "unknown-profile", f"no profile {node.text}", hint))
        return Resolved()
    return _resolve(profiles[node.text], resolving, above)


def _take_controls(taken: Taken, node: Node, resolving: _Resolving) -> None:
    """Take in what a policy's controls select; within one policy, what is left out is out."""
    inner = Taken(resolving.known, resolving.problems)
    for policy, control in controls_named(resolving.indexes, node, resolving.problems):
        for rule in control.rules:
            inner.add_of_control(rule, policy.shared)
    taken.rules |= inner.rules - inner.unselected
    taken.unselected |= inner.unselected
    taken.options.update(inner.options)
    taken.settings.update(inner.settings)
