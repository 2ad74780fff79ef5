"""variable_object: the values of a variable as items (OVAL 5.11 independent schema, variable_item)."""

from scapkit.model.syschar import Field, Flag, Item
from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query


def collect(query: Query, _evidence: Evidence) -> Collection:
    """One item for each value; the variable's flag is the object's."""
    reference = query.entities["var_ref"].value
    found = query.variable(reference)
    items = [
        Item("independent:variable", (Field("var_ref", reference), Field("value", value))) for value in found.values
    ]
    return Collection(items, messages=found.messages, flag=_flag(found.flag, bool(items)))


def _flag(flag: Flag, has_items: bool) -> Flag:
    return Flag.DOES_NOT_EXIST if flag is Flag.COMPLETE and not has_items else flag


PROBE = Probe("independent:variable", collect)
