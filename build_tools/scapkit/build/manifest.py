"""What was built, as data for other programs: profiles, rules and their identifiers."""

import json
from collections.abc import Mapping
from typing import Any

from scapkit import __version__
from scapkit.authoring.project import CollectEntry, GroupSource, PlatformSource, RuleSource, walk_groups
from scapkit.build.draft import Draft
from scapkit.model.xccdf import Profile, RefineValue, Select
from scapkit.names import short_id


def make_manifest(draft: Draft) -> bytes:
    """The text of manifest.json: a line for each profile, rule and platform."""
    members = (f"  {_json(name)}: {_member(value)}" for name, value in _manifest(draft).items())
    return ("{\n" + ",\n".join(members) + "\n}\n").encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _member(value: object) -> str:
    if not isinstance(value, dict) or not value:
        return _json(value)
    return "{\n" + ",\n".join(f"    {_json(name)}: {_json(each)}" for name, each in value.items()) + "\n  }"


def _manifest(draft: Draft) -> Mapping[str, Any]:
    product = draft.project.product
    groups = walk_groups(draft.project.groups)
    rules = sorted((rule.id, group, rule) for group in groups for rule in group.rules)
    return {
        "generator": f"scapkit {__version__}",
        "product": product.id,
        "full_name": product.full_name,
        "version": product.version,
        "built": draft.now,
        "profiles": {short_id(profile.id): _profile(profile) for profile in draft.profiles},
        "rules": {name: _rule(draft, group, rule) for name, group, rule in rules},
        "platforms": {name: _platform(each) for name, each in draft.applicability.used.items()},
    }


def _profile(profile: Profile) -> Mapping[str, Any]:
    chosen = [short_id(each.idref) for each in profile.refinements if isinstance(each, Select) and each.selected]
    options = {short_id(each.idref): each.selector for each in profile.refinements if isinstance(each, RefineValue)}
    return {
        "id": profile.id,
        "title": profile.titles[0].markup,
        "version": profile.version,
        "rules": sorted(chosen),
        "values": options,
    }


def _rule(draft: Draft, group: GroupSource, rule: RuleSource) -> Mapping[str, Any]:
    cce = rule.identifiers.get("cce")
    unit = draft.units[rule.id]
    checks = [("oval", unit.is_checked), ("ocil", unit.question is not None)]
    return {
        "title": rule.title,
        "group": group.id,
        "severity": rule.severity,
        "cce": cce.text if cce else None,
        "references": _references(draft, rule),
        "checks": [name for name, there in checks if there],
        "collect": [_collect(each) for each in rule.collect],
    }


def _references(draft: Draft, rule: RuleSource) -> Mapping[str, list[str]]:
    found = {name: _values(node.text) for name, node in rule.references.items()}
    for name, text in draft.project.control_references.get(rule.id, ()):
        if text not in found.setdefault(name, []):
            found[name].append(text)
    return found


def _values(text: str) -> list[str]:
    return [value.strip() for value in text.split(",") if value.strip()]


def _collect(entry: CollectEntry) -> Mapping[str, str]:
    found = {"path": entry.path, "filter": entry.filter, "file": entry.file, "aws": entry.aws}
    found |= {"glob": entry.glob, "fact": entry.fact}
    return {name: value for name, value in found.items() if value}


def _platform(platform: PlatformSource) -> Mapping[str, Any]:
    return {"name": platform.name, "collect": [_collect(each) for each in platform.collect]}
