"""inetd_object: services of inetd, from /etc/inetd.conf (OVAL 5.11 unix schema, inetd_item; inetd.conf(5))."""

from collections.abc import Iterator, Sequence

from scapkit.model.dump import Missing
from scapkit.model.syschar import Field, Flag, Item, Message
from scapkit.oval.evidence import Evidence
from scapkit.oval.matching.accepting import accepts
from scapkit.oval.protocols import Collection, Probe, Query
from scapkit.oval.system.chosen import distinct

FILES = ("/etc/inetd.conf", "/etc/inet/inetd.conf")
MAX_BYTES = 1024 * 1024
_ENDPOINTS = ("stream", "dgram", "raw", "seqpacket", "tli", "sunrpc_tcp", "sunrpc_udp")


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each line with at least service, socket, protocol, wait, user and program."""
    lines = evidence.once("inetd", lambda: _read(evidence))
    if isinstance(lines, Missing):
        return Collection(missing=[lines])
    service, protocol = query.entities["service_name"], query.entities["protocol"]
    try:
        wanted = [line for line in lines if accepts(service, line[0]) and accepts(protocol, line[2])]
    except (ValueError, TimeoutError) as error:
        return Collection(messages=(Message(str(error), "error"),), flag=Flag.ERROR)
    return Collection(distinct(Item("unix:inetd", tuple(_fields(line))) for line in wanted))


def _read(evidence: Evidence) -> list[list[str]] | Missing:
    """The first of the files that is there."""
    for path in FILES:
        data = evidence.dump.read(path, MAX_BYTES)
        if isinstance(data, Missing):
            return data
        if data is not None:
            lines = (line.split() for line in data.decode(errors="replace").split("\n") if not line.startswith("#"))
            return [words for words in lines if len(words) >= 6]
    return []


def _fields(words: Sequence[str]) -> Iterator[Field]:
    """The words that the schema has for socket and wait; a limit as in `nowait.400` is left out."""
    name, endpoint, protocol, wait, user, program, *arguments = words
    yield Field("protocol", protocol)
    yield Field("service_name", name)
    yield Field("server_program", program)
    yield Field("server_arguments", " ".join(arguments))
    if endpoint in _ENDPOINTS:
        yield Field("endpoint_type", endpoint)
    yield Field("exec_as_user", user)
    status = wait.partition(".")[0].partition(":")[0]
    if status in ("wait", "nowait"):
        yield Field("wait_status", status)


PROBE = Probe("unix:inetd", collect)
