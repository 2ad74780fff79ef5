"""The elements of a document as they start, without a tree of it."""

from collections.abc import Iterator
from io import BytesIO


def starts(data: bytes) -> Iterator[str]:
    """The local names of the elements in their order, as hardened as `parse`; what is malformed ends them."""
    from lxml import etree

    events = etree.iterparse(
        BytesIO(data),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for event, element in events:
            if event == "start":
                yield etree.QName(element).localname
            else:
                element.clear()
    except etree.XMLSyntaxError:
        return
