"""What a policy's controls come to: levels, nested controls, and references to those of the same or other policies."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from scapkit.authoring.policies.source import Control, Policy, walk_controls
from scapkit.authoring.yaml.marked import Node
from scapkit.problem import Problem, did_you_mean

Place = tuple[str, str]
MAX_DEPTH = 50


class Index(NamedTuple):
    """A policy with its controls by id, outer before inner."""

    policy: Policy
    controls: Mapping[str, Control]


class Asked(NamedTuple):
    """One answer: a control and the policy that it is of."""

    policy: Policy
    control: Control

    @property
    def place(self) -> Place:
        """What names it."""
        return self.policy.id, self.control.id


class Walk(NamedTuple):
    """All policies, and what was met of their controls while one selection is followed."""

    indexes: Mapping[str, Index]
    problems: list[Problem]
    met: set[Place]

    def report(self, node: Node, code: str, message: str, hint: str = "") -> None:
        """Add a problem at a reference."""
        self.problems.append(Problem(node.span, code, message, hint))


def make_indexes(policies: Mapping[str, Policy]) -> dict[str, Index]:
    """Every policy's controls by id."""
    return {
        name: Index(policy, {control.id: control for control in walk_controls(policy.controls)})
        for name, policy in policies.items()
    }


def controls_named(
    indexes: Mapping[str, Index], node: Node, problems: list[Problem], within: Policy | None = None
) -> tuple[Asked, ...]:
    """The controls that `policy:control[:level]` or `policy:all[:level]` names, with all that they are made of.

    `within` is the policy of a name without one. What names nothing, and cycles, are added to `problems`.
    """
    walk = Walk(indexes, problems, set())
    return tuple(_named(walk, node, within, ()))


def _named(walk: Walk, node: Node, within: Policy | None, above: tuple[Place, ...]) -> Iterator[Asked]:
    text = node.text.strip()
    if within is not None and text in walk.indexes[within.id].controls:
        yield from _whole(walk, Asked(within, walk.indexes[within.id].controls[text]), node, above)
        return
    name, _, rest = text.partition(":")
    what, _, level = rest.rpartition(":") if rest.count(":") and _is_level(walk, name, rest) else (rest, "", "")
    index = walk.indexes.get(name)
    if index is None or not what:
        _report_unknown(walk, node, name, within)
    elif level and level not in index.policy.levels:
        message = f"{name} has no level {level}"
        walk.report(node, "unknown-level", message, did_you_mean(level, index.policy.levels))
    elif what == "all":
        for control in _of_level(index, level):
            yield from _made(walk, Asked(index.policy, control), node, above)
    elif what not in index.controls:
        walk.report(node, "unknown-control", f"{name} has no control {what}", did_you_mean(what, index.controls))
    elif not level or index.controls[what] in _of_level(index, level):
        yield from _whole(walk, Asked(index.policy, index.controls[what]), node, above)


def _is_level(walk: Walk, name: str, rest: str) -> bool:
    """Whether what follows the last colon is a level: ids of controls may hold colons themselves."""
    index = walk.indexes.get(name)
    return index is None or rest not in index.controls


def _report_unknown(walk: Walk, node: Node, name: str, within: Policy | None) -> None:
    if within is not None and ":" not in node.text:
        known = walk.indexes[within.id].controls
        walk.report(node, "unknown-control", f"{within.id} has no control {name}", did_you_mean(name, known))
    else:
        walk.report(node, "unknown-policy", f"no policy {name}", did_you_mean(name, walk.indexes))


def _of_level(index: Index, level: str) -> tuple[Control, ...]:
    levels = with_inherited(index.policy, level)
    controls = index.controls.values()
    return tuple(each for each in controls if not level or levels & {node.text for node in each.levels})


def _whole(walk: Walk, asked: Asked, node: Node, above: tuple[Place, ...]) -> Iterator[Asked]:
    """A control with those nested in it, and what they are made of."""
    for control in walk_controls((asked.control,)):
        yield from _made(walk, Asked(asked.policy, control), node, above)


def _made(walk: Walk, asked: Asked, node: Node, above: tuple[Place, ...]) -> Iterator[Asked]:
    """A control and those that it names, each once."""
    if asked.place in above:
        chain = " -> ".join(":".join(place) for place in (*above[above.index(asked.place) :], asked.place))
        walk.report(node, "cyclic-controls", f"the control is made of itself: {chain}")
    elif len(above) > MAX_DEPTH:
        walk.report(node, "excessive-nesting", f"controls are made of each other more than {MAX_DEPTH} deep")
    elif asked.place not in walk.met:
        walk.met.add(asked.place)
        yield asked
        for part in asked.control.parts:
            yield from _named(walk, part, asked.policy, (*above, asked.place))


def check_references(indexes: Mapping[str, Index], problems: list[Problem]) -> None:
    """Tell references between controls that name nothing or lead back, for policies of this product alone."""
    for index in indexes.values():
        for control in index.controls.values() if not index.policy.shared else ():
            if control.parts:
                tuple(_made(Walk(indexes, problems, set()), Asked(index.policy, control), control.parts[0], ()))


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
