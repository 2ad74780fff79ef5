"""What a signature may be made of: a short list, so that it means what it seems to mean."""

from scapkit.names import DSIG
from scapkit.problem import invalid
from scapkit.signatures.parts import C14N, ENVELOPED, FILTER
from scapkit.xmlio.parse import Element, line_of

_MORE = "http://www.w3.org/2001/04/xmldsig-more#"
_HASHES = ("sha256", "sha384", "sha512")
METHODS = {f"{_MORE}{kind}-{hashed}" for kind in ("rsa", "ecdsa") for hashed in _HASHES}
DIGESTS = {"http://www.w3.org/2001/04/xmlenc#sha256", f"{_MORE}sha384", "http://www.w3.org/2001/04/xmlenc#sha512"}
CANONICAL = {
    C14N,
    "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
    "http://www.w3.org/2001/10/xml-exc-c14n#",
}
ALLOWED = {
    "CanonicalizationMethod": CANONICAL,
    "SignatureMethod": METHODS,
    "DigestMethod": DIGESTS,
    "Transform": {*CANONICAL, ENVELOPED, FILTER},
}
MAX_REFERENCES = 1000


def require_strictness(signature: Element, file: str) -> None:
    """Raises Invalid (weak-signature) for an algorithm that is not on the list, as SHA-1, HMAC, XSLT and XPath are not,
    and for references that lead out of the document.
    """
    for name, allowed in ALLOWED.items():
        for each in signature.iter(f"{{{DSIG}}}{name}"):
            if each.get("Algorithm") not in allowed:
                message = f"its {name} is {each.get('Algorithm', 'not named')}, which is not accepted"
                raise invalid(file, "weak-signature", message, line=line_of(each))
    found = list(signature.iter(f"{{{DSIG}}}Reference"))
    if len(found) > MAX_REFERENCES:
        raise invalid(file, "weak-signature", f"it has more than {MAX_REFERENCES} references")
    for each in found:
        uri = each.get("URI")
        if uri is None or (uri and (not uri.startswith("#") or uri.startswith("#xpointer"))):
            message = f"a reference of it leads to {uri}, out of the document"
            raise invalid(file, "weak-signature", message, line=line_of(each))
