"""Results as documents of the standards."""

from collections.abc import Iterator, Sequence

from scapkit.evaluate.reported import reported
from scapkit.model.arf import Evaluation
from scapkit.model.directives import FULL, Directives
from scapkit.model.dump import Asset
from scapkit.model.oval import Generator
from scapkit.model.results import OvalResults
from scapkit.xmlio.content import Content
from scapkit.xmlio.emit import Chunks, stitched, to_bytes
from scapkit.xmlio.write.arf import write_arf
from scapkit.xmlio.write.oval_results import write_oval_results
from scapkit.xmlio.write.results import write_test_result

DECLARATION = b"<?xml version='1.0' encoding='UTF-8'?>\n"


def arf(
    content: Content, evaluation: Evaluation, generator: Generator, directives: Directives = FULL, tailoring: str = ""
) -> Chunks:
    """The ARF document in chunks; `tailoring` is a file from outside of the content."""
    written = [_reported(content, each, directives) for each in whole(content, evaluation.oval_results)]
    return write_arf(content, evaluation, written, generator, directives, _document(tailoring) if tailoring else b"")


def whole(content: Content, results: Sequence[OvalResults]) -> Iterator[OvalResults]:
    """The results, and what no rule asked for of the platforms' definitions: readers of ARF look these up by name."""
    from scapkit.evaluate.unasked import platform_checks, with_unasked

    outside = (platform for each in content.dictionaries for platform in each.platforms)
    platforms = (*content.bare_benchmark.platform_specification, *outside)
    wanted = dict(platform_checks(platforms, content.dictionaries))
    for each in results:
        document = content.oval(each.source)
        names = wanted.pop(each.source, ())
        yield with_unasked(each, names, document) if names and document is not None else each
    for href, names in wanted.items():
        document = content.oval(href)
        if document is not None:
            yield with_unasked(OvalResults(href, (), (), ()), names, document)


def _document(file: str) -> bytes:
    """A file's root element."""
    from lxml import etree

    from scapkit.xmlio.parse import parse, read_bytes

    return etree.tostring(parse(read_bytes(file), file), encoding="UTF-8")


def xccdf(content: Content, evaluation: Evaluation) -> Chunks:
    """The benchmark as it was read, with the TestResult at its end."""
    result = to_bytes(write_test_result(evaluation.test_result)).partition(b"?>\n")[2]
    from lxml import etree

    benchmark: bytes = etree.tostring(content.benchmark_element, encoding="utf-8", with_tail=False)
    before, end, name = benchmark.rpartition(b"</")
    return (DECLARATION, before, result, end, name, b"\n")


def oval(content: Content, evaluation: Evaluation, generator: Generator, directives: Directives = FULL) -> list[Chunks]:
    """One OVAL results document for each definitions document that was used, each in chunks."""
    return [definitions(content, each, evaluation.asset, generator, directives) for each in evaluation.oval_results]


def ocil(evaluation: Evaluation) -> list[Chunks]:
    """One OCIL document with its results for each that was used."""
    from scapkit.xmlio.write.ocil import write_ocil

    return [stitched(write_ocil(each.document), ()) for each in evaluation.ocil_reports]


def definitions(
    content: Content, results: OvalResults, asset: Asset, generator: Generator, directives: Directives = FULL
) -> Chunks:
    """The OVAL results document of one definitions document, in chunks."""
    document = content.oval(results.source)
    assert document is not None
    written = reported(results, document, directives)
    element = write_oval_results(written, document, asset, generator, directives=directives)
    return stitched(element, [content.definitions_bytes(results.source)] if directives.source else [])


def _reported(content: Content, results: OvalResults, directives: Directives) -> OvalResults:
    document = content.oval(results.source)
    return results if document is None else reported(results, document, directives)
