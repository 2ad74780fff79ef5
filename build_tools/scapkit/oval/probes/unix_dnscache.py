"""dnscache_object: what a resolver has in its memory, from facts (OVAL 5.11 unix schema, dnscache_item)."""

from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query
from scapkit.oval.system.facts import ADDRESS, facts_items

FIELDS = {"domain_name": "string", "ttl": "int", "ip_address": ADDRESS}


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each name."""
    return facts_items(query, evidence, FIELDS)


PROBE = Probe("unix:dnscache", collect)
