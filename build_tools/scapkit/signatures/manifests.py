"""The digests of a manifest, which a signature does not check by itself (XML Signature 1.1, 5.1)."""

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from scapkit.names import DSIG
from scapkit.signatures.marking import mark
from scapkit.signatures.parts import C14N
from scapkit.xmlio.parse import Element, text_of

HMAC = "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256"


def changed_parts(root: Element, listed: Sequence[Element], file: str) -> tuple[str, ...]:
    """The URIs of those references of a manifest whose digest is another than that of what is there now."""
    if not listed:
        return ()
    found = _digests(root, listed, file)
    return tuple(each.get("URI", "") for each, now in zip(listed, found, strict=True) if _digest(each) != now)


def _digests(root: Element, listed: Sequence[Element], file: str) -> list[str]:
    """The digests as they are now: references like these, signed by a key that is thrown away."""
    import xmlsec

    made = etree.SubElement(root, f"{{{DSIG}}}Signature")
    try:
        info = etree.SubElement(made, f"{{{DSIG}}}SignedInfo")
        etree.SubElement(info, f"{{{DSIG}}}CanonicalizationMethod", Algorithm=C14N)
        etree.SubElement(info, f"{{{DSIG}}}SignatureMethod", Algorithm=HMAC)
        info.extend(deepcopy(each) for each in listed)
        etree.SubElement(made, f"{{{DSIG}}}SignatureValue")
        context = xmlsec.SignatureContext()
        context.key = xmlsec.Key.generate(xmlsec.constants.KeyDataHmac, 256, xmlsec.constants.KeyDataTypeSession)
        mark(context, root, made, file)
        try:
            context.sign(made)
        except xmlsec.Error:
            return [""] * len(listed)
        return [_digest(each) for each in info.iterfind(f"{{{DSIG}}}Reference")]
    finally:
        root.remove(made)


def _digest(reference: Element) -> str:
    value = reference.find(f"{{{DSIG}}}DigestValue")
    return "" if value is None else "".join(text_of(value).split())
