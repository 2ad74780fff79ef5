"""What a signature is about: only what is covered by it is signed."""

from lxml import etree

from scapkit.names import ARF, DS, DSIG
from scapkit.problem import Invalid, invalid
from scapkit.signatures.manifests import changed_parts
from scapkit.signatures.parts import ENVELOPED, FILTER
from scapkit.signatures.places import parts_of
from scapkit.signatures.strictness import CANONICAL
from scapkit.xmlio.parse import Element, line_of

_HOLDERS = {f"{{{ARF}}}extended-info", f"{{{ARF}}}extended-infos"}


def require_cover(root: Element, signature: Element, file: str) -> str:
    """The id of the data stream that a signature covers, or nothing where it covers the whole document.

    Raises Invalid: uncovered-part where it covers less, changed-part where something that its manifest lists is not
    what it was.
    """
    first = signature.find(f"{{{DSIG}}}SignedInfo/{{{DSIG}}}Reference")
    if first is None:
        raise _uncovered(signature, file, "it is about nothing")
    for each in signature.iterfind(f"{{{DSIG}}}SignedInfo/{{{DSIG}}}Reference"):
        if each is not first and not _is_plain(each):
            raise _uncovered(signature, file, f"what it says of {each.get('URI')} cannot be told")
    steps = list(first.iterfind(f"{{{DSIG}}}Transforms/{{{DSIG}}}Transform"))
    if first.get("URI") == "":
        _require_whole(root, signature, steps, file)
        return ""
    stream = next(
        (each for each in root.iterfind(f"{{{DS}}}data-stream") if f"#{each.get('id')}" == first.get("URI")), None
    )
    if stream is None or not _is_plain(first):
        raise _uncovered(signature, file, f"it is about {first.get('URI')} alone, which is no data stream")
    _require_parts(root, signature, stream, file)
    return str(stream.get("id"))


def _require_whole(root: Element, signature: Element, steps: list[Element], file: str) -> None:
    """All but signatures, and what holds nothing else."""
    for step in steps:
        if step.get("Algorithm") not in (*CANONICAL, ENVELOPED, FILTER):
            raise _uncovered(signature, file, "what it is about cannot be told")
        for path in step.iterfind(f"{{{FILTER}}}XPath"):
            if not _leaves_all(root, path):
                raise _uncovered(signature, file, "it leaves out a part of the document", path)


def _leaves_all(root: Element, path: Element) -> bool:
    """Whether a filter keeps the whole document, or takes away nothing but what holds signatures."""
    try:
        names = {prefix: uri for prefix, uri in path.nsmap.items() if prefix}
        found = root.getroottree().xpath(path.text or "", namespaces=names)
    except etree.XPathError:
        return False
    elements = [each for each in found if isinstance(each, etree._Element)] if isinstance(found, list) else []
    if not isinstance(found, list) or len(elements) < len(found):
        return False
    if path.get("Filter") == "intersect":
        return root in elements
    return path.get("Filter") == "subtract" and all(map(_is_holder, elements))


def _is_holder(element: Element) -> bool:
    if element.tag == f"{{{DSIG}}}Signature":
        return True
    children = list(element)
    return element.tag in _HOLDERS and bool(children) and all(_is_holder(each) for each in children)


def _require_parts(root: Element, signature: Element, stream: Element, file: str) -> None:
    """Each component that a data stream refers to is listed, and is as it was (NIST SP 800-126r3, SRC-288)."""
    manifests = list(signature.iterfind(f"{{{DSIG}}}Object/{{{DSIG}}}Manifest"))
    signed = {each.get("URI") for each in signature.iterfind(f"{{{DSIG}}}SignedInfo/{{{DSIG}}}Reference")}
    listed = [
        each
        for manifest in manifests
        if f"#{manifest.get('Id')}" in signed
        for each in manifest.iterfind(f"{{{DSIG}}}Reference")
    ]
    for each in listed:
        if not _is_plain(each):
            raise _uncovered(signature, file, f"what it says of {each.get('URI')} cannot be told")
    uris = {each.get("URI") for each in listed}
    lacking = [each for each in parts_of(stream) if each not in uris and each not in signed]
    if lacking:
        raise _uncovered(signature, file, f"it does not cover {', '.join(lacking)}")
    if changed := changed_parts(root, listed, file):
        raise invalid(file, "changed-part", f"changed since it was signed: {', '.join(changed)}")


def _is_plain(reference: Element) -> bool:
    """Whether a reference is to all of what it names."""
    return all(step.get("Algorithm") in CANONICAL for step in reference.iter(f"{{{DSIG}}}Transform"))


def _uncovered(signature: Element, file: str, what: str, at: Element | None = None) -> Invalid:
    line = line_of(signature if at is None else at)
    return invalid(file, "uncovered-part", f"the signature is not enough: {what}", line=line)
