"""SCAP 1.3 source datastream collections from their components (NIST SP 800-126r3, 3.1)."""

from collections.abc import Mapping, Sequence

from scapkit.model.datastream import ComponentRef, DataStream
from scapkit.names import CATALOG, DS, XLINK
from scapkit.xmlio.emit import add, root
from scapkit.xmlio.parse import Element

HREF = f"{{{XLINK}}}href"
ROLES = ("dictionaries", "checklists", "checks", "extended-components")


def write_collection(
    collection_id: str, streams: Sequence[DataStream], components: Mapping[str, Element], timestamp: str
) -> Element:
    """The data-stream-collection; `components` maps component id to its root element, which is moved into it."""
    prefixes = ("ds", "xccdf", "html", "oval-def", "oval", "ocil", "cpe-dict", "cpe-lang", "cat", "xlink", "dc")
    element = root(DS, "data-stream-collection", prefixes, {"id": collection_id, "schematron-version": "1.3"})
    for stream in streams:
        _stream(element, stream)
    for component_id, content in components.items():
        add(element, DS, "component", id=component_id, timestamp=timestamp).append(content)
    return element


def _stream(parent: Element, stream: DataStream) -> None:
    element = add(parent, DS, "data-stream", id=stream.id, scap_version=stream.scap_version, use_case=stream.use_case)
    if stream.timestamp:
        element.set("timestamp", stream.timestamp)
    for role in ROLES:
        refs = stream.role(role)
        if refs:
            listed = add(element, DS, role)
            for ref in refs:
                _ref(listed, ref)


def _ref(parent: Element, ref: ComponentRef) -> None:
    element = add(parent, DS, "component-ref", id=ref.id)
    element.set(HREF, f"#{ref.component_id}")
    if ref.catalog:
        catalog = add(element, CATALOG, "catalog")
        for name, uri in ref.catalog:
            add(catalog, CATALOG, "uri", None, name=name, uri=f"#{uri}")
