"""process_object: processes by command, from facts (OVAL 5.11 unix schema, process_item; replaced by process58)."""

from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query
from scapkit.oval.system.facts import facts_items

FIELDS = {
    "command": "string",
    "exec_time": "string",
    "pid": "int",
    "ppid": "int",
    "priority": "int",
    "ruid": "int",
    "scheduling_class": "string",
    "start_time": "string",
    "tty": "string",
    "user_id": "int",
}


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each process."""
    return facts_items(query, evidence, FIELDS)


PROBE = Probe("unix:process", collect)
