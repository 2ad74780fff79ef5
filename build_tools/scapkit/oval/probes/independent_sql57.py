"""sql57_object: never collected, as it takes a running database (OVAL 5.11 independent schema)."""

from scapkit.model.dump import Missing
from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query


def collect(query: Query, _evidence: Evidence) -> Collection:
    """Nothing, and why."""
    return Collection(
        missing=[Missing(f"not collected: {query.kind} asks a running database, which a dump cannot answer")]
    )


PROBE = Probe("independent:sql57", collect)
