"""Services of xinetd, as its configuration files describe them (xinetd.conf(5))."""

from collections.abc import Iterator
from typing import NamedTuple

from scapkit.model.dump import Missing
from scapkit.oval.evidence import Evidence

MAIN = "/etc/xinetd.conf"
MAX_BYTES = 1024 * 1024
MAX_FILES = 10_000
_INHERITED = ("only_from", "no_access")


class Service(NamedTuple):
    """A service's name and attributes, each a list of words, with the defaults that it inherits."""

    name: str
    attributes: dict[str, list[str]]


class Services(NamedTuple):
    """What was read, and what of it is missing."""

    services: tuple[Service, ...] = ()
    missing: tuple[Missing, ...] = ()


def read_services(evidence: Evidence) -> Services:
    """All services, read once; `disable` is settled from the defaults' lists of ids too."""
    return evidence.once("xinetd", lambda: _read(evidence))


def _read(evidence: Evidence) -> Services:
    missing: list[Missing] = []
    defaults: dict[str, list[str]] = {}
    found: list[Service] = []
    for name, lines in _sections(evidence, missing):
        attributes = defaults if name is None else {}
        for line in lines:
            _assign(attributes, line, defaults if name is not None else {})
        if name is not None:
            found.append(Service(name, attributes))
    return Services(tuple(_settled(each, defaults) for each in found), tuple(missing))


def _sections(evidence: Evidence, missing: list[Missing]) -> Iterator[tuple[str | None, list[str]]]:
    """Each section with its lines; the defaults have no name. What one file includes comes before what follows it."""
    pending, seen = [MAIN], {MAIN}
    while pending and len(seen) <= MAX_FILES:
        included: list[str] = []
        header = ""
        lines: list[str] | None = None
        for line in _lines(pending.pop(0), evidence, missing):
            words = line.split()
            if lines is not None and line == "}":
                yield (None if header == "defaults" else header), lines
                lines = None
            elif lines is not None:
                lines.append(line)
            elif line == "{":
                lines = []
            elif words[0] in ("include", "includedir") and len(words) > 1:
                included += _included(words[0], words[1], evidence, missing)
            else:
                header = words[1] if words[0] == "service" and len(words) > 1 else words[0]
        pending = [each for each in dict.fromkeys(included) if each not in seen] + pending
        seen.update(included)


def _lines(path: str, evidence: Evidence, missing: list[Missing]) -> list[str]:
    data = evidence.dump.read(path, MAX_BYTES)
    if isinstance(data, Missing):
        missing.append(data)
        data = None
    lines = (line.strip() for line in (data or b"").decode(errors="replace").split("\n"))
    return [line for line in lines if line and not line.startswith("#")]


def _included(how: str, path: str, evidence: Evidence, missing: list[Missing]) -> list[str]:
    """A folder's files in the order of their names, without those with a dot or a tilde at the end."""
    if how == "include":
        return [path]
    names = evidence.dump.names(path)
    if isinstance(names, Missing):
        missing.append(names)
        return []
    wanted = (name for name in names or () if "." not in name and not name.endswith("~"))
    return [f"{path.rstrip('/')}/{name}" for name in wanted]


def _assign(attributes: dict[str, list[str]], line: str, inherited: dict[str, list[str]]) -> None:
    """`name = words`, `name += words`, `name -= words`; the latter two change what was inherited."""
    name, sign, text = line.partition("=")
    words = text.split()
    operator = name[-1:] if name[-1:] in ("+", "-") else ""
    name = name.rstrip("+- \t").strip()
    if not sign or not name:
        return
    before = attributes.get(name, inherited.get(name, []) if name in _INHERITED else [])
    if operator == "+":
        words = [*before, *words]
    elif operator == "-":
        words = [each for each in before if each not in words]
    attributes[name] = words


def _settled(service: Service, defaults: dict[str, list[str]]) -> Service:
    attributes = {name: defaults[name] for name in _INHERITED if name in defaults} | service.attributes
    identifier = next(iter(attributes.get("id", [])), service.name)
    enabled = defaults.get("enabled")
    disabled = (
        attributes.get("disable") == ["yes"]
        or identifier in defaults.get("disabled", [])
        or (enabled is not None and identifier not in enabled)
    )
    return Service(service.name, attributes | {"disable": ["yes" if disabled else "no"]})
