"""Which units there are, by the folders that systemd looks into (systemd.unit(5), "UNIT FILE LOAD PATH")."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from scapkit.model.dump import Entry, Missing
from scapkit.oval.evidence import Evidence
from scapkit.oval.system.systemd.settings import Setting, read_settings

ETC, GENERATED = "/etc/systemd/system", "/run/systemd/generator"
FOLDERS = (
    "/etc/systemd/system.control",
    "/run/systemd/system.control",
    "/run/systemd/transient",
    f"{GENERATED}.early",
    ETC,
    "/etc/systemd/system.attached",
    "/run/systemd/system",
    "/run/systemd/system.attached",
    GENERATED,
    "/usr/local/lib/systemd/system",
    "/usr/lib/systemd/system",
    "/lib/systemd/system",
    f"{GENERATED}.late",
)
_SHIPPED = ("/usr/lib/systemd/system", "/lib/systemd/system")
_TYPES = ("service", "socket", "target", "device", "mount", "automount", "swap", "timer", "path", "slice", "scope")
MAX_BYTES = 1024 * 1024
MAX_LINKS = 16
MAX_UNITS = 100_000
NOWHERE = "/dev/null"


class Units(NamedTuple):
    """The folders that are there, highest first, with the names in each; whether those of the generators are known."""

    folders: Mapping[str, frozenset[str]]
    has_generated: bool


class Unit(NamedTuple):
    """A unit by its own name, the file that describes it, and that of a unit which is masked."""

    name: str
    path: str
    is_masked: bool


def read_units(evidence: Evidence) -> Units | Missing:
    """The folders, read once; Missing where nobody asked for those of the administrator or of the system."""
    return evidence.once("systemd", lambda: _read(evidence))


def _read(evidence: Evidence) -> Units | Missing:
    found = {folder: evidence.dump.names(folder) for folder in FOLDERS}
    unknown = {folder: names for folder, names in found.items() if isinstance(names, Missing)}
    if ETC in unknown or all(folder in unknown for folder in _SHIPPED):
        return unknown.get(ETC) or unknown[_SHIPPED[0]]
    known = {folder: frozenset(names) for folder, names in found.items() if names and not isinstance(names, Missing)}
    return Units(known, GENERATED not in unknown)


def unit_names(units: Units, evidence: Evidence) -> list[str]:
    """The names of all units that have a file of their own, and of instances that others want; no other names."""
    names: set[str] = set()
    for folder, inside in units.folders.items():
        names.update(name for name in inside if is_unit(name))
        for name in inside:
            if name.endswith((".wants", ".requires")):
                names.update(each for each in listed(f"{folder}/{name}", evidence) if is_unit(each) and "@" in each)
    usable = (name for name in sorted(names)[:MAX_UNITS] if "@." not in name)
    return sorted({found.name for name in usable if (found := find_unit(name, units, evidence))})


def is_unit(name: str) -> bool:
    """Whether a name is one of a unit, by its ending."""
    return name.rpartition(".")[2] in _TYPES and not name.startswith(".")


def find_unit(name: str, units: Units, evidence: Evidence) -> Unit | None:
    """The unit of a name: another name of a unit is a link to it, and a link to nowhere masks one."""
    return evidence.once(("unit", name), lambda: _find(name, units, evidence))


def _find(name: str, units: Units, evidence: Evidence) -> Unit | None:
    for _ in range(MAX_LINKS):
        path = _path(name, units)
        entry = evidence.dump.entry(path) if path else None
        if not isinstance(entry, Entry):
            return None
        if entry.kind != "symbolic link":
            return Unit(name, path, entry.kind == "regular" and entry.size == 0)
        other = entry.target.rpartition("/")[2]
        if entry.target == NOWHERE or other in (name, template(name)):
            return Unit(name, path, entry.target == NOWHERE)
        name = instance(other, name)
    return None


def _path(name: str, units: Units) -> str:
    """The first file of that name, else of its template."""
    for each in dict.fromkeys((name, template(name))):
        for folder, inside in units.folders.items():
            if each in inside:
                return f"{folder}/{each}"
    return ""


def template(name: str) -> str:
    """The template of an instance: `getty@.service` of `getty@tty1.service`; other names are themselves."""
    stem, mark, rest = name.partition("@")
    return f"{stem}@.{rest.rpartition('.')[2]}" if mark else name


def instance(name: str, given: str) -> str:
    """A template's name with the instance of a given name put in."""
    stem, mark, ending = name.partition("@.")
    return f"{stem}@{given.partition('@')[2].rpartition('.')[0]}.{ending}" if mark and "@" in given else name


def listed(folder: str, evidence: Evidence) -> tuple[str, ...]:
    """The names in a folder, none where it is not there or not collected."""
    names = evidence.dump.names(folder)
    return () if names is None or isinstance(names, Missing) else names


def beside(unit: Unit, ending: str, units: Units, evidence: Evidence) -> Iterator[tuple[str, str]]:
    """The folders and names in `UNIT.wants` and its like, of the unit's name and of its template's."""
    names = dict.fromkeys((unit.name, template(unit.name)))
    yield from _in_folders(names, ending, units, evidence)


def _in_folders(names: Iterable[str], ending: str, units: Units, evidence: Evidence) -> Iterator[tuple[str, str]]:
    for name in names:
        for folder, inside in units.folders.items():
            if f"{name}.{ending}" in inside:
                place = f"{folder}/{name}.{ending}"
                yield from ((place, each) for each in listed(place, evidence))


def drop_ins(unit: Unit, units: Units, evidence: Evidence) -> list[str]:
    """The files that add to a unit, in the order of their names; the first of a name counts.

    They may be meant for all units whose names start alike up to a hyphen, or for all of a type.
    """
    stem, _, kind = unit.name.rpartition(".")
    words = stem.split("-")
    shorter = [f"{'-'.join(words[:count])}-.{kind}" for count in range(len(words) - 1, 0, -1)]
    names = dict.fromkeys((unit.name, template(unit.name), *shorter, kind))
    found: dict[str, str] = {}
    for place, name in _in_folders(names, "d", units, evidence):
        if name.endswith(".conf"):
            found.setdefault(name, f"{place}/{name}")
    return [found[name] for name in sorted(found)]


def unit_settings(unit: Unit, units: Units, evidence: Evidence) -> tuple[Setting, ...]:
    """What a unit's file and those that add to it say, with the specifiers of its name put in."""
    return evidence.once(("unit settings", unit.name), lambda: tuple(_settings(unit, units, evidence)))


def _settings(unit: Unit, units: Units, evidence: Evidence) -> Iterator[Setting]:
    if unit.is_masked:
        return
    stem = unit.name.rpartition(".")[0]
    prefix, _, inner = stem.partition("@")
    specifiers = {"%n": unit.name, "%N": stem, "%p": prefix, "%P": prefix, "%i": inner, "%I": inner}
    for path in (unit.path, *drop_ins(unit, units, evidence)):
        data = evidence.dump.read(path, MAX_BYTES)
        for each in read_settings(data.decode(errors="replace")) if isinstance(data, bytes) else ():
            value = each.value
            for mark, text in specifiers.items() if "%" in value else ():
                value = value.replace(mark, text)
            yield each._replace(value=value)
