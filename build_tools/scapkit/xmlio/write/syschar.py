"""OVAL system characteristics from the model (OVAL 5.11 system characteristics schema)."""

from collections.abc import Iterable, Mapping, Sequence

from scapkit.model.dump import Asset, Interface
from scapkit.model.oval import Generator
from scapkit.model.syschar import Collected, Field, Item, Message
from scapkit.names import FAMILY_PREFIXES, OVAL_SC, PREFIXES
from scapkit.xmlio.emit import add, add_many, root
from scapkit.xmlio.serialise import Element
from scapkit.xmlio.write.oval import write_generator

MAX_ITEM_MESSAGES = 50


def number_items(collected: Iterable[Collected], others: Iterable[Item] = ()) -> dict[Item, str]:
    """Every item found, and others, each once, with its id: 1, 2, and so on in the order found."""
    items = dict.fromkeys((*(item for each in collected for item in each.items), *others))
    return {item: str(number) for number, item in enumerate(items, 1)}


def write_syschar(
    collected: Sequence[Collected], ids: Mapping[Item, str], asset: Asset, generator: Generator
) -> Element:
    """The oval_system_characteristics element; `ids` comes from `number_items`."""
    element = root(OVAL_SC, "oval_system_characteristics", _nsmap(ids))
    write_generator(element, OVAL_SC, generator)
    _system_info(element, asset)
    if collected:
        objects = add(element, OVAL_SC, "collected_objects")
        add_many(objects, collected, lambda parent, each: _collected(parent, each, ids))
    if collected and ids:
        data = add(element, OVAL_SC, "system_data")
        add_many(data, ids.items(), lambda parent, each: _item(parent, *each))
    return element


def _nsmap(items: Iterable[Item]) -> dict[str, str]:
    """Prefixes for the core and for each family of items, so that items need none of their own."""
    nsmap = {prefix: PREFIXES[prefix] for prefix in ("oval-sc", "oval", "xsi")}
    families = sorted({item.kind.partition(":")[0] for item in items})
    nsmap.update({f"{FAMILY_PREFIXES.get(family, family)}-sc": f"{OVAL_SC}#{family}" for family in families})
    return nsmap


def _system_info(parent: Element, asset: Asset) -> None:
    """What the dump says of the system; the schema wants every element, so what is not known says so."""
    facts = dict(asset.facts)
    element = add(parent, OVAL_SC, "system_info")
    for name in ("os_name", "os_version", "architecture"):
        add(element, OVAL_SC, name, facts.get(name, "unknown"))
    add(element, OVAL_SC, "primary_host_name", facts.get("host_name", asset.name))
    interfaces = add(element, OVAL_SC, "interfaces")
    for each in asset.interfaces or (Interface(address=address) for address in asset.addresses):
        interface = add(interfaces, OVAL_SC, "interface")
        add(interface, OVAL_SC, "interface_name", each.name or "unknown")
        add(interface, OVAL_SC, "ip_address", each.address or "unknown")
        add(interface, OVAL_SC, "mac_address", each.mac.upper().replace(":", "-") or "unknown")


def write_messages(parent: Element, namespace: str, messages: Sequence[Message]) -> None:
    """Message elements of any OVAL document."""
    for message in messages:
        add(parent, namespace, "message", message.text, level=message.level)


def _collected(parent: Element, collected: Collected, ids: Mapping[Item, str]) -> None:
    element = add(parent, OVAL_SC, "object", id=collected.object_id, version=collected.version, flag=collected.flag)
    write_messages(element, OVAL_SC, collected.messages)
    for variable in collected.variables:
        for value in variable.values:
            add(element, OVAL_SC, "variable_value", value).set("variable_id", variable.var_ref)
    found = dict.fromkeys(collected.items)
    if found:
        add_many(element, found, lambda parent, item: add(parent, OVAL_SC, "reference").set("item_ref", ids[item]))


def _item(parent: Element, item: Item, identifier: str) -> None:
    family, _, name = item.kind.partition(":")
    namespace = f"{OVAL_SC}#{family}"
    element = add(parent, namespace, f"{name}_item", id=identifier)
    if item.status != "exists":
        element.set("status", item.status)
    write_messages(element, OVAL_SC, item.messages[:MAX_ITEM_MESSAGES])
    for field in item.fields:
        _field(element, namespace, field.name, field)


def _field(parent: Element, namespace: str, name: str, field: Field) -> Element:
    element = add(parent, namespace, name, field.value or None)
    if field.datatype != "string":
        element.set("datatype", field.datatype)
    if field.status != "exists":
        element.set("status", field.status)
    if field.mask:
        element.set("mask", "true")
    for inner in field.fields:
        _field(element, OVAL_SC, "field", inner).set("name", inner.name)
    return element
