"""filehash58_object: digests of files by the chosen algorithms (OVAL 5.11 independent schema)."""

from collections.abc import Iterator

from scapkit.model.dump import Missing
from scapkit.model.syschar import Field, Flag, Item, Message
from scapkit.oval.evidence import Evidence
from scapkit.oval.files.contents import place
from scapkit.oval.files.digests import ALGORITHMS, Digested, find_digests
from scapkit.oval.matching.accepting import accepts
from scapkit.oval.protocols import Collection, Probe, Query


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each file and algorithm; a link to nothing is an item in error, as in OpenSCAP."""
    items: list[Item] = []
    missing: list[Missing] = []
    try:
        algorithms = [each for each in ALGORITHMS if accepts(query.entities["hash_type"], each)]
        for found in find_digests(query, evidence, algorithms) if algorithms else ():
            if isinstance(found, Missing):
                missing.append(found)
            else:
                items += _items(found, algorithms)
    except (ValueError, TimeoutError) as error:
        return Collection(messages=(Message(str(error), "error"),), flag=Flag.ERROR)
    failed = any(item.status == "error" for item in items)
    return Collection(items, missing, flag=Flag.ERROR if failed else None)


def _items(found: Digested, algorithms: list[str]) -> Iterator[Item]:
    for number, name in enumerate(algorithms):
        fields = (*place(found.path), Field("hash_type", name))
        if found.digests:
            yield Item("independent:filehash58", (*fields, Field("hash", found.digests[number])))
        else:
            message = Message(f"{found.path} is a link that leads to no file", "error")
            yield Item("independent:filehash58", fields, "error", (message,))


PROBE = Probe("independent:filehash58", collect)
