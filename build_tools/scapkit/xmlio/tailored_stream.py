"""A source datastream with a tailoring in it (NIST SP 800-126r3, 3.1.4; SCAP source data stream 1.3)."""

import re

from scapkit.model.xccdf import Tailoring
from scapkit.names import CATALOG, DS, XLINK
from scapkit.problem import invalid
from scapkit.xmlio.emit import to_bytes
from scapkit.xmlio.parse import Element, parse
from scapkit.xmlio.write.tailoring import write_tailoring

TAILORING_ID = re.compile("xccdf_([^_]+)_tailoring_(.+)")
SIGNATURE = "{http://www.w3.org/2000/09/xmldsig#}Signature"


def with_tailoring(data: bytes, file: str, tailoring: Tailoring, stream_id: str, benchmark_href: str) -> bytes:
    """The datastream collection with the tailoring as one more component, a checklist of the stream.

    `benchmark_href` is the benchmark's component as `#id`. Raises Invalid: not-datastream, signed-content,
    duplicate-component.
    """
    from lxml import etree

    root = parse(data, file, comments=True, instructions=True)
    streams = [each for each in root.iterfind(f"{{{DS}}}data-stream") if each.get("id") == stream_id]
    checklists = streams[0].find(f"{{{DS}}}checklists") if streams else None
    if checklists is None:
        raise invalid(file, "not-datastream", "only a datastream can hold a tailoring")
    if next(root.iter(SIGNATURE), None) is not None:
        raise invalid(file, "signed-content", "it is signed, and would not be what was signed any more")
    component, reference = _ids(tailoring)
    if component in (each.get("id") for each in root):
        raise invalid(file, "duplicate-component", f"it has a component {component} already", hint="--edit that one")
    used = next(each for each in checklists if each.get(f"{{{XLINK}}}href") == benchmark_href)
    _refer(checklists, reference, component, (tailoring.benchmark_href, str(used.get("id"))))
    _add(root, component, tailoring)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"


def _ids(tailoring: Tailoring) -> tuple[str, str]:
    """The ids of the component and of the reference to it (NIST SP 800-126r3, 3.1.3)."""
    found = TAILORING_ID.fullmatch(tailoring.id)
    namespace, name = found.groups() if found else ("org.example", tailoring.id)
    return f"scap_{namespace}_comp_{name}-tailoring.xml", f"scap_{namespace}_cref_{name}-tailoring.xml"


def _refer(checklists: Element, reference: str, component: str, benchmark: tuple[str, str]) -> None:
    """A reference at the end, with a catalog that tells where the benchmark is that the tailoring names."""
    from lxml import etree

    href, target = benchmark
    made = etree.SubElement(
        checklists, f"{{{DS}}}component-ref", {"id": reference, f"{{{XLINK}}}href": f"#{component}"}
    )
    catalog = etree.SubElement(made, f"{{{CATALOG}}}catalog")
    etree.SubElement(catalog, f"{{{CATALOG}}}uri", {"name": href, "uri": f"#{target}"})


def _add(root: Element, component: str, tailoring: Tailoring) -> None:
    """The component behind all others, and before what is no component."""
    from lxml import etree

    made = etree.Element(f"{{{DS}}}component", {"id": component, "timestamp": tailoring.version_time})
    made.append(etree.fromstring(to_bytes(write_tailoring(tailoring))))
    last = root.findall(f"{{{DS}}}component")[-1]
    last.addnext(made)
