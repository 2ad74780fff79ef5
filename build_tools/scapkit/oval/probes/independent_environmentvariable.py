"""environmentvariable_object: the collector's environment, from facts (OVAL 5.11 independent schema)."""

from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query
from scapkit.oval.system.facts import facts_items

FIELDS = {
    "name": "string",
    "value": "string",
}


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each variable."""
    return facts_items(query, evidence, FIELDS)


PROBE = Probe("independent:environmentvariable", collect)
