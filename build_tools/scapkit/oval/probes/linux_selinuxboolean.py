"""selinuxboolean_object: SELinux's booleans, from the kernel's folder, else from facts (OVAL 5.11 linux schema)."""

from scapkit.model.dump import Missing
from scapkit.model.syschar import Field, Flag, Item, Message
from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query
from scapkit.oval.system.chosen import else_facts, satisfies

KIND = "linux:selinuxboolean"
FIELDS = {"name": "string", "current_status": "boolean", "pending_status": "boolean"}
FOLDERS = ("/sys/fs/selinux/booleans", "/selinux/booleans")
MAX_BYTES = 64
_WORDS = {"0": "false", "1": "true"}


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each boolean; a plain tree without that folder has none, as in OpenSCAP."""
    missing: list[Missing] = []
    for folder in FOLDERS:
        names = evidence.dump.names(folder)
        if isinstance(names, Missing):
            missing.append(names)
        elif names is not None:
            return _from_folder(folder, names, query, evidence)
    return else_facts(missing, query, evidence, FIELDS) if missing else Collection()


def _from_folder(folder: str, names: tuple[str, ...], query: Query, evidence: Evidence) -> Collection:
    items: list[Item] = []
    missing: list[Missing] = []
    try:
        for name in names:
            if satisfies(query.entities["name"], name):
                found = _boolean(f"{folder}/{name}", name, evidence)
                if isinstance(found, Item):
                    items.append(found)
                else:
                    missing.append(found)
    except (ValueError, TimeoutError) as error:
        return Collection(messages=(Message(str(error), "error"),), flag=Flag.ERROR)
    return Collection(items, missing)


def _boolean(path: str, name: str, evidence: Evidence) -> Item | Missing:
    """The file holds what the boolean is now, and what it will be once the changes are committed."""
    data = evidence.dump.read(path, MAX_BYTES)
    if not isinstance(data, bytes):
        return data or Missing(f"{path} has no content")
    words = data.decode(errors="replace").strip("\0\n ").split()
    if len(words) != 2 or not all(each in _WORDS for each in words):
        return Missing(f"{path} does not hold two numbers that are 0 or 1")
    now, then = (_WORDS[each] for each in words)
    fields = (Field("name", name), Field("current_status", now, "boolean"), Field("pending_status", then, "boolean"))
    return Item(KIND, fields)


PROBE = Probe(KIND, collect)
