"""apparmorstatus_object: AppArmor's profiles and processes by mode, from facts (OVAL 5.11 linux schema)."""

from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query
from scapkit.oval.system.facts import facts_items

FIELDS = {
    "loaded_profiles_count": "int",
    "enforce_mode_profiles_count": "int",
    "complain_mode_profiles_count": "int",
    "processes_with_profiles_count": "int",
    "enforce_mode_processes_count": "int",
    "complain_mode_processes_count": "int",
    "unconfined_processes_with_profiles_count": "int",
}


def collect(query: Query, evidence: Evidence) -> Collection:
    """The one item that there is."""
    return facts_items(query, evidence, FIELDS)


PROBE = Probe("linux:apparmorstatus", collect)
