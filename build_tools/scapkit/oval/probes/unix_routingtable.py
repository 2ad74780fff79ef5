"""routingtable_object: the routes of the kernel, from facts (OVAL 5.11 unix schema, routingtable_item)."""

from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query
from scapkit.oval.system.facts import ADDRESS, facts_items

FIELDS = {
    "destination": ADDRESS,
    "gateway": ADDRESS,
    "flags": "string",
    "interface_name": "string",
}
CHOICES = {
    "flags": (
        "UP",
        "GATEWAY",
        "HOST",
        "REINSTATE",
        "DYNAMIC",
        "MODIFIED",
        "ADDRCONF",
        "CACHE",
        "REJECT",
        "REDUNDANT",
        "SETSRC",
        "BROADCAST",
        "LOCAL",
        "PROTOCOL_1",
        "PROTOCOL_2",
        "PROTOCOL_3",
        "BLACK_HOLE",
        "CLONING",
        "PROTOCOL_CLONING",
        "INTERFACE_SCOPE",
        "LINK_LAYER",
        "MULTICAST",
        "STATIC",
        "WAS_CLONED",
        "XRESOLVE",
        "USABLE",
        "PINNED",
        "ACTIVE_DEAD_GATEWAY_DETECTION",
        "",
    )
}


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each route."""
    return facts_items(query, evidence, FIELDS, CHOICES)


PROBE = Probe("unix:routingtable", collect)
