"""OVAL system characteristics documents to the model, each part when it is asked for (OVAL 5.11, this schema)."""

from collections.abc import Iterator, Mapping
from functools import partial

from scapkit.model.dump import Asset, Interface
from scapkit.model.syschar import Collected, Field, Flag, Item, Message, SystemCharacteristics, VariableValues
from scapkit.names import OVAL_SC
from scapkit.problem import Invalid, Problem, invalid
from scapkit.span import Span
from scapkit.xmlio.lazy import LazyParts
from scapkit.xmlio.parse import Element, boolean, line_of, local_name, namespace, text_of

_SC = f"{{{OVAL_SC}}}"
UNKNOWN = frozenset(("", "unknown"))
STATUSES = frozenset(("exists", "does not exist", "error", "not collected"))


def read_syschar(root: Element, file: str) -> SystemCharacteristics:
    """The document under an `oval_system_characteristics` element.

    Raises Invalid for another root, an item or flag that cannot be used, and references to items that are not there.
    """
    if root.tag != f"{_SC}oval_system_characteristics":
        text = f"expected oval_system_characteristics, found {local_name(root)}"
        raise invalid(file, "not-system-characteristics", text, line=line_of(root))
    elements: dict[str, Element] = {}
    problems: list[Problem] = []
    for element in root.iterfind(f"{_SC}system_data/*"):
        identifier = element.get("id", "")
        if identifier in elements:
            problems.append(_problem(element, file, "duplicate-id", f"there are two items {identifier}"))
        elements[identifier] = element
    section = root.find(f"{_SC}collected_objects")
    if section is not None:
        problems.extend(_faults(section, elements, file))
    if problems:
        raise Invalid(problems)
    items = LazyParts(elements, lambda key: _item(elements[key]))
    return SystemCharacteristics(asset_of(root), None if section is None else _objects(section, items), items)


def _problem(element: Element, file: str, code: str, message: str) -> Problem:
    return Problem(Span(file, line_of(element)), code, message)


def _faults(section: Element, items: Mapping[str, Element], file: str) -> Iterator[Problem]:
    flags = frozenset(Flag)
    for element in section.iterfind(f"{_SC}object"):
        if element.get("flag") not in flags:
            yield _problem(element, file, "unknown-flag", f"{element.get('flag')} is no flag of a collected object")
        for reference in element.iterfind(f"{_SC}reference"):
            if reference.get("item_ref") not in items:
                text = f"{element.get('id')} names the item {reference.get('item_ref')}, which is not there"
                yield _problem(reference, file, "dangling-reference", text)


def _objects(section: Element, items: Mapping[str, Item]) -> Mapping[str, tuple[Collected, ...]]:
    """An object is there once for each set of values that its variables had."""
    instances: dict[str, list[Element]] = {}
    for element in section.iterfind(f"{_SC}object"):
        instances.setdefault(element.get("id", ""), []).append(element)
    return LazyParts(instances, lambda key: tuple(map(partial(_object, items), instances[key])))


def _object(items: Mapping[str, Item], element: Element) -> Collected:
    values: dict[str, list[str]] = {}
    for each in element.iterfind(f"{_SC}variable_value"):
        values.setdefault(each.get("variable_id", ""), []).append(each.text or "")
    return Collected(
        element.get("id", ""),
        Flag(element.get("flag", "")),
        tuple(items[each.get("item_ref", "")] for each in element.iterfind(f"{_SC}reference")),
        _messages(element),
        tuple(VariableValues(name, tuple(found)) for name, found in values.items()),
        element.get("version", "1"),
    )


def _messages(element: Element) -> tuple[Message, ...]:
    return tuple(Message(each.text or "", each.get("level", "info")) for each in element.iterfind(f"{_SC}message"))


def _item(element: Element) -> Item:
    kind = f"{namespace(element).rpartition('#')[2]}:{local_name(element).removesuffix('_item')}"
    fields = (_field(each, local_name(each)) for each in element if namespace(each) != OVAL_SC)
    return Item(kind, tuple(fields), _status(element), _messages(element))


def _field(element: Element, name: str) -> Field:
    inner = tuple(_field(each, each.get("name", "")) for each in element.iterfind(f"{_SC}field"))
    return Field(
        name,
        "" if inner else element.text or "",
        element.get("datatype", "string"),
        _status(element),
        inner,
        boolean(element.get("mask")),
    )


def _status(element: Element) -> str:
    """A status of another name says nothing that could be relied upon."""
    status = element.get("status", "exists")
    return status if status in STATUSES else "error"


def asset_of(root: Element) -> Asset:
    """The system that a document is of."""
    info = root.find(f"{_SC}system_info")
    if info is None:
        return Asset("unknown")
    facts = [(name, text_of(info.find(_SC + name))) for name in ("os_name", "os_version", "architecture")]
    interfaces = tuple(map(_interface, info.iterfind(f"{_SC}interfaces/{_SC}interface")))
    return Asset(
        text_of(info.find(f"{_SC}primary_host_name")) or "unknown",
        addresses=tuple(dict.fromkeys(each.address for each in interfaces if each.address)),
        facts=tuple((name, value) for name, value in facts if value.lower() not in UNKNOWN),
        interfaces=interfaces,
    )


def _interface(element: Element) -> Interface:
    texts = (text_of(element.find(_SC + name)) for name in ("interface_name", "ip_address", "mac_address"))
    name, address, mac = ("" if each.lower() in UNKNOWN else each for each in texts)
    return Interface(name, address, mac.replace("-", ":"))
