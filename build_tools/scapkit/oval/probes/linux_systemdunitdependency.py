"""systemdunitdependency_object: what systemd's targets need or want (OVAL 5.11 linux schema).

From facts, else from unit files in a dump that was asked for them. OpenSCAP asks the running manager alone: a plain
tree tells it nothing, and nothing is said of one here.
"""

from collections.abc import Iterator

from scapkit.model.dump import Missing
from scapkit.model.syschar import Field, Flag, Item, Message
from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query
from scapkit.oval.system.chosen import is_chosen
from scapkit.oval.system.facts import facts_items
from scapkit.oval.system.systemd.properties import dependencies
from scapkit.oval.system.systemd.units import Units, find_unit, read_units, unit_names

KIND = "linux:systemdunitdependency"
FIELDS = {
    "unit": "string",
    "dependency": "string",
}


def collect(query: Query, evidence: Evidence) -> Collection:
    """One item for each unit with all its dependencies."""
    told = facts_items(query, evidence, FIELDS)
    if told.items or not told.missing or evidence.dump.manifest is None:
        return told
    units = read_units(evidence)
    if isinstance(units, Missing):
        return told
    try:
        names = [name for name in unit_names(units, evidence) if is_chosen(query, {"unit": name})]
    except (ValueError, TimeoutError) as error:
        return Collection(messages=(Message(str(error), "error"),), flag=Flag.ERROR)
    return Collection([Item(KIND, tuple(_fields(name, units, evidence))) for name in names])


def _fields(name: str, units: Units, evidence: Evidence) -> Iterator[Field]:
    """Where nobody looked at what systemd's generators made, a target may have more; only targets have any."""
    yield Field("unit", name)
    unit = find_unit(name, units, evidence)
    yield from (Field("dependency", each) for each in (dependencies(unit, units, evidence) if unit else ()))
    if not units.has_generated and name.endswith(".target"):
        yield Field("dependency", status="not collected")


PROBE = Probe(KIND, collect)
