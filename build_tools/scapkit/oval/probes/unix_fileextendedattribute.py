"""fileextendedattribute_object: extended attributes of files (OVAL 5.11 unix schema).

A plain tree's are those of its files, as in OpenSCAP; with a manifest facts tell what the system had. A value that is
no text is in hexadecimal digits.
"""

from collections.abc import Sequence

from scapkit.model.dump import Entry, Missing
from scapkit.model.syschar import Field, Flag, Item, Message
from scapkit.oval.evidence import Evidence
from scapkit.oval.files.contents import names
from scapkit.oval.files.paths import find_files
from scapkit.oval.matching.accepting import accepts
from scapkit.oval.protocols import Collection, Probe, Query
from scapkit.oval.system.facts import read_facts

Collected = dict[str, None]
Found = tuple[Sequence[Item], Sequence[Missing]]
FIELDS = {
    "filepath": "string",
    "path": "string",
    "filename": "string",
    "attribute_name": "string",
    "value": "string",
}


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each attribute of the files that there are; without files no facts are needed."""
    try:
        found = list(find_files(query, evidence))
        missing = [each for each in found if isinstance(each, Missing)]
        paths = dict.fromkeys(each.path for each in found if isinstance(each, Entry))
        if not paths:
            return Collection(missing=missing)
        items, lacking = _told(query, evidence, paths) if evidence.dump.manifest else _kept(query, evidence, paths)
        chosen = [item for item in items if _is_wanted(item, query)]
    except (ValueError, TimeoutError) as error:
        return Collection(messages=(Message(str(error), "error"),), flag=Flag.ERROR)
    return Collection(chosen, [*missing, *lacking])


def _told(query: Query, evidence: Evidence, paths: Collected) -> Found:
    """What facts say of these files."""
    facts = read_facts(query.kind, evidence, FIELDS)
    return [item for item in facts.items if _path(item) in paths], facts.missing


def _kept(query: Query, evidence: Evidence, paths: Collected) -> Found:
    """What the files themselves have."""
    items: list[Item] = []
    missing: list[Missing] = []
    for path in paths:
        attributes = evidence.dump.attributes(path)
        if isinstance(attributes, Missing):
            missing.append(attributes)
            continue
        for name, value in attributes or ():
            fields = (*names(path, query), Field("attribute_name", name), Field("value", _text(value)))
            items.append(Item(query.kind, fields))
    return items, missing


def _text(value: bytes) -> str:
    """A NUL at the end belongs to the way in which it is kept."""
    text = value.removesuffix(b"\0")
    try:
        decoded = text.decode()
    except UnicodeDecodeError:
        return value.hex()
    return decoded if all(each.isprintable() or each in "\t\n\r" for each in decoded) else value.hex()


def _path(item: Item) -> str:
    """Where the file is: as the facts say, or in pieces; a folder has a path only."""
    values = {field.name: field.value for field in item.fields if field.status == "exists"}
    if values.get("filepath"):
        return values["filepath"]
    folder, name = values.get("path", ""), values.get("filename", "")
    return f"{folder.rstrip('/')}/{name}" if name else folder


def _is_wanted(item: Item, query: Query) -> bool:
    wanted = query.entities["attribute_name"]
    return any(accepts(wanted, field.value) for field in item.fields if field.name == "attribute_name")


PROBE = Probe("unix:fileextendedattribute", collect)
