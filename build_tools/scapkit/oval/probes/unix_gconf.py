"""gconf_object: GConf settings, from facts (OVAL 5.11 unix schema, gconf_item)."""

from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query
from scapkit.oval.system.facts import facts_items

FIELDS = {
    "key": "string",
    "source": "string",
    "type": "string",
    "is_writable": "boolean",
    "mod_user": "string",
    "mod_time": "int",
    "is_default": "boolean",
    "value": "string",
}
CHOICES = {
    "type": (
        "GCONF_VALUE_STRING",
        "GCONF_VALUE_INT",
        "GCONF_VALUE_FLOAT",
        "GCONF_VALUE_BOOL",
        "GCONF_VALUE_SCHEMA",
        "GCONF_VALUE_LIST",
        "GCONF_VALUE_PAIR",
        "",
    )
}


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each key and source; a nil source is the default one, of which the facts name none."""
    return facts_items(query, evidence, FIELDS, CHOICES)


PROBE = Probe("unix:gconf", collect)
