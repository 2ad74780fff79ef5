"""Which elements the references of a signature mean."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scapkit.names import DSIG, XML
from scapkit.problem import invalid
from scapkit.xmlio.parse import Element, line_of

if TYPE_CHECKING:
    import xmlsec

OF_SIGNATURES = ("Object", "SignatureProperties", "Manifest")
_ID = f"{{{XML}}}id"
REFERENCE = f"{{{DSIG}}}Reference"


def mark(context: "xmlsec.SignatureContext", root: Element, signature: Element, file: str) -> None:
    """Make known the ids that the signature refers to, of the root's children and of the signature's own parts alone.

    So nothing deeper in the document can stand in for what is meant. Raises Invalid (ambiguous-id) for two of one id.
    """
    wanted = {each.get("URI", "")[1:] for each in signature.iter(REFERENCE)}
    taken = {each.get(_ID) for each in root.iter("*") if _ID in each.attrib}
    for element, name in _candidates(root, signature):
        value = element.get(name)
        if value not in wanted:
            continue
        if value in taken:
            raise invalid(file, "ambiguous-id", f"{value} is the id of several elements", line=line_of(element))
        taken.add(value)
        context.register_id(element, name)


def _candidates(root: Element, signature: Element) -> Iterator[tuple[Element, str]]:
    yield from ((each, "id") for each in root if each.get("id"))
    for name in OF_SIGNATURES:
        yield from ((each, "Id") for each in signature.iter(f"{{{DSIG}}}{name}") if each.get("Id"))
