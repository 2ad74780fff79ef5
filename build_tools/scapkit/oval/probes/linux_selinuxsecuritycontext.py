"""selinuxsecuritycontext_object: SELinux contexts of files and processes, from facts (OVAL 5.11 linux schema)."""

from scapkit.model.syschar import Flag, Message
from scapkit.oval.evidence import Evidence
from scapkit.oval.files.paths import find_files
from scapkit.oval.protocols import Collection, Probe, Query
from scapkit.oval.system.facts import facts_items

FIELDS = {
    "filepath": "string",
    "path": "string",
    "filename": "string",
    "pid": "int",
    **{
        name: "string"
        for name in (
            "user",
            "role",
            "type",
            "low_sensitivity",
            "low_category",
            "high_sensitivity",
            "high_category",
            "rawlow_sensitivity",
            "rawlow_category",
            "rawhigh_sensitivity",
            "rawhigh_category",
        )
    },
}


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each file or process, a folder with a path only; what does not exist needs no facts."""
    told = facts_items(query, evidence, FIELDS)
    if told.items or not told.missing or not query.entities.keys() & {"filepath", "path"}:
        return told
    try:
        found = next(find_files(query, evidence), None)
    except (ValueError, TimeoutError) as error:
        return Collection(messages=(Message(str(error), "error"),), flag=Flag.ERROR)
    return Collection() if found is None else told


PROBE = Probe("linux:selinuxsecuritycontext", collect)
