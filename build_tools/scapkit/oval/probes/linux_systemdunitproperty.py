"""systemdunitproperty_object: properties of systemd's units, from facts (OVAL 5.11 linux schema)."""

from scapkit.oval.evidence import Evidence
from scapkit.oval.facts import facts_items
from scapkit.oval.protocols import Collection, Probe, Query

FIELDS = {
    "unit": "string",
    "property": "string",
    "value": "string",
}


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each unit and property; only the running manager knows them."""
    return facts_items(query, evidence, FIELDS)


PROBE = Probe("linux:systemdunitproperty", collect)
