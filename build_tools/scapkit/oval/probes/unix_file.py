"""file_object: metadata of files and folders (OVAL 5.11 unix schema, file_object and file_item)."""

from collections.abc import Callable, Iterator

from scapkit.model.dump import Entry, Missing
from scapkit.model.syschar import Field, Flag, Item, Message
from scapkit.oval.evidence import Evidence
from scapkit.oval.files.contents import names
from scapkit.oval.files.paths import find_files
from scapkit.oval.files.walk import target
from scapkit.oval.protocols import Collection, Probe, Query

_BITS = ("suid", "sgid", "sticky", "uread", "uwrite", "uexec", "gread", "gwrite", "gexec", "oread", "owrite", "oexec")
MAX_ITEMS = 100_000
_SHARED = frozenset(("type", "group_id", "user_id", *_BITS))


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each file, or for each folder where the filename is nil; a link is itself, not its target."""
    items: list[Item] = []
    missing: list[Missing] = []
    keeps = _keeper(query, evidence)
    try:
        for found in find_files(query, evidence):
            if isinstance(found, Missing):
                missing.append(found)
            elif keeps(found):
                items.append(_item(found, query, evidence))
                if len(items) >= MAX_ITEMS:
                    missing.append(Missing(f"no more than the first {MAX_ITEMS} files are told"))
                    break
    except (ValueError, TimeoutError) as error:
        return Collection(messages=(Message(str(error), "error"),), flag=Flag.ERROR)
    return Collection(items, missing)


def _keeper(query: Query, evidence: Evidence) -> Callable[[Entry], bool]:
    """Whether the object's filters want a file: asked once for all that look alike, where they look at nothing else."""
    sieve = query.sieve
    if sieve is None:
        return lambda _entry: True
    leading, alike = sieve.leading(_SHARED), sieve.names <= _SHARED
    decided: dict[tuple[str, int, int, int], bool] = {}

    def keeps(entry: Entry) -> bool:
        look = (entry.kind, entry.mode, entry.uid, entry.gid)
        if look not in decided:
            decided[look] = sieve.keeps(_item(entry, query, evidence), leading)
        return decided[look] and (alike or sieve.keeps(_item(entry, query, evidence)))

    return keeps


def _item(entry: Entry, query: Query, evidence: Evidence) -> Item:
    fields = (*names(entry.path, query), *_fields(entry, evidence), _acl(entry, evidence))
    return Item("unix:file", fields)


def _fields(entry: Entry, evidence: Evidence) -> Iterator[Field]:
    """What the schema has between names and access control list, in its order; times are whole seconds since 1970.

    A dump may know that a file is there and not all of its metadata: what is negative was not collected.
    """
    yield Field("type", entry.kind)
    yield _number("group_id", entry.gid)
    yield _number("user_id", entry.uid)
    yield _number("a_time", int(entry.atime))
    yield _number("c_time", int(entry.ctime))
    yield _number("m_time", int(entry.mtime))
    yield _number("size", entry.size)
    yield from evidence.once(("unix:file mode", entry.mode), lambda: _bits(entry.mode))


def _number(name: str, number: int) -> Field:
    return Field(name, str(number), "int") if number >= 0 else Field(name, "", "int", "not collected")


def _bits(mode: int) -> tuple[Field, ...]:
    return tuple(_boolean(name, bool(mode >> (11 - at) & 1) if mode >= 0 else None) for at, name in enumerate(_BITS))


def _acl(entry: Entry, evidence: Evidence) -> Field:
    """A link has no access control list; asked for it, the system gives that of the file it leads to."""
    if entry.kind == "symbolic link":
        where = target(entry.path, evidence.dump)
        if where.looped or where.found is None:
            return Field("has_extended_acl", "", "boolean", "does not exist")
    return _boolean("has_extended_acl", evidence.dump.has_acl(entry.path))


def _boolean(name: str, value: bool | None) -> Field:
    if value is None:
        return Field(name, "", "boolean", "not collected")
    return Field(name, "true" if value else "false", "boolean")


PROBE = Probe("unix:file", collect)
