"""systemd's units as the running manager has them, asked through systemctl(1), and only on the node itself."""

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scapkit.model.dump import Missing

SYSTEMCTL = "/usr/bin/systemctl"
PROPERTY, DEPENDENCY = "linux:systemdunitproperty", "linux:systemdunitdependency"
SECONDS = 120
_CHUNK = 200
_ALL = ("--all", "--full", "--plain", "--no-legend", "--no-pager")
_RELATIONS = (
    "After Before BindsTo BoundBy ConflictedBy Conflicts ConsistsOf OnFailure OnSuccess PartOf PropagatesReloadTo "
    "ReloadPropagatedFrom RequiredBy Requires Requisite RequisiteOf TriggeredBy Triggers UpheldBy Upholds WantedBy "
    "Wants"
)
_LISTS = frozenset((*_RELATIONS.split(), "Documentation", "DropInPaths", "Names", "RequiresMountsFor"))
"""The properties that hold several words, each a value."""


def can_be_asked(systemctl: str = SYSTEMCTL) -> bool:
    """Whether there is a manager to ask."""
    return os.access(systemctl, os.X_OK)


def unit_lines(kind: str, systemctl: str = SYSTEMCTL) -> Iterator[Mapping[str, Any]] | Missing:
    """The lines of one of the two types, of all units that are loaded or could be."""
    try:
        units = _read(systemctl)
    except (OSError, subprocess.SubprocessError) as error:
        return Missing(f"{systemctl}: {error}")
    return _properties(units) if kind == PROPERTY else _dependencies(units)


Units = Mapping[str, Mapping[str, Sequence[str]]]


def _properties(units: Units) -> Iterator[Mapping[str, Any]]:
    for unit, properties in units.items():
        for name, values in properties.items():
            value = values[0] if len(values) == 1 else list(values)
            yield {"unit": unit, "property": name, "value": value}


def _dependencies(units: Units) -> Iterator[Mapping[str, Any]]:
    """What a target requires and wants, and what the targets among these do."""
    for unit in units:
        found: dict[str, None] = {}
        pending = [unit]
        while pending:
            current = pending.pop()
            if current.endswith(".target"):
                named = [*_values(units, current, "Requires"), *_values(units, current, "Wants")]
                pending += [name for name in named if name not in found]
                found |= dict.fromkeys(named)
        yield {"unit": unit, "dependency": sorted(found)}


def _values(units: Units, unit: str, name: str) -> Sequence[str]:
    return units.get(unit, {}).get(name, ())


def _read(systemctl: str) -> Units:
    names = sorted({*_named(systemctl, "list-units"), *_named(systemctl, "list-unit-files")})
    found: dict[str, Mapping[str, Sequence[str]]] = {}
    for start in range(0, len(names), _CHUNK):
        text = _run(systemctl, "show", "--all", "--no-pager", "--", *names[start : start + _CHUNK])
        for block in text.split("\n\n"):
            properties = dict(_property(line) for line in block.splitlines() if "=" in line)
            if properties.get("Id"):
                found[properties["Id"][0]] = properties
    return dict(sorted(found.items()))


def _named(systemctl: str, what: str) -> Iterator[str]:
    """Templates are no units, only what is made of them."""
    for line in _run(systemctl, what, *_ALL).splitlines():
        name = line.split()[0] if line.split() else ""
        if "." in name and "@." not in name:
            yield name


def _property(line: str) -> tuple[str, Sequence[str]]:
    name, _, value = line.partition("=")
    return name, tuple(value.split()) if name in _LISTS else (value,)


def _run(*words: str) -> str:
    environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C", "SYSTEMD_COLORS": "0"}
    done = subprocess.run(words, env=environment, capture_output=True, timeout=SECONDS, check=True)  # noqa: S603
    return done.stdout.decode(errors="replace")
