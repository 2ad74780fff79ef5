"""OVAL definitions documents to the model (OVAL 5.11 definitions schema)."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from scapkit.model.oval import (
    Affected,
    Criteria,
    Criterion,
    Definition,
    Entity,
    ExtendDefinition,
    Filter,
    Generator,
    Object,
    OvalDefinitions,
    OvalReference,
    Set,
    State,
    Test,
    Variable,
)
from scapkit.names import OVAL_COMMON, OVAL_DEF, XSI
from scapkit.problem import Invalid, Problem, invalid
from scapkit.span import Span
from scapkit.xmlio.lazy import LazyParts
from scapkit.xmlio.parse import Element, boolean, line_of, local_name, namespace, text_of
from scapkit.xmlio.read.oval_variables import read_variable

T = TypeVar("T")
_DEF = f"{{{OVAL_DEF}}}"
Entry = Definition | Test | Object | State | Variable
_NIL = f"{{{XSI}}}nil"


def read_oval(root: Element, source: str) -> OvalDefinitions:
    """The document under an `oval_definitions` element; parts are read as they are asked for.

    `source` is the file or component name, for problems and results. Raises Invalid for another root
    or an id used twice.
    """
    if root.tag != f"{_DEF}oval_definitions":
        raise invalid(source, "not-oval", f"expected oval_definitions, found {local_name(root)}", line=line_of(root))
    return OvalDefinitions(
        generator=read_generator(root.find(f"{_DEF}generator")),
        definitions=_section(root, "definitions", _definition, source),
        tests=_section(root, "tests", _test, source),
        objects=_section(root, "objects", _object, source),
        states=_section(root, "states", _state, source),
        variables=_section(root, "variables", read_variable, source),
        source=source,
    )


def read_generator(element: Element | None) -> Generator:
    """The generator block of any OVAL document; the schema version is the core's, not a platform extension's."""

    def child(name: str) -> str:
        return "" if element is None else text_of(element.find(f"{{{OVAL_COMMON}}}{name}"))

    return Generator(child("product_name"), child("product_version"), child("schema_version"), child("timestamp"))


def read_part(section: str, element: Element) -> Entry:
    """One child of a section: definitions, tests, objects, states or variables."""
    return READERS[section](element)


def _section(root: Element, name: str, read: Callable[[Element], T], source: str) -> LazyParts[T]:
    elements: dict[str, Element] = {}
    problems: list[Problem] = []
    for element in root.iterfind(f"{_DEF}{name}/*"):
        identifier = element.get("id", "")
        if identifier in elements:
            span = Span(source, line_of(element))
            first = line_of(elements[identifier])
            problems.append(Problem(span, "duplicate-id", f"{identifier} is already defined in line {first}"))
        elements[identifier] = element
    if problems:
        raise Invalid(problems)
    return LazyParts(elements, lambda key: read(elements[key]))


def _kind(element: Element, suffix: str) -> str:
    family = namespace(element).rpartition("#")[2]
    return f"{family}:{local_name(element).removesuffix(suffix)}"


def _definition(element: Element) -> Definition:
    metadata = element.find(f"{_DEF}metadata")
    criteria = element.find(f"{_DEF}criteria")
    found = metadata if metadata is not None else element
    return Definition(
        id=element.get("id", ""),
        title=text_of(found.find(f"{_DEF}title")),
        description=text_of(found.find(f"{_DEF}description")),
        class_=element.get("class", "compliance"),
        criteria=None if criteria is None else _criteria(criteria),
        affected=tuple(_affected(each) for each in found.iterfind(f"{_DEF}affected")),
        references=tuple(
            OvalReference(each.get("source", ""), each.get("ref_id", ""), each.get("ref_url", ""))
            for each in found.iterfind(f"{_DEF}reference")
        ),
        version=element.get("version", "1"),
        deprecated=boolean(element.get("deprecated")),
    )


def _affected(element: Element) -> Affected:
    return Affected(
        element.get("family", ""),
        tuple(text_of(each) for each in element.iterfind(f"{_DEF}platform")),
        tuple(text_of(each) for each in element.iterfind(f"{_DEF}product")),
    )


def _criteria(element: Element) -> Criteria:
    return Criteria(
        element.get("operator", "AND"),
        tuple(_node(child) for child in element),
        boolean(element.get("negate")),
        element.get("comment", ""),
        boolean(element.get("applicability_check")),
    )


def _node(element: Element) -> Criteria | Criterion | ExtendDefinition:
    name = local_name(element)
    if name == "criteria":
        return _criteria(element)
    rest = (
        boolean(element.get("negate")),
        element.get("comment", ""),
        boolean(element.get("applicability_check")),
    )
    if name == "extend_definition":
        return ExtendDefinition(element.get("definition_ref", ""), *rest)
    return Criterion(element.get("test_ref", ""), *rest)


def _test(element: Element) -> Test:
    objects = [child for child in element if local_name(child) == "object"]
    return Test(
        id=element.get("id", ""),
        kind=_kind(element, "_test"),
        check=element.get("check", "all"),
        check_existence=element.get("check_existence", _existence(element)),
        state_operator=element.get("state_operator", "AND"),
        object_ref=objects[0].get("object_ref", "") if objects else "",
        state_refs=tuple(child.get("state_ref", "") for child in element if local_name(child) == "state"),
        version=element.get("version", "1"),
        comment=element.get("comment", ""),
    )


def _existence(element: Element) -> str:
    """What must exist where a test does not say; the old check `none exist` asks for nothing (CheckEnumeration)."""
    if element.get("check") != "none exist":
        return "at_least_one_exists"
    return "any_exist" if any(local_name(child) == "state" for child in element) else "none_exist"


def _object(element: Element) -> Object:
    entities = []
    behaviors: tuple[tuple[str, str], ...] = ()
    found_set = None
    for child in element:
        name = local_name(child)
        if name == "behaviors":
            behaviors = tuple((str(key), str(value)) for key, value in child.attrib.items())
        elif child.tag == f"{_DEF}set":
            found_set = _set(child)
        elif namespace(child) == namespace(element) and name not in ("notes", "filter"):
            entities.append(_entity(child))
    return Object(
        id=element.get("id", ""),
        kind=_kind(element, "_object"),
        entities=tuple(entities),
        behaviors=behaviors,
        filters=_filters(element),
        set=found_set,
        version=element.get("version", "1"),
        comment=element.get("comment", ""),
    )


def _filters(element: Element) -> tuple[Filter, ...]:
    return tuple(Filter(text_of(each), each.get("action", "exclude")) for each in element.iterfind(f"{_DEF}filter"))


def _set(element: Element) -> Set:
    return Set(
        element.get("set_operator", "UNION"),
        tuple(_set(each) for each in element.iterfind(f"{_DEF}set")),
        tuple(text_of(each) for each in element.iterfind(f"{_DEF}object_reference")),
        _filters(element),
    )


def _state(element: Element) -> State:
    return State(
        id=element.get("id", ""),
        kind=_kind(element, "_state"),
        entities=tuple(_entity(child) for child in element if namespace(child) == namespace(element)),
        operator=element.get("operator", "AND"),
        version=element.get("version", "1"),
        comment=element.get("comment", ""),
    )


def _entity(element: Element) -> Entity:
    fields = tuple(_field(each) for each in element.iterfind(f"{_DEF}field"))
    return _field(element)._replace(name=local_name(element), fields=fields, value="" if fields else element.text or "")


def _field(element: Element) -> Entity:
    """An entity without inner fields; a record's field carries its name in an attribute."""
    return Entity(
        name=element.get("name", ""),
        value=element.text or "",
        datatype=element.get("datatype", "string"),
        operation=element.get("operation", "equals"),
        var_ref=element.get("var_ref", ""),
        var_check=element.get("var_check", "all"),
        entity_check=element.get("entity_check", "all"),
        check_existence=element.get("check_existence", "at_least_one_exists"),
        mask=boolean(element.get("mask")),
        nil=boolean(element.get(_NIL)),
    )


READERS: Mapping[str, Callable[[Element], Entry]] = {
    "definitions": _definition,
    "tests": _test,
    "objects": _object,
    "states": _state,
    "variables": read_variable,
}
