"""Source datastream collections to the model (NIST SP 800-126r3, 3.1)."""

from scapkit.model.datastream import ComponentRef, DataStream
from scapkit.names import CATALOG, DS, XLINK
from scapkit.xmlio.parse import Element, local_name

HREF = f"{{{XLINK}}}href"
D = f"{{{DS}}}"


def read_streams(root: Element) -> tuple[DataStream, ...]:
    """The datastreams of a data-stream-collection."""
    return tuple(_stream(each) for each in root.iterfind(f"{D}data-stream"))


def components(root: Element) -> dict[str, Element]:
    """The component and extended-component elements of a collection by id."""
    return {
        each.get("id", ""): each for name in ("component", "extended-component") for each in root.iterfind(D + name)
    }


def _stream(element: Element) -> DataStream:
    refs = tuple(_ref(ref, local_name(role)) for role in element for ref in role.iterfind(f"{D}component-ref"))
    return DataStream(
        element.get("id", ""),
        element.get("use-case", ""),
        element.get("scap-version", ""),
        refs,
        element.get("timestamp", ""),
    )


def _ref(element: Element, role: str) -> ComponentRef:
    uris = element.iterfind(f"{{{CATALOG}}}catalog/{{{CATALOG}}}uri")
    catalog = tuple((uri.get("name", ""), uri.get("uri", "").removeprefix("#")) for uri in uris)
    return ComponentRef(element.get("id", ""), element.get(HREF, "").removeprefix("#"), catalog, role)
