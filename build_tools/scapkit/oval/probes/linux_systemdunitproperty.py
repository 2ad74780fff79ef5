"""systemdunitproperty_object: properties of systemd's units (OVAL 5.11 linux schema).

From facts, else from unit files in a dump that was asked for them, as far as these tell: what state a unit is in only
the running manager knows. OpenSCAP asks that alone: a plain tree tells it nothing, and nothing is said of one here.
"""

from collections.abc import Iterator

from scapkit.model.dump import Missing
from scapkit.model.syschar import Field, Flag, Item, Message
from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query
from scapkit.oval.system.chosen import is_chosen
from scapkit.oval.system.facts import facts_items
from scapkit.oval.system.systemd.properties import NAMES, RELATIONS, unit_property
from scapkit.oval.system.systemd.units import Units, find_unit, read_units, unit_names

KIND = "linux:systemdunitproperty"
FIELDS = {
    "unit": "string",
    "property": "string",
    "value": "string",
}


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each unit and property; of those that the files do not tell, only the ones that are named."""
    told = facts_items(query, evidence, FIELDS)
    if told.items or not told.missing or evidence.dump.manifest is None:
        return told
    units = read_units(evidence)
    if isinstance(units, Missing):
        return told
    wanted = query.entities["property"]
    named = wanted.values if wanted.operation == "equals" else ()
    try:
        properties = [each for each in dict.fromkeys((*NAMES, *named)) if is_chosen(query, {"property": each})]
        names = [name for name in unit_names(units, evidence) if is_chosen(query, {"unit": name})]
    except (ValueError, TimeoutError) as error:
        return Collection(messages=(Message(str(error), "error"),), flag=Flag.ERROR)
    items = [Item(KIND, tuple(_fields(name, each, units, evidence))) for name in names for each in properties]
    untold = () if named or not items else told.missing
    return Collection(items, untold)


def _fields(name: str, wanted: str, units: Units, evidence: Evidence) -> Iterator[Field]:
    """The manager may know of more relations than the files do."""
    yield Field("unit", name)
    yield Field("property", wanted)
    unit = find_unit(name, units, evidence)
    found = unit_property(wanted, unit, units, evidence) if unit else None
    yield from (Field("value", each) for each in found or ())
    if found is None or wanted in RELATIONS:
        yield Field("value", status="not collected")


PROBE = Probe(KIND, collect)
