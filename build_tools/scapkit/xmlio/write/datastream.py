"""SCAP 1.3 source datastream collections from their components (NIST SP 800-126r3, 3.1)."""

from collections.abc import Mapping, Sequence

from scapkit.model.datastream import ComponentRef, DataStream
from scapkit.names import CATALOG, DS, XLINK
from scapkit.xmlio.emit import Chunks, add, add_piece, body, root, stitched
from scapkit.xmlio.serialise import Element

HREF = f"{{{XLINK}}}href"
ROLES = ("dictionaries", "checklists", "checks", "extended-components")


def write_collection(
    collection_id: str, streams: Sequence[DataStream], components: Mapping[str, bytes], timestamp: str
) -> Chunks:
    """The data-stream-collection in chunks; `components` maps component id to a document, taken in byte for byte."""
    prefixes = ("ds", "cat", "xlink")
    element = root(DS, "data-stream-collection", prefixes, {"id": collection_id, "schematron-version": "1.3"})
    for stream in streams:
        _stream(element, stream)
    for index, component_id in enumerate(components):
        add_piece(add(element, DS, "component", id=component_id, timestamp=timestamp), index)
    return stitched(element, [body(document) for document in components.values()])


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
