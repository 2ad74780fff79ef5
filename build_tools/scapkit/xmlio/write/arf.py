"""ARF 1.1 asset report collections (NIST IR 7694): the source, the asset, and the results of XCCDF, OVAL and OCIL."""

from collections.abc import Sequence

from scapkit.model.arf import Evaluation
from scapkit.model.directives import FULL, Directives
from scapkit.model.oval import Generator
from scapkit.model.results import CheckResult, OvalResults
from scapkit.names import ARF, ARF_VOCABULARY, OVAL_SYSTEM, REPORTING_CORE
from scapkit.xmlio.content import Content
from scapkit.xmlio.emit import Chunks, add, add_piece, root, stitched, trimmed
from scapkit.xmlio.serialise import Element
from scapkit.xmlio.write.asset import write_asset
from scapkit.xmlio.write.oval_results import write_oval_results
from scapkit.xmlio.write.results import Href, write_test_result

REQUEST, TAILORING, REPORT, ASSET = "collection1", "tailoring1", "xccdf1", "asset0"


def write_arf(
    content: Content,
    evaluation: Evaluation,
    oval_results: Sequence[OvalResults],
    generator: Generator,
    directives: Directives = FULL,
    tailoring: bytes = b"",
) -> Chunks:
    """The whole document in chunks; the content stands in it as it was read. `generator` signs the OVAL results.

    `oval_results` are the evaluation's, as the directives want them reported; `tailoring` is a document from outside of
    the content, which is then a request of its own: what somebody signed is not changed.
    """
    collection = root(ARF, "asset-report-collection", ("arf", "core", "ai", "xlink"))
    found = [each for each in oval_results if content.oval(each.source) is not None]
    names = [f"oval{number}" for number, each in enumerate(oval_results) if each in found]
    asked = [f"ocil{number}" for number, _ in enumerate(evaluation.ocil_reports)]
    pieces = [source_bytes(content), *([tailoring] if tailoring else [])]
    requests = (REQUEST, TAILORING)[: len(pieces)]
    _relationships(collection, (REPORT, *names, *asked), requests)
    _requests(add(collection, ARF, "report-requests"), requests)
    write_asset(add(add(collection, ARF, "assets"), ARF, "asset", id=ASSET), evaluation.asset)
    reports = add(collection, ARF, "reports")
    result = write_test_result(evaluation.test_result, ASSET, _hrefs(evaluation))
    add(add(reports, ARF, "report", id=REPORT), ARF, "content").append(result)
    for name, results in zip(names, found, strict=True):
        document = content.oval(results.source)
        assert document is not None
        report = write_oval_results(results, document, evaluation.asset, generator, len(pieces), directives)
        add(add(reports, ARF, "report", id=name), ARF, "content").append(report)
        if directives.source:
            pieces.append(content.definitions_bytes(results.source))
    _ocil_reports(reports, asked, evaluation)
    return stitched(collection, pieces)


def _ocil_reports(parent: Element, names: Sequence[str], evaluation: Evaluation) -> None:
    """The OCIL documents with their results; what writes them is loaded only for them."""
    for name, each in zip(names, evaluation.ocil_reports, strict=True):
        from scapkit.xmlio.write.ocil import write_ocil

        add(add(parent, ARF, "report", id=name), ARF, "content").append(write_ocil(each.document))


def _requests(parent: Element, names: Sequence[str]) -> None:
    for number, name in enumerate(names):
        request = add(parent, ARF, "report-request", id=name)
        add_piece(add(request, ARF, "content"), number)


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
        if check.system != OVAL_SYSTEM:
            return _ocil_href(evaluation, check)
        exported = {name: handed_in(values[value_id]) for value_id, name in check.exports if value_id in values}
        for number, (source, definitions, used) in enumerate(reports):
            agrees = all(used.get(name, found) == found for name, found in exported.items())
            if source == check.href and (not check.name or check.name in definitions) and agrees:
                return f"#oval{number}"
        return check.href

    return href


def _ocil_href(evaluation: Evaluation, check: CheckResult) -> str:
    """The report that holds a check's questionnaire, judged with the values that the check exported."""
    values = dict(evaluation.test_result.set_values)
    exported = {name: values[value_id] for value_id, name in check.exports if isinstance(values.get(value_id), str)}
    for number, (source, document, external) in enumerate(evaluation.ocil_reports):
        results = document.results.questionnaires if document.results else ()
        is_there = not check.name or check.name in (each.id for each in results)
        if source == check.href and is_there and dict(external) == exported:
            return f"#ocil{number}"
    return check.href


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


def _relationships(parent: Element, reports: Sequence[str], requests: Sequence[str]) -> None:
    """Every report was created for the requests, and the first is about the asset (NIST IR 7694, 4.2 and 4.5).

    The content is named last, as oscap keeps the last; of OVAL reports that are about an asset it dies.
    """
    element = root(REPORTING_CORE, "relationships", {"arfvocab": ARF_VOCABULARY})
    parent.append(element)
    for report in reports:
        for request in reversed(requests):
            _relationship(element, "createdFor", report, request)
    _relationship(element, "isAbout", reports[0], ASSET)


def _relationship(parent: Element, relation: str, subject: str, target: str) -> None:
    element = add(parent, REPORTING_CORE, "relationship", type=f"arfvocab:{relation}", subject=subject)
    add(element, REPORTING_CORE, "ref", target)
