"""Contents that stood with results read before: in hundreds of results they are the same, and read once."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from scapkit.model.xccdf import Benchmark
from scapkit.names import OVAL_DEF, XCCDF
from scapkit.xmlio.content import Content
from scapkit.xmlio.parse import Element

MOST = 16
"""Contents that are kept: of more, those that came last are read each time."""
RESULT = f"{{{XCCDF}}}TestResult"
DEFINITIONS = f"{{{OVAL_DEF}}}oval_definitions"


class Known:
    """Benchmarks and contents by digests of their documents."""

    def __init__(self) -> None:
        self._benchmarks: dict[str, Benchmark] = {}
        self._contents: dict[str, tuple[Content, str]] = {}
        self._last: tuple[Element, str] | None = None

    def benchmark(self, element: Element, read: Callable[[], Benchmark]) -> Benchmark:
        """The benchmark of an element, read if it is another than those before."""
        mark = benchmark_digest(element)
        self._last = element, mark
        if mark in self._benchmarks:
            return self._benchmarks[mark]
        found = read()
        if len(self._benchmarks) < MOST:
            self._benchmarks[mark] = found
        return found

    def content(self, content: Content) -> Content:
        """A content, or one before it that has the same documents, and of which more was read."""
        mark = self.fingerprint(content)
        # what is not in a datastream is looked for beside the file
        place = mark if content.kind == "datastream" else f"{mark} {Path(content.file).parent}"
        if not mark or (place not in self._contents and len(self._contents) >= MOST):
            return content
        return self._contents.setdefault(place, (content, mark))[0]

    def fingerprint(self, content: Content) -> str:
        """A content's, which is worked out once."""
        known = (mark for each, mark in self._contents.values() if each is content)
        own = self._last[1] if self._last and self._last[0] is content.sources.benchmark else ""
        return next(known, None) or fingerprint(content, own)


def benchmark_digest(benchmark: Element) -> str:
    """The digest of a benchmark; results in it do not count."""
    from lxml import etree

    digest = sha256(repr(sorted(benchmark.attrib.items())).encode())
    for each in benchmark:
        if each.tag != RESULT:
            digest.update(etree.tostring(each, with_tail=False))
    return digest.hexdigest()


def fingerprint(content: Content, benchmark: str = "") -> str:
    """The digest of a benchmark and all that stands with it; empty where there are no OVAL definitions among that.

    `benchmark` is the digest of the benchmark itself, where it is known.
    """
    from lxml import etree

    sources = content.sources
    if sources.benchmark is None or not any(each.tag == DEFINITIONS for each in sources.elements.values()):
        return ""
    digest = sha256((benchmark or benchmark_digest(sources.benchmark)).encode())
    for href, each in sorted(sources.elements.items()):
        if each is not sources.benchmark:
            digest.update(href.encode(errors="replace"))
            digest.update(etree.tostring(each, with_tail=False))
    return digest.hexdigest()
