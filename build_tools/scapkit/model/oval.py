"""OVAL definitions, generic: no object type or function is named here (OVAL 5.11 definitions and common schemas)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Entity(NamedTuple):
    """One child of an object or state (EntityObjectBaseType, EntityStateBaseType)."""

    name: str
    value: str = ""
    datatype: str = "string"
    operation: str = "equals"
    var_ref: str = ""
    var_check: str = "all"
    entity_check: str = "all"
    check_existence: str = "at_least_one_exists"
    mask: bool = False
    nil: bool = False
    fields: tuple["Entity", ...] = ()


class Filter(NamedTuple):
    """Keep or drop items by a state (FilterActionEnumeration: include, exclude)."""

    state_ref: str
    action: str = "exclude"


class Set(NamedTuple):
    """A combination of objects (set element): UNION, INTERSECTION or COMPLEMENT of objects or of inner sets."""

    operator: str = "UNION"
    sets: tuple["Set", ...] = ()
    object_refs: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()


class Object(NamedTuple):
    """What to look for; `kind` is family and type, as in `unix:file`."""

    id: str
    kind: str
    entities: tuple[Entity, ...] = ()
    behaviors: tuple[tuple[str, str], ...] = ()
    filters: tuple[Filter, ...] = ()
    set: Set | None = None
    version: str = "1"
    comment: str = ""


class State(NamedTuple):
    """What an item must look like."""

    id: str
    kind: str
    entities: tuple[Entity, ...] = ()
    operator: str = "AND"
    version: str = "1"
    comment: str = ""


class Test(NamedTuple):
    """An object, the states it is held against, and how many must exist and match."""

    id: str
    kind: str
    check: str = "all"
    check_existence: str = "at_least_one_exists"
    state_operator: str = "AND"
    object_ref: str = ""
    state_refs: tuple[str, ...] = ()
    version: str = "1"
    comment: str = ""


class Criterion(NamedTuple):
    """A test's place in the criteria."""

    test_ref: str
    negate: bool = False
    comment: str = ""
    applicability_check: bool = False


class ExtendDefinition(NamedTuple):
    """Another definition's result as a part of this one's."""

    definition_ref: str
    negate: bool = False
    comment: str = ""
    applicability_check: bool = False


class Criteria(NamedTuple):
    """A node of the tree: operator AND, OR, ONE or XOR over its children."""

    operator: str = "AND"
    children: tuple["Criteria | Criterion | ExtendDefinition", ...] = ()
    negate: bool = False
    comment: str = ""
    applicability_check: bool = False


class Affected(NamedTuple):
    """Platforms and products that a definition speaks of."""

    family: str = "unix"
    platforms: tuple[str, ...] = ()
    products: tuple[str, ...] = ()


class OvalReference(NamedTuple):
    """A pointer to the outside: CCE, CPE, CVE and the like."""

    source: str
    ref_id: str
    ref_url: str = ""


class Definition(NamedTuple):
    """A named statement about a system; class_ is compliance, inventory, patch, vulnerability or miscellaneous."""

    id: str
    title: str = ""
    description: str = ""
    class_: str = "compliance"
    criteria: Criteria | None = None
    affected: tuple[Affected, ...] = ()
    references: tuple[OvalReference, ...] = ()
    version: str = "1"
    deprecated: bool = False


class Literal(NamedTuple):
    """A literal component."""

    value: str
    datatype: str = "string"


class ObjectComponent(NamedTuple):
    """The values of one field of an object's items."""

    object_ref: str
    item_field: str
    record_field: str = ""


class VariableComponent(NamedTuple):
    """Another variable's values."""

    var_ref: str


class FunctionCall(NamedTuple):
    """A function by its element name, with its attributes and the components that it works on."""

    name: str
    attributes: tuple[tuple[str, str], ...] = ()
    arguments: tuple["Component", ...] = ()


Component = Literal | ObjectComponent | VariableComponent | FunctionCall


class Restriction(NamedTuple):
    """One condition on an external variable's value."""

    operation: str
    value: str


class PossibleValue(NamedTuple):
    """A value that an external variable may have; `hint` tells people what it means."""

    value: str
    hint: str = ""


class PossibleRestriction(NamedTuple):
    """Conditions joined by operator AND, OR, ONE or XOR; `hint` tells people what they mean."""

    restrictions: tuple[Restriction, ...]
    operator: str = "AND"
    hint: str = ""


class Variable(NamedTuple):
    """A constant (`values`), local (`component`) or external variable; kind says which."""

    id: str
    kind: str
    datatype: str = "string"
    values: tuple[str, ...] = ()
    component: Component | None = None
    possible_values: tuple[PossibleValue, ...] = ()
    possible_restrictions: tuple[PossibleRestriction, ...] = ()
    version: str = "1"
    comment: str = ""


class Generator(NamedTuple):
    """Who made a document, when, and by which version of the schema."""

    product_name: str = ""
    product_version: str = ""
    schema_version: str = "5.11.3"
    timestamp: str = ""


class OvalDefinitions(NamedTuple):
    """A definitions document; the mappings go from id to part, and may be filled only as parts are asked for."""

    generator: Generator
    definitions: Mapping[str, Definition]
    tests: Mapping[str, Test] = MappingProxyType({})
    objects: Mapping[str, Object] = MappingProxyType({})
    states: Mapping[str, State] = MappingProxyType({})
    variables: Mapping[str, Variable] = MappingProxyType({})
    source: str = ""
