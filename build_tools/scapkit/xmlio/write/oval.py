"""OVAL definitions documents from the model (OVAL 5.11 definitions schema)."""

from collections.abc import Iterable, Mapping

from scapkit.memo import Memo
from scapkit.model.oval import (
    Criteria,
    Criterion,
    Definition,
    Entity,
    ExtendDefinition,
    Filter,
    Generator,
    Object,
    OvalDefinitions,
    Set,
    State,
    Test,
)
from scapkit.names import FAMILY_PREFIXES, OVAL_COMMON, OVAL_DEF, PREFIXES, XSI
from scapkit.xmlio.emit import add, root
from scapkit.xmlio.pieces import Pieces, Place, Write, at_once
from scapkit.xmlio.serialise import Comment, Element
from scapkit.xmlio.write.oval_variables import write_variable

LATEST_LISTED = ("5", "11", "2")
VERSION_COMMENT = " SCAP 1.3 lists no later revision "


def oval_document(document: OvalDefinitions, owners: Mapping[str, str], memo: Memo) -> bytes:
    """The whole document, parts as `memo` knows them; `owners` maps a part's id to its owner."""
    pieces = Pieces(_nsmap(document), memo, lambda part: owners.get(part.id, ""))
    return pieces.document(write_oval(document, pieces.place))


def write_oval(document: OvalDefinitions, place: Place = at_once) -> Element:
    """The `oval_definitions` element, parts in the order of the document's mappings; `place` has the parts made."""
    element = root(OVAL_DEF, "oval_definitions", _nsmap(document))
    write_generator(element, OVAL_DEF, document.generator)
    sections: tuple[tuple[str, Mapping[str, object], Write], ...] = (
        ("definitions", document.definitions, _definition),
        ("tests", document.tests, _test),
        ("objects", document.objects, _object),
        ("states", document.states, _state),
        ("variables", document.variables, write_variable),
    )
    for name, parts, write in sections:
        if parts:
            section = add(element, OVAL_DEF, name)
            for part in parts.values():
                place(section, part, write)
    return element


def _nsmap(document: OvalDefinitions) -> dict[str, str]:
    kinds = {part.kind for part in document.tests.values()}
    kinds.update(part.kind for part in document.objects.values())
    kinds.update(part.kind for part in document.states.values())
    families = sorted({kind.partition(":")[0] for kind in kinds})
    nsmap = {prefix: PREFIXES[prefix] for prefix in ("oval-def", "oval", "xsi")}
    nsmap.update({FAMILY_PREFIXES.get(family, family): f"{OVAL_DEF}#{family}" for family in families})
    return nsmap


def write_generator(parent: Element, namespace: str, generator: Generator) -> None:
    """The generator block of any OVAL document."""
    element = add(parent, namespace, "generator")
    for name in ("product_name", "product_version"):
        if getattr(generator, name):
            add(element, OVAL_COMMON, name, getattr(generator, name))
    version = add(element, OVAL_COMMON, "schema_version", generator.schema_version)
    if namespace == OVAL_DEF:
        _write_version(version, generator.schema_version)
    add(element, OVAL_COMMON, "timestamp", generator.timestamp)


def _write_version(element: Element, version: str) -> None:
    """Put the version into its element, with a comment inside where the SCAP 1.3 Schematron lacks it (SRC-216-1).

    The value of the element is the same; the Schematron compares single text nodes (see docs/differences.md).
    """
    element.text, rest = split_version(version)
    if rest:
        element.children += [Comment(VERSION_COMMENT), rest]


def split_version(version: str) -> tuple[str, str]:
    """The version in front of the comment, and what follows it; nothing where there need be none."""
    parts = tuple(version.split("."))
    if parts > LATEST_LISTED and parts[:2] == LATEST_LISTED[:2]:
        return "5.11", version.removeprefix("5.11")
    return version, ""


