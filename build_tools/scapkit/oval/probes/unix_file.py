"""file_object: metadata of files and folders (OVAL 5.11 unix schema, file_object and file_item)."""

from collections.abc import Iterator

from scapkit.model.dump import Entry, Missing
from scapkit.model.syschar import Field, Flag, Item, Message
from scapkit.oval.contents import place
from scapkit.oval.evidence import Evidence
from scapkit.oval.paths import find_files
from scapkit.oval.protocols import Collection, Probe, Query
from scapkit.oval.walk import target

_BITS = ("suid", "sgid", "sticky", "uread", "uwrite", "uexec", "gread", "gwrite", "gexec", "oread", "owrite", "oexec")


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each file, or for each folder where the filename is nil; a link is itself, not its target."""
    items: list[Item] = []
    missing: list[Missing] = []
    try:
        for found in find_files(query, evidence):
            if isinstance(found, Missing):
                missing.append(found)
            else:
                items.append(Item("unix:file", (*_names(found.path, query), *_fields(found), _acl(found, evidence))))
    except (ValueError, TimeoutError) as error:
        return Collection(messages=(Message(str(error), "error"),), flag=Flag.ERROR)
    return Collection(items, missing)


def _names(path: str, query: Query) -> tuple[Field, ...]:
    """Where the object names folders they have a path only, as their nil filename says."""
    filename = query.entities.get("filename")
    if "path" in query.entities and (filename is None or filename.nil):
        return Field("path", path), Field("filename", "")
    return place(path)


def _fields(entry: Entry) -> Iterator[Field]:
    """What the schema has between names and access control list, in its order; times are whole seconds since 1970.

    A dump may know that a file is there and not all of its metadata: what is negative was not collected.
    """
    yield Field("type", entry.kind)
    numbers = (
        ("group_id", entry.gid),
        ("user_id", entry.uid),
        ("a_time", int(entry.atime)),
        ("c_time", int(entry.ctime)),
        ("m_time", int(entry.mtime)),
        ("size", entry.size),
    )
    for name, number in numbers:
        yield Field(name, str(number), "int") if number >= 0 else Field(name, "", "int", "not collected")
    for position, name in enumerate(_BITS):
        yield _boolean(name, bool(entry.mode >> (11 - position) & 1) if entry.mode >= 0 else None)


def _acl(entry: Entry, evidence: Evidence) -> Field:
    """A link has no access control list; asked for it, the system gives that of the file it leads to."""
    found: Entry | Missing | None = entry
    if entry.kind == "symbolic link":
        where = target(entry.path, evidence.dump)
        found = None if where.looped else where.found
    if isinstance(found, Entry):
        return _boolean("has_extended_acl", found.has_acl)
    return Field("has_extended_acl", "", "boolean", "not collected" if found else "does not exist")


def _boolean(name: str, value: bool | None) -> Field:
    if value is None:
        return Field(name, "", "boolean", "not collected")
    return Field(name, "true" if value else "false", "boolean")


PROBE = Probe("unix:file", collect)
