"""Profiles resolved: what each selects, through its parents and through policies."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from scapkit.authoring.marked import Node
from scapkit.authoring.project import Control, Policy, ProfileSource, RuleSource, ValueSource
from scapkit.authoring.read_policies import walk_controls
from scapkit.problem import Problem, did_you_mean

REFINABLE = {
    "severity": ("unknown", "info", "low", "medium", "high"),
    "role": ("full", "unscored", "unchecked"),
    "weight": (),
}
RULE_SETTING = re.compile(r"([^.=:!]+)\.([^.=]+)=(.*)")


class Known(NamedTuple):
    """What selections may name."""

    rules: Mapping[str, RuleSource]
    values: Mapping[str, ValueSource]
    policies: Mapping[str, Policy]
    profiles: Mapping[str, ProfileSource]
    incomplete: Mapping[str, str]


class Resolved(NamedTuple):
    """What a profile comes to: rules, Value id to option, and (rule id, property) to value."""

    rules: frozenset[str] = frozenset()
    options: Mapping[str, str] = {}
    settings: Mapping[tuple[str, str], str] = {}

    def over(self, other: "Resolved") -> "Resolved":
        """Both, where they differ this one."""
        return Resolved(
            self.rules | other.rules,
            {**other.options, **self.options},
            {**other.settings, **self.settings},
        )


def resolve_profiles(known: Known, problems: list[Problem]) -> dict[str, Resolved]:
    """Every profile's selections; unknown names, unknown options and cycles are added to `problems`."""
    done: dict[str, Resolved] = {}
    for profile in known.profiles.values():
        _resolve(profile, known, done, (), problems)
    return done


def _resolve(
    profile: ProfileSource, known: Known, done: dict[str, Resolved], above: tuple[str, ...], problems: list[Problem]
) -> Resolved:
    if profile.id not in done:
        parent = _parent(profile, known, done, (*above, profile.id), problems)
        own = _Selections(known, problems)
        for node in profile.selections:
            own.add(node)
        merged = Resolved(own.rules, own.options, own.settings).over(own.inherited).over(parent)
        done[profile.id] = merged._replace(rules=merged.rules - own.unselected)
    return done[profile.id]


def _parent(
    profile: ProfileSource, known: Known, done: dict[str, Resolved], above: tuple[str, ...], problems: list[Problem]
) -> Resolved:
    node = profile.extends
    if node is None:
        return Resolved()
    if node.text in above:
        chain = " -> ".join((*above[above.index(node.text) :], node.text))
        problems.append(Problem(node.span, "cyclic-extends", f"the profile extends itself: {chain}"))
        return Resolved()
    if node.text not in known.profiles:
        hint = did_you_mean(node.text, known.profiles)
        problems.append(Problem(node.span, "unknown-profile", f"no profile {node.text}", hint))
        return Resolved()
    return _resolve(known.profiles[node.text], known, done, above, problems)


class _Selections:
    """One profile's or control's own selections as they are read."""

    def __init__(self, known: Known, problems: list[Problem]) -> None:
        self.known = known
        self.problems = problems
        self.rules: frozenset[str] = frozenset()
        self.unselected: frozenset[str] = frozenset()
        self.options: dict[str, str] = {}
        self.settings: dict[tuple[str, str], str] = {}
        self.inherited = Resolved()

    def report(self, node: Node, code: str, message: str, hint: str = "") -> None:
        """Add a problem at the selection."""
        self.problems.append(Problem(node.span, code, message, hint))

    def add(self, node: Node) -> None:
        """Take in one selection."""
        text = node.text.strip()
        setting = RULE_SETTING.fullmatch(text)
        if setting:
            self._set(node, *setting.groups())
        elif "=" in text:
            self._choose(node, *text.split("=", 1))
        elif ":" in text:
            self.inherited = self._policy(node, text).over(self.inherited)
        elif text.startswith("!"):
            self._rule(node, text[1:], selected=False)
        else:
            self._rule(node, text, selected=True)

    def _rule(self, node: Node, name: str, *, selected: bool) -> None:
        if not self._is_rule(node, name):
            return
        if name in (self.unselected if selected else self.rules):
            self.report(node, "contradictory-selection", f"{name} is both selected and left out")
        if selected:
            self.rules |= {name}
        else:
            self.unselected |= {name}

    def _is_rule(self, node: Node, name: str) -> bool:
        if name in self.known.rules:
            return True
        hint = self.known.incomplete.get(name) or did_you_mean(name, self.known.rules)
        self.report(node, "unknown-rule", f"no rule {name}", hint)
        return False

    def _choose(self, node: Node, name: str, option: str) -> None:
        value = self.known.values.get(name)
        if value is None:
            self.report(node, "unknown-value", f"no value {name}", did_you_mean(name, self.known.values))
        elif option not in value.options:
            message = f"{name} has no option {option}; it has {', '.join(value.options)}"
            self.report(node, "unknown-option", message, did_you_mean(option, value.options))
        else:
            self.options[name] = option

    def _set(self, node: Node, name: str, key: str, value: str) -> None:
        if not self._is_rule(node, name):
            return
        if key not in REFINABLE:
            message = f"{key} of a rule cannot be refined; {', '.join(REFINABLE)} can"
            self.report(node, "unknown-key", message, did_you_mean(key, REFINABLE))
        elif REFINABLE[key] and value not in REFINABLE[key]:
            self.report(node, "bad-value", f"{key} cannot be {value}; it is one of {', '.join(REFINABLE[key])}")
        elif key == "weight" and not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", value):
            self.report(node, "bad-value", f"a weight is a number that is not negative, not {value}")
        else:
            self.settings[(name, key)] = value

    def _policy(self, node: Node, text: str) -> Resolved:
        name, what, *rest = text.split(":")
        policy = self.known.policies.get(name)
        if policy is None:
            self.report(node, "unknown-policy", f"no policy {name}", did_you_mean(name, self.known.policies))
            return Resolved()
        if what == "all":
            return self._all(node, policy, rest[0] if rest else "")
        control = next((each for each in walk_controls(policy.controls) if each.id == what), None)
        if control is None:
            known = [each.id for each in walk_controls(policy.controls)]
            self.report(node, "unknown-control", f"{name} has no control {what}", did_you_mean(what, known))
            return Resolved()
        return self._controls(walk_controls((control,)))

    def _all(self, node: Node, policy: Policy, level: str) -> Resolved:
        if level and level not in policy.levels:
            self.report(node, "unknown-level", f"{policy.id} has no level {level}", did_you_mean(level, policy.levels))
            return Resolved()
        levels = with_inherited(policy, level)
        controls = walk_controls(policy.controls)
        return self._controls(
            tuple(each for each in controls if not level or levels & {node.text for node in each.levels})
        )

    def _controls(self, controls: tuple[Control, ...]) -> Resolved:
        inner = _Selections(self.known, self.problems)
        for control in controls:
            for node in control.rules:
                inner.add(node)
        return Resolved(inner.rules - inner.unselected, inner.options, inner.settings)


def with_inherited(policy: Policy, level: str) -> frozenset[str]:
    """A level and those that it inherits from, directly or not."""
    found: set[str] = set()
    waiting = [level]
    while waiting:
        current = waiting.pop()
        if current and current not in found:
            found.add(current)
            waiting += [node.text for node in policy.levels.get(current, ())]
    return frozenset(found)
