"""ARF 1.1 asset report collections (NIST IR 7694): the source, the asset, the XCCDF result and the OVAL results."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from scapkit.model.arf import Evaluation
from scapkit.model.directives import FULL, Directives
from scapkit.model.dump import Asset
from scapkit.model.oval import Generator
from scapkit.model.results import CheckResult, OvalResults
from scapkit.names import AI, ARF, ARF_VOCABULARY, REPORTING_CORE
from scapkit.xmlio.content import Content
from scapkit.xmlio.emit import Chunks, add, add_piece, root, stitched, trimmed
from scapkit.xmlio.serialise import Element
from scapkit.xmlio.write_oval_results import write_oval_results
from scapkit.xmlio.write_results import Href, write_test_result

if TYPE_CHECKING:
    from ipaddress import IPv4Address, IPv6Address

HOSTNAME = re.compile(r"[\w\-]+(\.[\w\-]+)*", re.ASCII)
REQUEST, REPORT, ASSET = "collection1", "xccdf1", "asset0"


def write_arf(
    content: Content,
    evaluation: Evaluation,
    oval_results: Sequence[OvalResults],
    generator: Generator,
    directives: Directives = FULL,
) -> Chunks:
    """The whole document in chunks; the content stands in it as it was read. `generator` signs the OVAL results.

    `oval_results` are the evaluation's, as the directives want them reported.
    """
    collection = root(ARF, "asset-report-collection", ("arf", "core", "ai", "xlink"))
    names = [f"oval{number}" for number, _ in enumerate(oval_results)]
    _relationships(collection)
    request = add(add(collection, ARF, "report-requests"), ARF, "report-request", id=REQUEST)
    add_piece(add(request, ARF, "content"), 0)
    _asset(add(add(collection, ARF, "assets"), ARF, "asset", id=ASSET), evaluation.asset)
    reports = add(collection, ARF, "reports")
    result = write_test_result(evaluation.test_result, ASSET, _hrefs(evaluation))
    add(add(reports, ARF, "report", id=REPORT), ARF, "content").append(result)
    pieces = [source_bytes(content)]
    for name, results in zip(names, oval_results, strict=True):
        document = content.oval(results.source)
        if document is not None:
            report = write_oval_results(results, document, evaluation.asset, generator, len(pieces), directives)
            add(add(reports, ARF, "report", id=name), ARF, "content").append(report)
            if directives.source:
                pieces.append(content.definitions_bytes(results.source))
    return stitched(collection, pieces)


def _hrefs(evaluation: Evaluation) -> Href:
    """From a check to the report that holds its definition, evaluated with the values that the check exported."""
    values = dict(evaluation.test_result.set_values)
    reports = [
        (
            each.source,
            {one.definition_id for one in each.definitions},
            {one.var_ref: one.values for one in each.variables},
        )
        for each in evaluation.oval_results
    ]

    def href(check: CheckResult) -> str:
        exported = {name: handed_in(values[value_id]) for value_id, name in check.exports if value_id in values}
        for number, (source, definitions, used) in enumerate(reports):
            agrees = all(used.get(name, found) == found for name, found in exported.items())
            if source == check.href and check.name in definitions and agrees:
                return f"#oval{number}"
        return check.href

    return href


def handed_in(content: str | tuple[str, ...]) -> tuple[str, ...]:
    """What a Value of this content gives to a variable."""
    return (content,) if isinstance(content, str) else content


def source_bytes(content: Content) -> bytes | memoryview:
    """The content's root element byte for byte where it is UTF-8, else serialised anew."""
    start = content.data.find(b"<")
    if content.data.startswith(b"<?xml", start):
        end = content.data.find(b"?>", start) + 2
        declaration = content.data[start:end].lower()
        if b"encoding" in declaration and b"utf-8" not in declaration:
            from lxml import etree

            return etree.tostring(content.root, encoding="UTF-8")
        start = end
    return trimmed(content.data, start)


def _relationships(parent: Element) -> None:
    element = root(REPORTING_CORE, "relationships", {"arfvocab": ARF_VOCABULARY})
    parent.append(element)
    for relation, target in (("createdFor", REQUEST), ("isAbout", ASSET)):
        child = add(element, REPORTING_CORE, "relationship", type=f"arfvocab:{relation}", subject=REPORT)
        add(child, REPORTING_CORE, "ref", target)


def _asset(parent: Element, asset: Asset) -> None:
    """A computing device (Asset Identification 1.1, 5.2.2), whatever its kind: that is what readers of ARF expect."""
    device = add(parent, AI, "computing-device")
    is_hostname = HOSTNAME.fullmatch(asset.name) is not None
    if not is_hostname:
        add(device, AI, "synthetic-id", resource="scapkit", id=asset.name or "unknown")
    addresses = [found for address in asset.addresses if (found := _ip(address)) is not None]
    if addresses:
        connections = add(device, AI, "connections")
        for address in addresses:
            ip = add(add(connections, AI, "connection"), AI, "ip-address")
            add(ip, AI, f"ip-v{address.version}", address.exploded)
    if is_hostname:
        add(device, AI, "hostname", asset.name)


def _ip(address: str) -> "IPv4Address | IPv6Address | None":
    from ipaddress import ip_address

    try:
        return ip_address(address)
    except ValueError:
        return None
