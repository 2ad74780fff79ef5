"""environmentvariable58_object: environments of processes, from facts (OVAL 5.11 independent schema)."""

from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query
from scapkit.oval.system.facts import facts_items

FIELDS = {
    "pid": "int",
    "name": "string",
    "value": "string",
}


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each process and variable; a nil process is the collector's own, of which the facts name none."""
    return facts_items(query, evidence, FIELDS)


PROBE = Probe("independent:environmentvariable58", collect)
