"""systemdunitdependency_object: what systemd's units need or want, from facts (OVAL 5.11 linux schema)."""

from scapkit.oval.evidence import Evidence
from scapkit.oval.facts import facts_items
from scapkit.oval.protocols import Collection, Probe, Query

FIELDS = {
    "unit": "string",
    "dependency": "string",
}


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each unit with all its dependencies; unit files show only a part of them."""
    return facts_items(query, evidence, FIELDS)


PROBE = Probe("linux:systemdunitdependency", collect)
