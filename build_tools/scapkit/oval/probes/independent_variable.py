"""variable_object: a variable with all its values as one item (OVAL 5.11 independent schema, variable_item)."""

from scapkit.model.syschar import Field, Flag, Item
from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query


def collect(query: Query, _evidence: Evidence) -> Collection:
    """One item that has a `value` for each value; the variable's flag is the object's."""
    reference = query.entities["var_ref"].value.strip()
    found = query.variable(reference)
    if not found.values:
        return Collection(
            messages=found.messages, flag=Flag.DOES_NOT_EXIST if found.flag is Flag.COMPLETE else found.flag
        )
    values = (Field("value", value) for value in found.values)
    item = Item("independent:variable", (Field("var_ref", reference), *values))
    return Collection([item], messages=found.messages, flag=found.flag)


PROBE = Probe("independent:variable", collect)
