"""What tells one content from another: a digest of a benchmark and its checks."""

from hashlib import sha256

from scapkit.names import OVAL_DEF, XCCDF
from scapkit.xmlio.content import Content
from scapkit.xmlio.parse import Element

RESULT = f"{{{XCCDF}}}TestResult"
DEFINITIONS = f"{{{OVAL_DEF}}}oval_definitions"


def fingerprint(content: Content) -> str:
    """The digest; empty where there is no benchmark, or none of its checks. Results in the benchmark do not count."""
    from lxml import etree

    sources = content.sources
    checks = {id(each): each for _, each in sorted(sources.elements.items()) if each.tag == DEFINITIONS}
    if sources.benchmark is None or not checks:
        return ""
    digest = sha256(repr(sorted(sources.benchmark.attrib.items())).encode())
    parts: list[Element] = [each for each in sources.benchmark if each.tag != RESULT]
    for each in (*parts, *checks.values()):
        digest.update(etree.tostring(each, with_tail=False))
    return digest.hexdigest()
