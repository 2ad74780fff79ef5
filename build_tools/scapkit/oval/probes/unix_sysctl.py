"""sysctl_object: kernel parameters as they are set, from facts, else from /proc/sys (OVAL 5.11 unix schema)."""

from collections.abc import Iterator, Sequence

from scapkit.model.dump import Entry, Missing
from scapkit.model.syschar import Field, Flag, Item, Message
from scapkit.oval.evidence import Evidence
from scapkit.oval.files.walk import Rule, joined, walk
from scapkit.oval.protocols import Collection, Probe, Query, Wanted
from scapkit.oval.system.chosen import is_chosen
from scapkit.oval.system.facts import facts_items

KIND = "unix:sysctl"
FIELDS = {"name": "string", "value": "string"}
ROOT = "/proc/sys"
ALWAYS_THERE = "/proc/sys/kernel/ostype"
MAX_BYTES = 64 * 1024


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each parameter; configuration files say what should be set, not what is."""
    told = facts_items(query, evidence, FIELDS)
    if told.items or not told.missing or not isinstance(evidence.dump.entry(ROOT), Entry):
        return told
    known = evidence.once("sysctl", lambda: tuple(_parameters(evidence)))
    try:
        items = [each for each in known if isinstance(each, Item) and is_chosen(query, {"name": each.fields[0].value})]
    except (ValueError, TimeoutError) as error:
        return Collection(messages=(Message(str(error), "error"),), flag=Flag.ERROR)
    missing = [each for each in known if isinstance(each, Missing)]
    return Collection(items, [*missing, *_left_out(query.entities["name"], items, evidence)])


def _left_out(wanted: Wanted, items: Sequence[Item], evidence: Evidence) -> Iterator[Missing]:
    """What a few files of /proc/sys, as content reads for other reasons, do not tell: everything but themselves."""
    named = wanted.operation == "equals" and not wanted.var_check.startswith("none")
    found = named and {each.fields[0].value for each in items}.issuperset(wanted.values)
    if not found and evidence.dump.entry(ALWAYS_THERE) is None:
        yield Missing(f"not collected: {ROOT} is not whole, as there is no {ALWAYS_THERE}")


def _parameters(evidence: Evidence) -> Iterator[Item | Missing]:
    """Those that can be read; a file that only root may read, or none may, holds nothing."""
    for found in walk(ROOT, evidence.dump, Rule(links=False), lambda _folder: True):
        if isinstance(found, Missing):
            yield found
            continue
        for _, name in found.names():
            path = joined(found.path, name)
            data = evidence.dump.read(path, MAX_BYTES)
            if isinstance(data, bytes):
                yield Item(KIND, tuple(_fields(path, data)))


def _fields(path: str, data: bytes) -> Iterator[Field]:
    """Dots for slashes, and a value for each line, as in OpenSCAP."""
    name = path.removeprefix(f"{ROOT}/").replace("/", ".")
    yield Field("name", name)
    lines = data.decode(errors="replace").rstrip("\n").split("\n")
    yield from (Field("value", line) for line in lines)


PROBE = Probe(KIND, collect)
