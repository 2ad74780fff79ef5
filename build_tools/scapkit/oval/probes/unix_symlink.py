"""symlink_object: where symbolic links finally lead (OVAL 5.11 unix schema, symlink_object and symlink_item)."""

from collections.abc import Iterator

from scapkit.model.dump import Entry, Missing
from scapkit.model.syschar import Field, Flag, Item, Message
from scapkit.oval.evidence import Evidence
from scapkit.oval.files.walk import Rule, joined, target, walk
from scapkit.oval.matching.accepting import acceptor, accepts
from scapkit.oval.protocols import Collection, Probe, Query, Wanted


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each link; one that leads nowhere, or to itself, makes the object an error."""
    items: list[Item] = []
    missing: list[Missing] = []
    messages: list[Message] = []
    try:
        for found in _links(query.entities["filepath"], evidence):
            where = None if isinstance(found, Missing) else target(found.path, evidence.dump)
            if isinstance(found, Missing):
                missing.append(found)
            elif where and isinstance(where.found, Missing):
                missing.append(where.found)
            elif where and where.found is not None and not where.looped:
                items.append(Item("unix:symlink", (Field("filepath", found.path), Field("canonical_path", where.path))))
            else:
                messages.append(Message(f"{found.path} is a link that leads nowhere", "error"))
    except (ValueError, TimeoutError) as error:
        messages.append(Message(str(error), "error"))
    return Collection(items, missing, messages, Flag.ERROR if messages else None)


def _links(wanted: Wanted, evidence: Evidence) -> Iterator[Entry | Missing]:
    if wanted.operation != "equals" or wanted.var_check.startswith("none"):
        yield from _search(wanted, evidence)
        return
    for path in dict.fromkeys(wanted.values):
        if path.startswith("/") and accepts(wanted, path):
            yield from _link(path, evidence)


def _search(wanted: Wanted, evidence: Evidence) -> Iterator[Entry | Missing]:
    """Links anywhere; what could not be listed is told by the walk itself."""
    accept = acceptor(wanted)
    for folder in walk("/", evidence.dump, Rule(), lambda _folder: True):
        if isinstance(folder, Missing):
            yield folder
            continue
        for number, name in folder.names():
            path = joined(folder.path, name)
            if folder.kind(number) in "l?" and accept(path):
                entry = folder.entry(number, path)
                if entry is not None:
                    yield entry


def _link(path: str, evidence: Evidence) -> Iterator[Entry | Missing]:
    entry = evidence.dump.entry(path)
    if isinstance(entry, Missing) or (entry is not None and entry.kind == "symbolic link"):
        yield entry


PROBE = Probe("unix:symlink", collect)
