"""interface_object: network interfaces, from facts (OVAL 5.11 unix schema, interface_item)."""

from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query
from scapkit.oval.system.facts import ADDRESS, facts_items

FIELDS = {
    "name": "string",
    "type": "string",
    "hardware_addr": "string",
    "inet_addr": ADDRESS,
    "broadcast_addr": ADDRESS,
    "netmask": ADDRESS,
    "flag": "string",
}
CHOICES = {
    "type": (
        "ARPHRD_ETHER",
        "ARPHRD_FDDI",
        "ARPHRD_LOOPBACK",
        "ARPHRD_VOID",
        "ARPHRD_PPP",
        "ARPHRD_SLIP",
        "ARPHRD_PRONET",
        "",
    )
}


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each address of an interface, as in OpenSCAP."""
    return facts_items(query, evidence, FIELDS, CHOICES)


PROBE = Probe("unix:interface", collect)
