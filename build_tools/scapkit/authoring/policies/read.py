"""Policies: control files and the folders of more controls beside them."""

from collections.abc import Iterator
from pathlib import Path

from scapkit.authoring.kinds import CONTROL, CONTROLS, POLICY
from scapkit.authoring.kinds.control import AUTOMATED, KEPT
from scapkit.authoring.policies.source import Control, Policy, walk_controls
from scapkit.authoring.reading import Reading, needed
from scapkit.authoring.sources import files
from scapkit.authoring.yaml.marked import Node
from scapkit.authoring.yaml.shape import SCALARS, Fields, check
from scapkit.problem import Problem


def read_policies(reading: Reading, folders: tuple[Path, ...]) -> dict[str, Policy]:
    """The policies in some folders by id; those at the root of the project are shared by its products."""
    found: dict[str, Policy] = {}
    for folder in folders:
        for path in files(folder, ".yml"):
            fields = reading.fields(path, POLICY, {})
            if fields is None:
                continue
            policy = _policy(reading, path, fields)._replace(shared=folder.parent == reading.root)
            _check(reading, policy)
            first = found.setdefault(policy.id, policy)
            if first is not policy:
                message = f"the policy {policy.id} is already defined in {first.span}"
                reading.problems.append(Problem(needed(fields, "id").span, "duplicate-id", message))
    return found


def _policy(reading: Reading, path: Path, fields: Fields) -> Policy:
    levels = {level.text("id"): level.nodes("inherits_from") for level in fields.many("levels")}
    first = fields.many("levels")[:1]
    around = tuple(needed(level, "id") for level in first)
    return Policy(
        id=fields.text("id"),
        span=fields.span,
        title=fields.text("title"),
        version=fields.text("version"),
        levels=levels,
        controls=tuple(each for node in _lists(reading, path, fields) for each in _inner(reading, node, around)[0]),
        products=tuple(node.text for node in fields.nodes("product")),
        reference_type=fields.node("reference_type"),
        source=fields.text("source"),
    )


def _lists(reading: Reading, path: Path, fields: Fields) -> Iterator[Node]:
    """The lists of controls: that of the file, and those of the files in the folder that belongs to it."""
    own, named = fields.node("controls"), fields.node("controls_dir")
    folder = path.parent / (named.text if named else path.stem)
    if own is not None:
        yield own
    elif not folder.is_dir():
        message = "a policy needs controls, or a folder with files of controls"
        reading.problems.append(Problem(fields.span, "missing-key", message))
    if named and not folder.is_dir():
        message = f"there is no folder {named.text} beside this file"
        reading.problems.append(Problem(named.span, "missing-folder", message))
    for each in files(folder, ".yml"):
        more = reading.fields(each, CONTROLS, {})
        if more is not None:
            yield needed(more, "controls")


Levels = tuple[Node, ...]


def _inner(reading: Reading, node: Node | None, around: Levels) -> tuple[tuple[Control, ...], tuple[Node, ...]]:
    """The controls of a list, and the names of others in it."""
    if node is None:
        return (), ()
    if node.tag != "list":
        reading.problems.append(Problem(node.span, "wrong-type", "controls must be a list"))
        return (), ()
    names = tuple(each for each in node.items if each.tag in SCALARS)
    controls = [_control(reading, each, around) for each in node.items if each.tag not in SCALARS]
    return tuple(each for each in controls if each), names


def _control(reading: Reading, node: Node, around: Levels) -> Control | None:
    fields = check(node, CONTROL, reading.product, reading.problems)
    if fields.node("id") is None:
        return None
    levels = fields.nodes("levels") or around
    controls, parts = _inner(reading, fields.node("controls"), levels)
    return Control(
        id=fields.text("id"),
        title=fields.text("title"),
        levels=levels,
        status=fields.text("status") or AUTOMATED.get(fields.text("automated").lower(), ""),
        notes=fields.text("notes"),
        rules=fields.nodes("rules"),
        controls=controls,
        parts=parts,
        related_rules=fields.nodes("related_rules"),
        description=fields.text("description"),
        tickets=fields.nodes("tickets"),
        kept={name: fields.text(name) for name in KEPT if fields.node(name)},
        span=needed(fields, "id").span,
    )


def _check(reading: Reading, policy: Policy) -> None:
    """Tell levels that there are not, and controls that there are twice."""
    controls = walk_controls(policy.controls)
    named = [node for inherited in policy.levels.values() for node in inherited]
    named += [node for control in controls for node in control.levels]
    for node in {node.span: node for node in named}.values():
        if node.text not in policy.levels:
            message = f"the policy {policy.id} has no level {node.text}; it has {', '.join(policy.levels) or 'none'}"
            reading.problems.append(Problem(node.span, "unknown-level", message))
    places: dict[str, Control] = {}
    for control in controls:
        first = places.setdefault(control.id, control)
        if first is not control:
            message = f"the control {control.id} is already defined in {first.span}"
            reading.problems.append(Problem(control.span, "duplicate-id", message))
