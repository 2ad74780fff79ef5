"""What was found: OVAL items and collected objects (OVAL 5.11 system characteristics schema)."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from scapkit.model.dump import Asset


class Flag(StrEnum):
    """How complete a collection is (FlagEnumeration)."""

    ERROR = "error"
    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    DOES_NOT_EXIST = "does not exist"
    NOT_COLLECTED = "not collected"
    NOT_APPLICABLE = "not applicable"


class Message(NamedTuple):
    """A remark on an item or object; level is debug, error, fatal, info or warning (MessageLevelEnumeration)."""

    text: str
    level: str = "info"


class Field(NamedTuple):
    """One entity of an item; status is exists, does not exist, error or not collected (StatusEnumeration)."""

    name: str
    value: str = ""
    datatype: str = "string"
    status: str = "exists"
    fields: tuple["Field", ...] = ()
    mask: bool = False


class Item(NamedTuple):
    """One thing found on the system; `kind` is family and element name without `_item`, as in `unix:file`."""

    kind: str
    fields: tuple[Field, ...] = ()
    status: str = "exists"
    messages: tuple[Message, ...] = ()


class VariableValues(NamedTuple):
    """The values that a variable had when an object or test used it."""

    var_ref: str
    values: tuple[str, ...]


class Collected(NamedTuple):
    """What came of one object."""

    object_id: str
    flag: Flag
    items: tuple[Item, ...] = ()
    messages: tuple[Message, ...] = ()
    variables: tuple[VariableValues, ...] = ()
    version: str = "1"


class SystemCharacteristics(NamedTuple):
    """A document of what was collected: of whom, and what came of each object, once for each set of variable values.

    `collected` is None where the document does not say which objects its items belong to.
    """

    asset: Asset
    collected: Mapping[str, tuple[Collected, ...]] | None
    items: Mapping[str, Item]
