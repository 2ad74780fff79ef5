"""Where a document keeps its signature, and what the signature is about."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from scapkit.names import ARF, DS, DSIG, OVAL_DEF, OVAL_RES, OVAL_SC, OVAL_VAR, XCCDF, XLINK
from scapkit.problem import invalid
from scapkit.signatures.parts import C14N, ENVELOPED, FILTER, Step, Target
from scapkit.xmlio.parse import Element, local_name, namespace

WHOLE = Target("", (Step(ENVELOPED), Step(C14N)))
_SIGNED_INFO = "arf:extended-info[dsig:Signature]"
_INFOS = "/arf:asset-report-collection/arf:extended-infos"
ALL_BUT_SIGNATURES = Target(
    "",
    (
        Step(FILTER, "intersect", "/arf:asset-report-collection"),
        Step(FILTER, "subtract", f"{_INFOS}[count({_SIGNED_INFO}) = count(*)] | {_INFOS}/{_SIGNED_INFO}"),
        Step(C14N),
    ),
)
"""All of an ARF but what holds signatures, so that another may be added (NIST SP 800-126r3, RES-312 and RES-313)."""
XCCDF_SIGNED = ("Benchmark", "TestResult", "Tailoring")
OVAL_ROOTS = {
    (OVAL_DEF, "oval_definitions"),
    (OVAL_RES, "oval_results"),
    (OVAL_SC, "oval_system_characteristics"),
    (OVAL_VAR, "oval_variables"),
}


class Place(NamedTuple):
    """An element that gets a signature as its child, what that is about, and what its manifest is to list."""

    parent: Element
    target: Target
    parts: tuple[str, ...] = ()


def places_of(root: Element, file: str) -> tuple[Place, ...]:
    """Where to sign a document; a collection of data streams has a place for each of them.

    Elements that hold signatures are put in. Raises Invalid: unsignable-document, already-signed.
    """
    name = namespace(root), local_name(root)
    if name == (DS, "data-stream-collection"):
        streams = tuple(root.iterfind(f"{{{DS}}}data-stream"))
        return tuple(Place(root, Target(f"#{each.get('id', '')}"), parts_of(each)) for each in streams)
    if name == (ARF, "asset-report-collection"):
        return (Place(_extended_info(root), ALL_BUT_SIGNATURES),)
    holder = _holder(root, file)
    if root.find(f".//{{{DSIG}}}Signature") is not None:
        raise invalid(file, "already-signed", "such a document holds one signature, and it has one")
    return (Place(holder(root), WHOLE),)


def _holder(root: Element, file: str):  # type: ignore[no-untyped-def]
    name = namespace(root), local_name(root)
    if name[0] == XCCDF and name[1] in XCCDF_SIGNED:
        return lambda top: etree.SubElement(top, f"{{{XCCDF}}}signature")
    if name in OVAL_ROOTS:
        return lambda top: top
    hint = "data streams, ARF, XCCDF 1.2 and OVAL documents can be"
    raise invalid(file, "unsignable-document", f"{local_name(root)} has no place for a signature", hint=hint)


def parts_of(stream: Element) -> tuple[str, ...]:
    """The components of the collection that a data stream refers to, as URIs, each once.

    A name without a hash means the component of that id, as for readers of content.
    """
    hrefs = (each.get(f"{{{XLINK}}}href", "").removeprefix("#") for each in stream.iter(f"{{{DS}}}component-ref"))
    top = stream.getparent()
    known = {each.get("id") for each in top} if top is not None else set()
    return tuple(dict.fromkeys(f"#{each}" for each in hrefs if each in known))


def _extended_info(root: Element) -> Element:
    infos = root.find(f"{{{ARF}}}extended-infos")
    if infos is None:
        infos = etree.SubElement(root, f"{{{ARF}}}extended-infos")
    return etree.SubElement(infos, f"{{{ARF}}}extended-info", id=free_name(root, "signed"))


def free_name(root: Element, stem: str) -> str:
    """An id that nothing in the document has."""
    taken = set(_ids(root))
    number = 1
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def _ids(root: Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        yield from (element.get(name, "") for name in ("id", "Id"))
