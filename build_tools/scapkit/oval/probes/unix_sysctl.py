"""sysctl_object: kernel parameters, as the collector found them set (OVAL 5.11 unix schema, sysctl_item)."""

from scapkit.oval.evidence import Evidence
from scapkit.oval.facts import facts_items
from scapkit.oval.protocols import Collection, Probe, Query

FIELDS = {"name": "string", "value": "string"}


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each parameter; configuration files say what should be set, not what is."""
    return facts_items(query, evidence, FIELDS)


PROBE = Probe("unix:sysctl", collect)