def _definition(parent: Element, definition: Definition) -> None:
    element = add(
        parent,
        OVAL_DEF,
        "definition",
        class_=definition.class_,
        id=definition.id,
        version=definition.version,
        deprecated="true" if definition.deprecated else None,
    )
    metadata = add(element, OVAL_DEF, "metadata")
    add(metadata, OVAL_DEF, "title", definition.title)
    for affected in definition.affected:
        child = add(metadata, OVAL_DEF, "affected", family=affected.family)
        for platform in affected.platforms:
            add(child, OVAL_DEF, "platform", platform)
        for product in affected.products:
            add(child, OVAL_DEF, "product", product)
    for reference in definition.references:
        written = add(metadata, OVAL_DEF, "reference", source=reference.source)
        written.set("ref_id", reference.ref_id)
        if reference.ref_url:
            written.set("ref_url", reference.ref_url)
    add(metadata, OVAL_DEF, "description", definition.description)
    if definition.criteria:
        _criteria(element, definition.criteria)


def _criteria(parent: Element, criteria: Criteria) -> None:
    element = _node(parent, "criteria", criteria)
    element.set("operator", criteria.operator)
    for child in criteria.children:
        if isinstance(child, Criteria):
            _criteria(element, child)
        elif isinstance(child, Criterion):
            _node(element, "criterion", child).set("test_ref", child.test_ref)
        else:
            _node(element, "extend_definition", child).set("definition_ref", child.definition_ref)


def _node(parent: Element, name: str, node: Criteria | Criterion | ExtendDefinition) -> Element:
    element = add(parent, OVAL_DEF, name, comment=node.comment or None)
    if node.negate:
        element.set("negate", "true")
    if node.applicability_check:
        element.set("applicability_check", "true")
    return element


def _part(parent: Element, part: Test | Object | State, suffix: str) -> Element:
    family, _, name = part.kind.partition(":")
    return add(
        parent, f"{OVAL_DEF}#{family}", name + suffix, id=part.id, version=part.version, comment=part.comment or None
    )


def _test(parent: Element, test: Test) -> None:
    element = _part(parent, test, "_test")
    element.set("check", test.check)
    element.set("check_existence", test.check_existence)
    if test.state_operator != "AND":
        element.set("state_operator", test.state_operator)
    family = f"{OVAL_DEF}#{test.kind.partition(':')[0]}"
    if test.object_ref:
        add(element, family, "object").set("object_ref", test.object_ref)
    for state_ref in test.state_refs:
        add(element, family, "state").set("state_ref", state_ref)


def _object(parent: Element, part: Object) -> None:
    element = _part(parent, part, "_object")
    family = f"{OVAL_DEF}#{part.kind.partition(':')[0]}"
    if part.set:
        _set(element, part.set)
        return
    if part.behaviors:
        add(element, family, "behaviors").attrib.update(dict(part.behaviors))
    for entity in part.entities:
        _entity(element, family, entity)
    _filters(element, part.filters)


def _set(parent: Element, combined: Set) -> None:
    element = add(parent, OVAL_DEF, "set")
    if combined.operator != "UNION":
        element.set("set_operator", combined.operator)
    for inner in combined.sets:
        _set(element, inner)
    for reference in combined.object_refs:
        add(element, OVAL_DEF, "object_reference", reference)
    _filters(element, combined.filters)


def _filters(parent: Element, filters: Iterable[Filter]) -> None:
    for each in filters:
        add(parent, OVAL_DEF, "filter", each.state_ref, action=each.action)


def _state(parent: Element, state: State) -> None:
    element = _part(parent, state, "_state")
    if state.operator != "AND":
        element.set("operator", state.operator)
    for entity in state.entities:
        _entity(element, f"{OVAL_DEF}#{state.kind.partition(':')[0]}", entity)


_ENTITY_DEFAULTS = {
    "datatype": "string",
    "operation": "equals",
    "var_ref": "",
    "var_check": "all",
    "entity_check": "all",
    "check_existence": "at_least_one_exists",
}


def _entity(parent: Element, namespace: str, entity: Entity, name: str = "") -> Element:
    element = add(parent, namespace, name or entity.name, entity.value or None)
    for attribute, default in _ENTITY_DEFAULTS.items():
        value = getattr(entity, attribute)
        if value != default or (attribute == "var_check" and entity.var_ref):
            element.set(attribute, value)
    if entity.mask:
        element.set("mask", "true")
    if entity.nil:
        element.set(f"{{{XSI}}}nil", "true")
    for field in entity.fields:
        _entity(element, OVAL_DEF, field, "field").set("name", field.name)
    return element
