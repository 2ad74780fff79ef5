"""The asset of an ARF (Asset Identification 1.1, 5.2.2)."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scapkit.model.dump import Asset, Interface
from scapkit.names import AI
from scapkit.xmlio.emit import add
from scapkit.xmlio.serialise import Element

if TYPE_CHECKING:
    from ipaddress import IPv4Address, IPv6Address

HOSTNAME = re.compile(r"[\w\-]+(\.[\w\-]+)*", re.ASCII)
MAC = re.compile("([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}")


def write_asset(parent: Element, asset: Asset) -> None:
    """A computing device, whatever the asset's kind: that is what readers of ARF expect."""
    device = add(parent, AI, "computing-device")
    named = HOSTNAME.fullmatch(asset.name) is not None
    if not named:
        add(device, AI, "synthetic-id", resource="scapkit", id=asset.name or "unknown")
    connections = [each for each in _connections(asset) if each.address or each.mac]
    if connections:
        section = add(device, AI, "connections")
        for each in connections:
            _connection(section, each)
    host_name = dict(asset.facts).get("host_name", "")
    known = host_name if HOSTNAME.fullmatch(host_name) else asset.name if named else ""
    if "." in known:
        add(device, AI, "fqdn", known)
    if known:
        add(device, AI, "hostname", known)


def _connections(asset: Asset) -> Iterator[Interface]:
    """What of the interfaces has the form that the schema wants, and addresses without an interface."""
    for each in asset.interfaces:
        address = each.address if _ip(each.address) else ""
        yield Interface(each.name, address, each.mac if MAC.fullmatch(each.mac) else "")
    taken = {each.address for each in asset.interfaces}
    yield from (Interface(address=each) for each in asset.addresses if each not in taken and _ip(each))


def _connection(parent: Element, interface: Interface) -> None:
    element = add(parent, AI, "connection")
    address = _ip(interface.address)
    if address is not None:
        add(add(element, AI, "ip-address"), AI, f"ip-v{address.version}", address.exploded)
    if interface.mac:
        add(element, AI, "mac-address", interface.mac)


def _ip(text: str) -> "IPv4Address | IPv6Address | None":
    if not text:
        return None
    from ipaddress import ip_address

    try:
        return ip_address(text.partition("/")[0])
    except ValueError:
        return None
