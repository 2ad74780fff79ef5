"""xinetd_object: services of xinetd, from its configuration files (OVAL 5.11 unix schema, xinetd_item)."""

from collections.abc import Iterator

from scapkit.model.dump import Missing
from scapkit.model.syschar import Field, Flag, Item, Message
from scapkit.oval.evidence import Evidence
from scapkit.oval.matching.accepting import accepts
from scapkit.oval.protocols import Collection, Probe, Query
from scapkit.oval.system.chosen import distinct
from scapkit.oval.system.xinetd import Service, read_services

_PROTOCOLS = {"stream": "tcp", "dgram": "udp"}
_TYPES = ("INTERNAL", "RPC", "UNLISTED", "TCPMUX", "TCPMUXPLUS")
_MAX_SERVICES_FILE = 16 * 1024 * 1024


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each service; a protocol that is not given follows from the kind of socket."""
    found = read_services(evidence)
    items = []
    try:
        for service in found.services:
            protocol = _protocol(service)
            if accepts(query.entities["service_name"], service.name) and accepts(query.entities["protocol"], protocol):
                items.append(Item("unix:xinetd", tuple(_fields(service, protocol, evidence))))
    except (ValueError, TimeoutError) as error:
        return Collection(messages=(Message(str(error), "error"),), flag=Flag.ERROR)
    return Collection(distinct(items), found.missing)


def _protocol(service: Service) -> str:
    return _first(service, "protocol") or _PROTOCOLS.get(_first(service, "socket_type"), "")


def _first(service: Service, name: str) -> str:
    return next(iter(service.attributes.get(name, [])), "")


def _fields(service: Service, protocol: str, evidence: Evidence) -> Iterator[Field]:
    yield Field("protocol", protocol)
    yield Field("service_name", service.name)
    for name in ("flags", "no_access", "only_from"):
        yield from (Field(name, word) for word in service.attributes.get(name, []))
    yield from _port(service, protocol, evidence)
    yield from _one(service, "server", "server")
    if "server_args" in service.attributes:
        yield Field("server_arguments", " ".join(service.attributes["server_args"]))
    yield from _one(service, "socket_type", "socket_type")
    yield from (Field("type", word) for word in service.attributes.get("type", []) if word in _TYPES)
    yield from _one(service, "user", "user")
    if _first(service, "wait") in ("yes", "no"):
        yield Field("wait", "true" if _first(service, "wait") == "yes" else "false", "boolean")
    yield Field("disabled", "true" if _first(service, "disable") == "yes" else "false", "boolean")


def _one(service: Service, name: str, field: str) -> Iterator[Field]:
    if service.attributes.get(name):
        yield Field(field, _first(service, name))


def _port(service: Service, protocol: str, evidence: Evidence) -> Iterator[Field]:
    """As given, or as /etc/services has it for the name and protocol."""
    given = _first(service, "port")
    known = evidence.once("services", lambda: _ports(evidence))
    if not given and isinstance(known, Missing):
        yield Field("port", "", "int", "not collected")
    elif not given and not isinstance(known, Missing):
        given = known.get(f"{service.name}/{protocol}", "")
    if given.isascii() and given.isdigit():
        yield Field("port", given, "int")


def _ports(evidence: Evidence) -> dict[str, str] | Missing:
    """Ports by `name/protocol`, the first line of a name counts (services(5))."""
    data = evidence.dump.read("/etc/services", _MAX_SERVICES_FILE)
    if isinstance(data, Missing):
        return data
    ports: dict[str, str] = {}
    for line in (data or b"").decode(errors="replace").split("\n"):
        words = line.partition("#")[0].split()
        port, mark, protocol = words[1].partition("/") if len(words) > 1 else ("", "", "")
        for name in (words[0], *words[2:]) if mark else ():
            ports.setdefault(f"{name}/{protocol}", port)
    return ports


PROBE = Probe("unix:xinetd", collect)
