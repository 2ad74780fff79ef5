"""runlevel_object: services by runlevel, from facts, else from the links of System V init (OVAL 5.11 unix schema)."""

from collections.abc import Iterator, Sequence

from scapkit.model.dump import Entry, Missing
from scapkit.model.syschar import Field, Flag, Item, Message
from scapkit.oval.evidence import Evidence
from scapkit.oval.matching.accepting import accepts
from scapkit.oval.protocols import Collection, Probe, Query
from scapkit.oval.system.facts import facts_items

FIELDS = {"service_name": "string", "runlevel": "string", "start": "boolean", "kill": "boolean"}
LEVELS = ("0", "1", "2", "3", "4", "5", "6")
# Red Hat's place first: where both are there, /etc/init.d is a link to it.
PLACES = ("/etc/rc.d", "/etc")


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each service in init.d and runlevel; without a link it is neither started nor killed there."""
    facts = facts_items(query, evidence, FIELDS)
    if facts.items or not facts.missing:
        return facts
    items: list[Item] = []
    try:
        services = _services(evidence)
        if isinstance(services, Missing):
            return Collection(missing=[services])
        wanted = [each for each in services if accepts(query.entities["service_name"], each)]
        for level in LEVELS:
            if wanted and accepts(query.entities["runlevel"], level):
                links = _links(level, evidence)
                if isinstance(links, Missing):
                    return Collection(items, [links])
                items += _items(level, wanted, links)
    except (ValueError, TimeoutError) as error:
        return Collection(messages=(Message(str(error), "error"),), flag=Flag.ERROR)
    return Collection(items)


def _services(evidence: Evidence) -> Sequence[str] | Missing:
    """The scripts in init.d that can be run."""
    names = _names("init.d", evidence)
    if isinstance(names, Missing):
        return names
    folder, found = names
    entries = ((name, evidence.dump.entry(f"{folder}/{name}")) for name in found)
    return [name for name, entry in entries if entry is not None and _is_script(entry)]


def _is_script(entry: Entry | Missing) -> bool:
    """What cannot be known might be one."""
    if isinstance(entry, Missing) or entry.kind == "symbolic link":
        return True
    return entry.kind == "regular" and (entry.mode < 0 or bool(entry.mode & 0o111))


def _links(level: str, evidence: Evidence) -> frozenset[str] | Missing:
    """`S` or `K` with the name of a service, for each link of a runlevel."""
    names = _names(f"rc{level}.d", evidence)
    if isinstance(names, Missing):
        return names
    return frozenset(name[0] + name[3:] for name in names[1] if name[:1] in ("S", "K") and name[1:3].isdigit())


def _names(folder: str, evidence: Evidence) -> tuple[str, Sequence[str]] | Missing:
    for place in PLACES:
        names = evidence.dump.names(f"{place}/{folder}")
        if isinstance(names, Missing):
            return names
        if names is not None:
            return f"{place}/{folder}", names
    return "", ()


def _items(level: str, services: Sequence[str], links: frozenset[str]) -> Iterator[Item]:
    for name in services:
        flags = (("start", f"S{name}" in links), ("kill", f"K{name}" in links))
        booleans = (Field(each, "true" if value else "false", "boolean") for each, value in flags)
        yield Item("unix:runlevel", (Field("service_name", name), Field("runlevel", level), *booleans))


PROBE = Probe("unix:runlevel", collect)
