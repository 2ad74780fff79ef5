"""Who was judged, as far as the evidence itself tells: system, host name and network interfaces."""

from collections.abc import Iterator, Sequence
from itertools import chain

from scapkit.model.dump import Asset, Interface
from scapkit.model.syschar import Item
from scapkit.oval.evidence import Evidence
from scapkit.oval.objects import PROBES
from scapkit.oval.protocols import Probe, Query
from scapkit.registry import find

MAX_BYTES = 64 * 1024
OS_RELEASE = ("/etc/os-release", "/usr/lib/os-release")
# The keys of os-release and the fields of a uname item, with what the facts of an asset call them.
RELEASE_KEYS = {"NAME": "os_name", "VERSION_ID": "os_version"}
UNAME_FIELDS = {
    "os_name": "os_name",
    "os_release": "os_version",
    "machine_class": "architecture",
    "node_name": "host_name",
}

Pair = tuple[str, str]


def described(evidence: Evidence) -> Asset:
    """The asset with what files and facts tell of it; what the collector noted of the asset itself stands first."""
    asset = evidence.dump.asset
    facts = dict(asset.facts)
    for name, value in chain(_release(evidence), _host_name(evidence), _uname(evidence)):
        facts.setdefault(name, value)
    found = asset.interfaces or tuple(_interfaces(evidence))
    addresses = asset.addresses or tuple(dict.fromkeys(each.address for each in found if each.address))
    return asset._replace(facts=tuple(facts.items()), interfaces=found, addresses=addresses)


def _release(evidence: Evidence) -> Iterator[Pair]:
    """From os-release, as os-release(5) has it: the file in /etc goes before that of the distribution."""
    for path in OS_RELEASE:
        lines = _lines(evidence, path)
        if lines:
            pairs = (line.partition("=") for line in lines if not line.startswith("#"))
            values = {key.strip(): value.strip().strip("\"'") for key, _, value in pairs}
            yield from ((name, values[key]) for key, name in RELEASE_KEYS.items() if values.get(key))
            return


def _host_name(evidence: Evidence) -> Iterator[Pair]:
    names = (line.strip() for line in _lines(evidence, "/etc/hostname"))
    name = next((each for each in names if each and not each.startswith("#")), "")
    if name:
        yield "host_name", name


def _lines(evidence: Evidence, path: str) -> list[str]:
    data = evidence.dump.read(path, MAX_BYTES)
    return data.decode("utf-8", "replace").splitlines() if isinstance(data, bytes) else []


def _uname(evidence: Evidence) -> Iterator[Pair]:
    for item in _items(evidence, "unix:uname"):
        values = _values(item)
        yield from ((name, values[field]) for field, name in UNAME_FIELDS.items() if values.get(field))


def _interfaces(evidence: Evidence) -> Iterator[Interface]:
    for item in _items(evidence, "unix:interface"):
        values = _values(item)
        yield Interface(values.get("name", ""), values.get("inet_addr", ""), values.get("hardware_addr", ""))


def _items(evidence: Evidence, kind: str) -> Sequence[Item]:
    """All items of a type, from the facts of a dump that has them; a plain tree has none."""
    probe: Probe | None = None if evidence.dump.manifest is None else find(PROBES, "PROBE", kind)
    return probe.collect(Query(kind, {}), evidence).items if probe else ()


def _values(item: Item) -> dict[str, str]:
    return {field.name: field.value for field in item.fields if field.status == "exists"}
