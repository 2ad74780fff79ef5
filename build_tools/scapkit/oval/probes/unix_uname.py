"""uname_object: kernel and machine, from facts (OVAL 5.11 unix schema, uname_item)."""

from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query
from scapkit.oval.system.facts import facts_items

FIELDS = {
    "machine_class": "string",
    "node_name": "string",
    "os_name": "string",
    "os_release": "string",
    "os_version": "string",
    "processor_type": "string",
}


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item, if the collector noted it."""
    return facts_items(query, evidence, FIELDS)


PROBE = Probe("unix:uname", collect)
