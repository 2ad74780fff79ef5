"""XCCDF 1.2 tailorings from the model (NIST IR 7275r4, 6.7), elements in the schema's order."""

from scapkit.model.xccdf import Tailoring
from scapkit.names import XCCDF
from scapkit.xmlio.emit import add, root
from scapkit.xmlio.serialise import Element
from scapkit.xmlio.write.xccdf import write_profile


def write_tailoring(tailoring: Tailoring) -> Element:
    """The Tailoring element."""
    element = root(XCCDF, "Tailoring", ("xccdf-1.2", "html"), {"id": tailoring.id})
    if tailoring.benchmark_href:
        add(element, XCCDF, "benchmark", href=tailoring.benchmark_href, id=tailoring.benchmark_id or None)
    add(element, XCCDF, "version", tailoring.version, time=tailoring.version_time)
    for profile in tailoring.profiles:
        write_profile(element, profile)
    return element
