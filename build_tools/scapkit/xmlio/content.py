"""Content to judge by: a datastream, an XCCDF benchmark with files beside it, or OVAL definitions."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from scapkit.model.cpe import CpeList
from scapkit.model.datastream import ComponentRef, DataStream
from scapkit.model.ocil import Ocil
from scapkit.model.oval import OvalDefinitions
from scapkit.model.xccdf import Benchmark, Tailoring
from scapkit.names import ARF, CPE_DICT, DS, OCIL, OVAL_DEF, XCCDF
from scapkit.problem import did_you_mean, invalid
from scapkit.xmlio.parse import Element, line_of, local_name, parse, read_bytes
from scapkit.xmlio.read_datastream import components, read_streams


class Choice(NamedTuple):
    """Which parts of a collection to use where there are several; empty means the first that fits."""

    datastream_id: str = ""
    xccdf_id: str = ""
    benchmark_id: str = ""
    oval_id: str = ""


class Content:
    """Everything that an evaluation reads of its content, each part read when it is asked for.

    `kind` is datastream, xccdf or oval; `data` the whole document's bytes; hrefs are as checks write them.
    """

    def __init__(self, file: str, kind: str, data: bytes, elements: Mapping[str, Element], root: Element) -> None:
        self.file = file
        self.kind = kind
        self.data = data
        self.root = root
        self.datastream_id = ""
        self.benchmark_href = file
        self.benchmark_element: Element | None = root if kind == "xccdf" else None
        self.dictionary_elements: Mapping[str, Element] = {}
        self._elements = elements
        self._folders = [] if kind == "datastream" else [Path(file).parent]
        self._oval: dict[str, OvalDefinitions | None] = {}
        self._ocil: dict[str, Ocil | None] = {}

    @property
    def hrefs(self) -> tuple[str, ...]:
        """The hrefs that are known without looking beside the file."""
        return tuple(self._elements)

    @property
    def benchmark(self) -> Benchmark:
        """The whole benchmark; raises Invalid where the content has none."""
        return self._benchmark(True)

    @property
    def bare_benchmark(self) -> Benchmark:
        """The benchmark with what an evaluation needs of it: no prose but the titles."""
        return self._benchmark(False)

    def _benchmark(self, prose: bool) -> Benchmark:
        from scapkit.xmlio.read_xccdf import read_benchmark

        if self.benchmark_element is None:
            raise invalid(self.file, "no-benchmark", "this content holds no XCCDF benchmark")
        return read_benchmark(self.benchmark_element, self.file, prose)

    @property
    def dictionaries(self) -> tuple[CpeList, ...]:
        """The CPE dictionaries that belong to the content."""
        from scapkit.xmlio.read_cpe import read_cpe_list

        return tuple(read_cpe_list(element, name) for name, element in self.dictionary_elements.items())

    def element(self, href: str) -> Element | None:
        """The root element behind an href, or None."""
        if href in self._elements:
            return self._elements[href]
        return self._beside(href)

    def oval(self, href: str) -> OvalDefinitions | None:
        """The OVAL definitions behind an href; None where there are none."""
        from scapkit.xmlio.read_oval import read_oval

        if href not in self._oval:
            element = self.element(href)
            is_oval = element is not None and str(element.tag) == f"{{{OVAL_DEF}}}oval_definitions"
            self._oval[href] = read_oval(element, href) if is_oval and element is not None else None
        return self._oval[href]

    def ocil(self, href: str) -> Ocil | None:
        """The OCIL document behind an href; None where there is none."""
        from scapkit.xmlio.read_ocil import read_ocil

        if href not in self._ocil:
            element = self.element(href)
            is_ocil = element is not None and str(element.tag) == f"{{{OCIL}}}ocil"
            self._ocil[href] = read_ocil(element, href) if is_ocil and element is not None else None
        return self._ocil[href]

    @property
    def tailorings(self) -> dict[str, Tailoring]:
        """Tailoring documents inside the datastream, by the id of their component-ref and by their own."""
        from scapkit.xmlio.read_profiles import read_tailoring

        found: dict[str, Tailoring] = {}
        for name, element in self._elements.items():
            if str(element.tag) == f"{{{XCCDF}}}Tailoring":
                tailoring = read_tailoring(element, self.file)
                found[name.removeprefix("#")] = found[tailoring.id] = tailoring
        return found

    def add_dictionary(self, path: str) -> None:
        """Take a CPE dictionary from outside; its checks are looked for beside it."""
        element = parse(read_bytes(path), path)
        if str(element.tag) != f"{{{CPE_DICT}}}cpe-list":
            raise invalid(path, "not-cpe", f"expected cpe-list, found {local_name(element)}", line=line_of(element))
        self.dictionary_elements = {**self.dictionary_elements, path: element}
        self._folders.append(Path(path).parent)

    def _beside(self, href: str) -> Element | None:
        """A file in the folder of the benchmark or of an added dictionary; hrefs that lead elsewhere lead nowhere."""
        if Path(href).name == href:
            for folder in self._folders:
                if (folder / href).is_file():
                    return parse(read_bytes(str(folder / href)), str(folder / href))
        return None


def open_content(path: str, choice: Choice = Choice()) -> Content:  # noqa: B008
    """The content of a file; raises Invalid where it is none of the three kinds, or lacks the chosen parts."""
    return read_content(path, read_bytes(path), choice)


def read_content(path: str, data: bytes, choice: Choice = Choice()) -> Content:  # noqa: B008
    """The content in bytes; `path` is where it is from, for problems and for files beside it."""
    root = parse(data, path)
    if root.tag == f"{{{DS}}}data-stream-collection":
        return _from_collection(path, data, root, choice)
    if root.tag == f"{{{XCCDF}}}Benchmark":
        return _from_benchmark(path, data, root)
    if root.tag == f"{{{OVAL_DEF}}}oval_definitions":
        return Content(path, "oval", data, {Path(path).name: root}, root)
    hint = "give the source datastream, not a result" if str(root.tag).startswith(f"{{{ARF}}}") else ""
    message = f"{local_name(root)} is neither a source datastream, an XCCDF 1.2 Benchmark nor OVAL definitions"
    raise invalid(path, "unknown-content", message, line=line_of(root), hint=hint)


def _from_benchmark(path: str, data: bytes, root: Element) -> Content:
    content = Content(path, "xccdf", data, {}, root)
    beside = Path(path).name.replace("-xccdf", "-cpe-dictionary")
    if beside != Path(path).name:
        found = content.element(beside)
        if found is not None and str(found.tag) == f"{{{CPE_DICT}}}cpe-list":
            content.dictionary_elements = {beside: found}
    return content


def _from_collection(path: str, data: bytes, root: Element, choice: Choice) -> Content:
    parts = components(root)
    if choice.oval_id or not any(stream.role("checklists") for stream in read_streams(root)):
        return _definitions(path, data, root, parts, choice)
    stream, checklist = _choose(path, root, parts, choice)
    by_ref = {ref.id: parts.get(ref.component_id) for ref in stream.refs}
    used = (*stream.role("dictionaries"), *stream.role("checks"), checklist)
    elements = {
        name: child
        for ref in used
        for name, target in (*ref.catalog, (f"#{ref.id}", ref.id))
        if (child := _only_child(by_ref.get(target))) is not None
    }
    elements.update(_tailorings(stream, by_ref))
    content = Content(path, "datastream", data, elements, root)
    content.datastream_id = stream.id
    content.benchmark_href = f"#{checklist.component_id}"
    content.benchmark_element = _only_child(by_ref.get(checklist.id))
    dictionaries = ((ref.component_id, _only_child(by_ref.get(ref.id))) for ref in stream.role("dictionaries"))
    content.dictionary_elements = {name: element for name, element in dictionaries if element is not None}
    return content


def _definitions(path: str, data: bytes, root: Element, parts: Mapping[str, Element], choice: Choice) -> Content:
    """The OVAL definitions behind a component-ref of a collection, by its id; the first of all without an id."""
    streams = [each for each in read_streams(root) if choice.datastream_id in ("", each.id)]
    refs = [ref for stream in streams for ref in stream.refs]
    found = {ref.id: child for ref in refs if (child := _only_child(parts.get(ref.component_id))) is not None}
    known = {name: child for name, child in found.items() if child.tag == f"{{{OVAL_DEF}}}oval_definitions"}
    wanted = choice.oval_id or next(iter(known), "")
    if wanted not in known:
        message = f"no OVAL definitions {wanted} in this datastream collection".replace("  ", " ")
        raise invalid(path, "unknown-definitions", message, hint=f"there are: {', '.join(known) or 'none'}")
    return Content(path, "oval", data, {f"#{wanted}": known[wanted]}, root)


def _tailorings(stream: DataStream, by_ref: Mapping[str, Element | None]) -> dict[str, Element]:
    found = {f"#{ref.id}": _only_child(by_ref[ref.id]) for ref in stream.role("checklists")}
    return {name: each for name, each in found.items() if each is not None and str(each.tag) == f"{{{XCCDF}}}Tailoring"}


def _only_child(component: Element | None) -> Element | None:
    return component[0] if component is not None and len(component) else None


def _choose(path: str, root: Element, parts: Mapping[str, Element], choice: Choice) -> tuple[DataStream, ComponentRef]:
    streams = read_streams(root)
    if choice.datastream_id and choice.datastream_id not in (stream.id for stream in streams):
        known = [stream.id for stream in streams]
        message = f"no datastream {choice.datastream_id}; there are: {', '.join(known)}"
        raise invalid(path, "unknown-datastream", message, hint=did_you_mean(choice.datastream_id, known))
    for stream in streams:
        if choice.datastream_id in ("", stream.id):
            for ref in stream.role("checklists"):
                if _fits(ref, _only_child(parts.get(ref.component_id)), choice):
                    return stream, ref
    wanted = " ".join(part for part in choice if part)
    known = [ref.id for stream in streams for ref in stream.role("checklists")]
    message = f"no XCCDF benchmark {wanted} in this datastream collection".replace("  ", " ")
    raise invalid(path, "no-benchmark", message, hint=f"its checklists: {', '.join(known) or 'none'}")


def _fits(ref: ComponentRef, benchmark: Element | None, choice: Choice) -> bool:
    if benchmark is None or benchmark.tag != f"{{{XCCDF}}}Benchmark":
        return False
    return choice.xccdf_id in ("", ref.id) and choice.benchmark_id in ("", benchmark.get("id", ""))
