"""fileextendedattribute_object: extended attributes of files, from facts (OVAL 5.11 unix schema)."""

from scapkit.model.dump import Missing
from scapkit.model.syschar import Flag, Item, Message
from scapkit.oval.accepting import accepts
from scapkit.oval.evidence import Evidence
from scapkit.oval.facts import read_facts
from scapkit.oval.paths import find_files
from scapkit.oval.protocols import Collection, Probe, Query

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
        paths = {each.path for each in found if not isinstance(each, Missing)}
        if not paths:
            return Collection(missing=missing)
        facts = read_facts(query.kind, evidence, FIELDS)
        items = [item for item in facts.items if _path(item) in paths and _is_wanted(item, query)]
    except (ValueError, TimeoutError) as error:
        return Collection(messages=(Message(str(error), "error"),), flag=Flag.ERROR)
    return Collection(items, [*missing, *facts.missing])


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
