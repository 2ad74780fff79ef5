"""inetlisteningservers_object: programs that listen on addresses and ports, from facts (OVAL 5.11 linux schema)."""

from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query
from scapkit.oval.system.facts import ADDRESS, facts_items

FIELDS = {
    "protocol": "string",
    "local_address": ADDRESS,
    "local_port": "int",
    "local_full_address": "string",
    "program_name": "string",
    "foreign_address": ADDRESS,
    "foreign_port": "int",
    "foreign_full_address": "string",
    "pid": "int",
    "user_id": "int",
}


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each socket; the schema names the object in the plural and the item in the singular."""
    found = facts_items(query, evidence, FIELDS)
    return found._replace(items=[each._replace(kind="linux:inetlisteningserver") for each in found.items])


PROBE = Probe("linux:inetlisteningservers", collect)
