"""What a signature is about: only what is covered by it is signed."""

from collections.abc import Iterator

from scapkit.names import ARF, DS, DSIG
from scapkit.problem import Invalid, invalid
from scapkit.signatures.manifests import changed_parts
from scapkit.signatures.parts import ENVELOPED, FILTER
from scapkit.signatures.places import ALL_BUT_SIGNATURES, parts_of
from scapkit.signatures.strictness import CANONICAL
from scapkit.xmlio.parse import Element, line_of

_COLLECTION = f"{{{ARF}}}asset-report-collection"
_KNOWN = {(step.keeps, "".join(step.path.split())) for step in ALL_BUT_SIGNATURES.steps if step.path}


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
    """Whether a filter keeps the whole document, or takes away nothing but what holds signatures.

    Only filters of two forms are taken, whose meaning is known: a document's own XPath is not worked out here.
    """
    if path.nsmap.get("arf") != ARF or path.nsmap.get("dsig") != DSIG or root.tag != _COLLECTION:
        return False
    given = path.get("Filter"), "".join((path.text or "").split())
    return given in _KNOWN and all(map(_is_holder, _signed_infos(root)))


def _signed_infos(root: Element) -> Iterator[Element]:
    """What the second of the filters takes away, besides signatures: elements that hold some."""
    signature = f"{{{DSIG}}}Signature"
    for infos in root.iterfind(f"{{{ARF}}}extended-infos"):
        yield from (each for each in infos.iterfind(f"{{{ARF}}}extended-info") if each.find(signature) is not None)


def _is_holder(info: Element) -> bool:
    """Whether an element holds signatures, and nothing else."""
    texts = (info.text, *(each.tail for each in info))
    return all(each.tag == f"{{{DSIG}}}Signature" for each in info) and not any((text or "").strip() for text in texts)


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
