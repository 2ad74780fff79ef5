"""family_object: the family of the operating system (OVAL 5.11 independent schema, family_item)."""

from scapkit.model.syschar import Field, Item
from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query


def collect(_query: Query, _evidence: Evidence) -> Collection:
    """`unix`: dumps are taken from nothing else."""
    return Collection([Item("independent:family", (Field("family", "unix"),))])


PROBE = Probe("independent:family", collect)
