"""Assets of an ARF to the model (Asset Identification 1.1, 5.2)."""

from collections.abc import Iterator

from scapkit.model.dump import Asset, Interface
from scapkit.xmlio.parse import Element, text_of

NAMES = ("fqdn", "hostname", "system-name", "service-name", "name")
"""The elements that may name an asset, the most telling first."""


def read_asset(element: Element) -> Asset:
    """An asset element, whatever kind of asset is in it; one without any name is called by its id."""
    interfaces = tuple(map(_interface, element.iterfind(".//{*}connections/{*}connection")))
    addresses = tuple(dict.fromkeys(each.address for each in interfaces if each.address))
    name = next(_names(element), element.get("id", ""))
    return Asset(name, addresses=addresses, interfaces=interfaces)


def _names(element: Element) -> Iterator[str]:
    """What it is called: a synthetic id of ours is the whole name, of others it is a number to be unique."""
    synthetic = {each.get("resource", ""): each.get("id", "") for each in element.iterfind(".//{*}synthetic-id")}
    found = (synthetic.get("scapkit", ""), *(text_of(element.find(f".//{{*}}{name}")) for name in NAMES))
    return (each for each in (*found, *synthetic.values()) if each)


def _interface(element: Element) -> Interface:
    address = text_of(element.find("{*}ip-address/{*}ip-v4")) or text_of(element.find("{*}ip-address/{*}ip-v6"))
    return Interface("", address, text_of(element.find("{*}mac-address")))
