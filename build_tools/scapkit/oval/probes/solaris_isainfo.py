"""isainfo_object: the instruction sets of a Solaris system, from facts (OVAL 5.11 solaris schema, isainfo_item)."""

from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query
from scapkit.oval.system.facts import facts_items

FIELDS = {"bits": "int", "kernel_isa": "string", "application_isa": "string"}


def collect(query: Query, evidence: Evidence) -> Collection:
    """The one item that there is."""
    return facts_items(query, evidence, FIELDS)


PROBE = Probe("solaris:isainfo", collect)
