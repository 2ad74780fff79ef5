"""sccs_object: never collected, as it takes the tools of SCCS (OVAL 5.11 unix schema)."""

from scapkit.model.dump import Missing
from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query


def collect(query: Query, _evidence: Evidence) -> Collection:
    """Nothing, and why."""
    return Collection(
        missing=[
            Missing(
                f"not collected: {query.kind} asks the source code control system of Solaris, which is not in a dump"
            )
        ]
    )


PROBE = Probe("unix:sccs", collect)
