"""What units' files alone tell of their properties (org.freedesktop.systemd1(5), "Unit Objects")."""

from collections.abc import Mapping, Sequence

from scapkit.oval.evidence import Evidence
from scapkit.oval.system.systemd.settings import values
from scapkit.oval.system.systemd.units import ETC, Unit, Units, beside, drop_ins, find_unit, listed, unit_settings

RELATIONS = ("Requires", "Requisite", "Wants", "BindsTo", "PartOf", "Upholds", "Conflicts", "Before", "After")
_FOLDERS = {"Requires": "requires", "Wants": "wants", "Upholds": "upholds"}
_INSTALL = ("WantedBy", "RequiredBy", "UpheldBy", "Alias", "DefaultInstance")
MAX_DEPENDENCIES = 20_000
NAMES = ("Id", "Description", "Documentation", "FragmentPath", "DropInPaths", "UnitFileState", *RELATIONS)


def unit_property(name: str, unit: Unit, units: Units, evidence: Evidence) -> Sequence[str] | None:
    """The values of a property, or None where the files do not tell.

    What a unit stands in relation to may be more in the running manager, which adds to it.
    """
    if name in RELATIONS:
        return related(name, unit, units, evidence)
    settings = unit_settings(unit, units, evidence)
    known = {
        "Id": lambda: [unit.name],
        "Description": lambda: values(settings, "Unit", "Description")[-1:] or [unit.name],
        "Documentation": lambda: [word for each in values(settings, "Unit", "Documentation") for word in each.split()],
        "FragmentPath": lambda: [unit.path],
        "DropInPaths": lambda: drop_ins(unit, units, evidence),
        "UnitFileState": lambda: [_state(unit, units, evidence)],
    }
    return known[name]() if name in known else None


def related(name: str, unit: Unit, units: Units, evidence: Evidence) -> list[str]:
    """The units that a unit's files, and links in the folders beside them, name in one relation; by their own names."""
    settings = unit_settings(unit, units, evidence)
    named = [word for each in values(settings, "Unit", name) for word in each.split()]
    if name in _FOLDERS:
        named += [each for _, each in beside(unit, _FOLDERS[name], units, evidence)]
    found = ((each, find_unit(each, units, evidence)) for each in named)
    return list(dict.fromkeys(other.name if other else each for each, other in found))


def dependencies(unit: Unit, units: Units, evidence: Evidence) -> list[str]:
    """What a target requires and wants, and what the targets among these do, as `systemctl list-dependencies` goes."""
    found: dict[str, None] = {}
    pending = [unit]
    while pending and len(found) < MAX_DEPENDENCIES:
        current = pending.pop()
        if current.name.endswith(".target"):
            named = [name for each in ("Requires", "Wants") for name in related(each, current, units, evidence)]
            others = (find_unit(name, units, evidence) for name in named if name not in found)
            pending += [other for other in others if other]
            found |= dict.fromkeys(named)
    return list(found)


def _state(unit: Unit, units: Units, evidence: Evidence) -> str:
    """Whether a unit is enabled, as `systemctl is-enabled` says (systemctl(1))."""
    if unit.is_masked:
        return "masked-runtime" if unit.path.startswith("/run/") else "masked"
    if unit.path.startswith("/run/systemd/"):
        return "transient" if "/transient/" in unit.path else "generated"
    places = evidence.once("systemd enabled", lambda: _enabled_in(units, evidence)).get(unit.name, [])
    if any(place.startswith("/etc/") for place in places):
        return "enabled"
    if any(place.startswith("/run/systemd/system") for place in places):
        return "enabled-runtime"
    settings = unit_settings(unit, units, evidence)
    if any(values(settings, "Install", key) for key in _INSTALL):
        return "disabled"
    return "indirect" if values(settings, "Install", "Also") else "static"


def _enabled_in(units: Units, evidence: Evidence) -> Mapping[str, list[str]]:
    """The folders in which each unit is wanted or required, or has another name."""
    found: dict[str, list[str]] = {}
    for folder, inside in units.folders.items():
        for name in sorted(inside):
            if name.endswith((".wants", ".requires", ".upholds")):
                for each in listed(f"{folder}/{name}", evidence):
                    found.setdefault(each, []).append(folder)
            elif folder == ETC and (other := find_unit(name, units, evidence)) and other.name != name:
                found.setdefault(other.name, []).append(folder)
    return found
