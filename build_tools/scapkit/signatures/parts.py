"""What a signature is made of, as elements (XML Signature 1.1, 4)."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lxml import etree

from scapkit.names import DSIG, TMSAD
from scapkit.xmlio.parse import Element

C14N = "http://www.w3.org/2006/12/xml-c14n11"
"""Canonical XML 1.1, which NIST IR 7802 prefers."""
ENVELOPED = f"{DSIG}enveloped-signature"
FILTER = "http://www.w3.org/2002/06/xmldsig-filter2"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
PLAIN = (C14N,)


class Step(NamedTuple):
    """A transform: its algorithm, and of a filter whether it keeps or takes away the nodes of an XPath."""

    algorithm: str
    keeps: str = ""
    path: str = ""


class Target(NamedTuple):
    """What is signed: a URI within the document, by which transforms, and what kind of part of the signature it is."""

    uri: str
    steps: tuple[Step, ...] = (Step(C14N),)
    part: str = ""


def unsigned(
    parent: Element, name: str, method: str, targets: Sequence[Target], parts: Sequence[str], time: str
) -> Element:
    """A signature as the last child of an element, with nothing computed yet.

    `name` is its Id; `parts` are the URIs that its manifest lists, if any; `time` stands in its properties.
    """
    signature = etree.SubElement(parent, _tag("Signature"), Id=name, nsmap={"dsig": DSIG})
    info = _add(signature, "SignedInfo")
    _add(info, "CanonicalizationMethod", Algorithm=C14N)
    _add(info, "SignatureMethod", Algorithm=method)
    own = [Target(f"#{name}-properties", part="SignatureProperties")]
    own += [Target(f"#{name}-manifest", part="Manifest")] if parts else []
    references(info, (*targets, *own))
    _add(signature, "SignatureValue")
    _add(_add(signature, "KeyInfo"), "X509Data")
    _properties(signature, name, time)
    if parts:
        references(_add(_add(signature, "Object"), "Manifest", Id=f"{name}-manifest"), map(Target, parts))
    return signature


def references(parent: Element, targets: Iterable[Target]) -> None:
    """A reference for each target, its digest still empty."""
    for target in targets:
        kind = {"Type": f"{DSIG}{target.part}"} if target.part else {}
        reference = _add(parent, "Reference", URI=target.uri, **kind)
        steps = _add(reference, "Transforms")
        for step in target.steps:
            made = _add(steps, "Transform", Algorithm=step.algorithm)
            if step.path:
                path = etree.SubElement(made, f"{{{FILTER}}}XPath", Filter=step.keeps)
                path.text = step.path
        _add(reference, "DigestMethod", Algorithm=SHA256)
        _add(reference, "DigestValue")


def _properties(signature: Element, name: str, time: str) -> None:
    """When it was made (NIST IR 7802, signature-info)."""
    properties = _add(_add(signature, "Object"), "SignatureProperties", Id=f"{name}-properties")
    info = etree.SubElement(
        _add(properties, "SignatureProperty", Target=f"#{name}"), f"{{{TMSAD}}}signature-info", nsmap={"tmsad": TMSAD}
    )
    etree.SubElement(info, f"{{{TMSAD}}}date-time").text = time


def _add(parent: Element, name: str, **attributes: str) -> Element:
    return etree.SubElement(parent, _tag(name), attributes)


def _tag(name: str) -> str:
    return f"{{{DSIG}}}{name}"
