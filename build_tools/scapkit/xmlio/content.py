"""Content to judge by: a datastream, an XCCDF benchmark with files beside it, or OVAL definitions."""

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from scapkit.model.cpe import CpeList
from scapkit.model.oval import OvalDefinitions
from scapkit.model.xccdf import Benchmark, Tailoring
from scapkit.names import CPE_DICT, OCIL, OVAL_DEF, XCCDF
from scapkit.problem import invalid
from scapkit.xmlio.beside import inside, why_absent
from scapkit.xmlio.current import current
from scapkit.xmlio.kept import NOTHING_KEPT, KeptParts, Outline
from scapkit.xmlio.parse import Element, parse, read_bytes
from scapkit.xmlio.sources import Choice, Sources, read_sources

if TYPE_CHECKING:
    from scapkit.model.ocil import Ocil


class Content:
    """Everything that an evaluation reads of its content, each part read when it is asked for, or kept from before.

    `data` is the whole document in bytes; hrefs are as checks write them; `files_beside` are others that were read.
    `sources` are its documents where they were parsed already, as part of another document.
    """

    def __init__(
        self,
        file: str,
        data: bytes,
        choice: Choice,
        kept: KeptParts = NOTHING_KEPT,
        sources: Sources | None = None,
    ) -> None:
        self.file = file
        self.data = data
        self._choice = choice
        self._parsed = sources
        self._kept = kept
        self._outline: Outline = kept.thing("outline", self._read_outline)
        self._folders = [] if self.kind == "datastream" else [Path(file).parent]
        self._added: list[CpeList] = []
        self._oval: dict[str, OvalDefinitions | None] = {}
        self._ocil: dict[str, Ocil | None] = {}
        self.files_beside: set[str] = set()

    @cached_property
    def sources(self) -> Sources:
        """The documents, parsed."""
        return self._parsed or read_sources(self.file, self.data, self._choice)

    def _read_outline(self) -> Outline:
        sources = self.sources
        hrefs = tuple(sources.elements)
        return Outline(sources.kind, sources.datastream_id, sources.benchmark_href, hrefs, dict(sources.remote))

    @property
    def kind(self) -> str:
        """One of datastream, xccdf, oval."""
        return self._outline.kind

    @property
    def datastream_id(self) -> str:
        """The datastream that is used; empty where there is none."""
        return self._outline.datastream_id

    @property
    def benchmark_href(self) -> str:
        """Where a result says that its benchmark is."""
        return self._outline.benchmark_href

    @property
    def root(self) -> Element:
        """The root element of the whole document."""
        return self.sources.root

    @property
    def benchmark_element(self) -> Element:
        """The element of the benchmark; raises Invalid where the content has none."""
        element = self.sources.benchmark
        if element is None:
            raise invalid(self.file, "no-benchmark", "this content holds no XCCDF benchmark")
        return element

    @property
    def hrefs(self) -> tuple[str, ...]:
        """The hrefs that are known without looking beside the file."""
        return self._outline.hrefs

    @cached_property
    def benchmark(self) -> Benchmark:
        """The whole benchmark; raises Invalid where the content has none."""
        return self._read_benchmark(True)

    @property
    def bare_benchmark(self) -> Benchmark:
        """The benchmark with what an evaluation needs of it: no prose but the titles."""
        return self._kept.thing("benchmark", lambda: self._read_benchmark(False))

    def _read_benchmark(self, prose: bool) -> Benchmark:
        from scapkit.xmlio.read.xccdf import read_benchmark

        return read_benchmark(self.benchmark_element, self.file, prose)

    @property
    def dictionaries(self) -> tuple[CpeList, ...]:
        """The CPE dictionaries that belong to the content, and those that were added."""
        # a file beside the benchmark may change while the benchmark stays, so nothing is kept of it
        kept = self._kept if self.kind == "datastream" else NOTHING_KEPT
        own = kept.thing("dictionaries", lambda: _cpe_lists(self._own_dictionaries()))
        return (*own, *self._added)

    def _own_dictionaries(self) -> Mapping[str, Element]:
        """Those of the datastream; beside a benchmark the one that is named after it."""
        beside = Path(self.file).name.replace("-xccdf", "-cpe-dictionary")
        if self.kind != "xccdf" or beside == Path(self.file).name:
            return self.sources.dictionaries
        found = self._beside(beside)
        return {beside: found} if found is not None and str(found.tag) == f"{{{CPE_DICT}}}cpe-list" else {}

    def element(self, href: str) -> Element | None:
        """The root element behind an href, or None."""
        return self.sources.elements[href] if href in self.hrefs else self._beside(href)

    def oval(self, href: str) -> OvalDefinitions | None:
        """The OVAL definitions behind an href; None where there are none."""
        if href not in self._oval:
            own = href in self.hrefs
            self._oval[href] = self._kept.oval(href, lambda: self._read_oval(href)) if own else self._read_oval(href)
        return self._oval[href]

    @property
    def lacking(self) -> tuple[str, ...]:
        """The hrefs so far asked for behind which there are no OVAL definitions."""
        return tuple(href for href, document in self._oval.items() if document is None)

    def why_absent(self, href: str) -> str:
        """Why there are no definitions behind an href."""
        if self.kind == "datastream":
            url = self._outline.remote.get(href, "")
            if not url and "://" not in href:
                return "it holds no OVAL definitions" if href in self.hrefs else "it is not in the datastream"
            return why_absent(url or href, ())
        return why_absent(href, self._folders)

    def _read_oval(self, href: str) -> OvalDefinitions | None:
        from scapkit.xmlio.read.oval import read_oval

        element = self.element(href)
        return read_oval(element, href) if element is not None and _is(element, OVAL_DEF, "oval_definitions") else None

    def definitions_bytes(self, href: str) -> bytes:
        """The oval_definitions behind an href as a document of its own, without declaration; nothing where none is."""

        def serialised() -> bytes:
            from lxml import etree

            element = self.element(href)
            return b"" if element is None else etree.tostring(element, encoding="UTF-8", with_tail=False)

        return self._kept.piece(href, serialised) if href in self.hrefs else serialised()

    def ocil(self, href: str) -> "Ocil | None":
        """The OCIL document behind an href; None where there is none."""
        from scapkit.xmlio.read.ocil import read_ocil

        if href not in self._ocil:
            element = self.element(href)
            is_ocil = element is not None and _is(element, OCIL, "ocil")
            self._ocil[href] = read_ocil(element, href) if is_ocil and element is not None else None
        return self._ocil[href]

    @property
    def tailorings(self) -> dict[str, Tailoring]:
        """Tailoring documents inside the datastream, by the id of their component-ref and by their own."""
        from scapkit.xmlio.read.profiles import read_tailoring

        found: dict[str, Tailoring] = {}
        for name, element in self.sources.elements.items():
            if _is(element, XCCDF, "Tailoring"):
                tailoring = read_tailoring(element, self.file)
                found[name.removeprefix("#")] = found[tailoring.id] = tailoring
        return found

    def keep(self) -> bool:
        """Keep what had to be read, for the next evaluation; tells whether there was something."""
        return self._kept.save()

    def add_dictionary(self, path: str) -> None:
        """Take a CPE dictionary, or platforms, from outside; checks are looked for beside. Raises Invalid: not-cpe."""
        from scapkit.xmlio.read.cpe import read_cpe_list

        self._added.append(read_cpe_list(parse(read_bytes(path), path), path))
        self._folders.append(Path(path).parent)

    def _beside(self, href: str) -> Element | None:
        """A file in the folder of the benchmark or of an added dictionary, or below; no href leads out of it.

        What an href holds itself is behind it too.
        """
        if href.startswith("data:"):
            from scapkit.xmlio.inline import inline_element

            return inline_element(href)
        for folder in self._folders:
            file = inside(folder, href)
            if file is not None:
                self.files_beside.add(str(file))
                return parse(read_bytes(str(file)), str(file))
        return None


def _is(element: Element, namespace: str, name: str) -> bool:
    return str(element.tag) == f"{{{namespace}}}{name}"


def _cpe_lists(elements: Mapping[str, Element]) -> tuple[CpeList, ...]:
    from scapkit.xmlio.read.cpe import ROOTS, read_cpe_list

    return tuple(read_cpe_list(element, name) for name, element in elements.items() if element.tag in ROOTS)


def open_content(
    path: str,
    choice: Choice = Choice(),  # noqa: B008
    kept: Callable[[bytes], KeptParts] = lambda _data: NOTHING_KEPT,
) -> Content:
    """The content of a file; `kept` gives what was read before of a document with these bytes.

    Raises Invalid where it is none of the three kinds, or lacks the chosen parts.
    """
    data = current(read_bytes(path), path)
    return Content(path, data, choice, kept(data))
