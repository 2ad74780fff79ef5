"""filehash_object: MD5 and SHA-1 of files (OVAL 5.11 independent schema; replaced by filehash58)."""

from scapkit.model.dump import Missing
from scapkit.model.syschar import Field, Flag, Item, Message
from scapkit.oval.evidence import Evidence
from scapkit.oval.files.contents import place
from scapkit.oval.files.digests import Digested, find_digests
from scapkit.oval.protocols import Collection, Probe, Query


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each file; a link to nothing is an item in error, as in OpenSCAP."""
    items: list[Item] = []
    missing: list[Missing] = []
    try:
        for found in find_digests(query, evidence, ("MD5", "SHA-1")):
            if isinstance(found, Missing):
                missing.append(found)
            else:
                items.append(_item(found))
    except (ValueError, TimeoutError) as error:
        return Collection(messages=(Message(str(error), "error"),), flag=Flag.ERROR)
    failed = any(item.status == "error" for item in items)
    return Collection(items, missing, flag=Flag.ERROR if failed else None)


def _item(found: Digested) -> Item:
    if not found.digests:
        message = Message(f"{found.path} is a link that leads to no file", "error")
        return Item("independent:filehash", place(found.path), "error", (message,))
    md5, sha1 = found.digests
    return Item("independent:filehash", (*place(found.path), Field("md5", md5), Field("sha1", sha1)))


PROBE = Probe("independent:filehash", collect)
