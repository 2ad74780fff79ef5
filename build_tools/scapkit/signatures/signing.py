"""Documents signed."""

from scapkit.signatures.keys import Signer
from scapkit.signatures.marking import mark
from scapkit.signatures.parts import unsigned
from scapkit.signatures.places import free_name, places_of
from scapkit.xmlio.parse import Element


def sign(root: Element, signer: Signer, time: str, file: str) -> int:
    """Put a signature into a document wherever it has a place for one, and say how many.

    `time` (RFC 3339) stands in the signature. Raises Invalid as `places_of` does.
    """
    import xmlsec

    places = places_of(root, file)
    for place in places:
        name = free_name(root, "signature")
        made = unsigned(place.parent, name, signer.method, (place.target,), place.parts, time)
        context = xmlsec.SignatureContext()
        context.key = signer.key
        mark(context, root, made, file)
        context.sign(made)
    return len(places)
