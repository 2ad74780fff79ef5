"""Profiles and policies (control files)."""

from pathlib import Path

from scapkit.authoring.kinds import POLICY, PROFILE
from scapkit.authoring.kinds.control import AUTOMATED
from scapkit.authoring.project import Control, Policy, ProfileSource
from scapkit.authoring.reading import Reading, claim_id, needed
from scapkit.authoring.shape import Fields
from scapkit.authoring.sources import files
from scapkit.problem import Problem


def read_profiles(reading: Reading, folder: Path) -> dict[str, ProfileSource]:
    """The profiles of a product by id, which is the file's name; those not complete are left out."""
    found = {}
    for path in files(folder, ".profile"):
        claim_id(reading, "profile", path.stem, path)
        fields = reading.fields(path, PROFILE, {})
        if fields is not None and fields.flag("documentation_complete", True):
            found[path.stem] = _profile(path.stem, fields)
    return found


def _profile(name: str, fields: Fields) -> ProfileSource:
    metadata = fields.one("metadata")
    inner = metadata.text("reference") if metadata else ""
    return ProfileSource(
        id=name,
        span=fields.span,
        title=fields.text("title"),
        description=needed(fields, "description"),
        platform=fields.node("platform"),
        extends=fields.node("extends"),
        version=metadata.text("version") if metadata else "",
        reference=fields.text("reference") or inner,
        selections=fields.nodes("selections"),
    )


def read_policies(reading: Reading, folders: tuple[Path, ...]) -> dict[str, Policy]:
    """The policies of a product by id."""
    found: dict[str, Policy] = {}
    for path in (path for folder in folders for path in files(folder, ".yml")):
        fields = reading.fields(path, POLICY, {})
        if fields is None:
            continue
        policy = _policy(fields)
        _check_levels(reading, policy)
        if policy.id in found:
            message = f"the policy {policy.id} is already defined in {found[policy.id].span}"
            reading.problems.append(Problem(needed(fields, "id").span, "duplicate-id", message))
        found[policy.id] = policy
    return found


def _policy(fields: Fields) -> Policy:
    return Policy(
        id=fields.text("id"),
        span=fields.span,
        title=fields.text("title"),
        version=fields.text("version"),
        levels={level.text("id"): level.nodes("inherits_from") for level in fields.many("levels")},
        controls=tuple(_control(each) for each in fields.many("controls")),
    )


def _control(fields: Fields) -> Control:
    return Control(
        id=fields.text("id"),
        title=fields.text("title"),
        levels=fields.nodes("levels"),
        status=_status(fields),
        notes=fields.text("notes"),
        rules=fields.nodes("rules"),
        controls=tuple(_control(each) for each in fields.many("controls")),
    )


def _status(fields: Fields) -> str:
    """The status; of the older key `automated`, what it says in today's words."""
    automated = fields.text("automated").lower()
    return fields.text("status") or AUTOMATED.get(automated, "")


def walk_controls(controls: tuple[Control, ...]) -> tuple[Control, ...]:
    """Every control, outer before inner."""
    return tuple(each for control in controls for each in (control, *walk_controls(control.controls)))


def _check_levels(reading: Reading, policy: Policy) -> None:
    named = [node for inherited in policy.levels.values() for node in inherited]
    named += [node for control in walk_controls(policy.controls) for node in control.levels]
    for node in named:
        if node.text not in policy.levels:
            message = f"the policy {policy.id} has no level {node.text}; it has {', '.join(policy.levels)}"
            reading.problems.append(Problem(node.span, "unknown-level", message))
