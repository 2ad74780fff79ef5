"""A datastream cut down to some rules and all that they need (NIST SP 800-126r3, 3.1)."""

from collections.abc import Iterable, Iterator

from scapkit.model.xccdf import Refinement
from scapkit.names import CATALOG, CPE_DICT, CPE_LANG, DS, XCCDF
from scapkit.trim.benchmark import trim_benchmark
from scapkit.trim.parts import drop, keep_parts
from scapkit.xccdf.cpe import CpeName, parse_cpe, takes_in
from scapkit.xmlio.content import Content
from scapkit.xmlio.parse import Element, text_of
from scapkit.xmlio.read.datastream import HREF

D, X, C, L = (f"{{{uri}}}" for uri in (DS, XCCDF, CPE_DICT, CPE_LANG))
URI = f"{{{CATALOG}}}uri"
# What is needed of a component: names of its parts, None among them meaning all.
Needed = dict[str, set[str | None]]


def trim_datastream(content: Content, rules: Iterable[str], refinements: Iterable[Refinement] = ()) -> str:
    """Cut the content's tree down to its datastream with only these rules; returns the id of the profile for them."""
    assert content.benchmark_element is not None
    stream = next(each for each in content.root.iterfind(f"{D}data-stream") if each.get("id") == content.datastream_id)
    profile = trim_benchmark(content.benchmark_element, rules, refinements)
    refs = {each.get("id", ""): each for each in stream.iter(f"{D}component-ref")}
    checklist = next(each for each in refs.values() if each.get(HREF) == content.benchmark_href)
    needed: Needed = {}
    _note(needed, checklist, _benchmark_needs(content.benchmark_element))
    dictionaries = list(_trim_dictionaries(content, stream, needed))
    kept = _trim_documents(content.root, refs, needed) | {each.get("id", "") for each in (checklist, *dictionaries)}
    _clean(content.root, stream, refs, kept)
    return profile


def _note(needed: Needed, ref: Element, names: Iterable[tuple[str, str | None]]) -> None:
    """Add what a component needs of others, each as an href of its catalog and a name."""
    catalog = {each.get("name", ""): each.get("uri", "").removeprefix("#") for each in ref.iter(URI)}
    for href, name in names:
        needed.setdefault(catalog.get(href, href.removeprefix("#")), set()).add(name)


def _benchmark_needs(benchmark: Element) -> Iterator[tuple[str, str | None]]:
    for each in benchmark.iter(f"{X}check-content-ref"):
        yield each.get("href", ""), each.get("name")
    for each in benchmark.iter(f"{L}check-fact-ref"):
        yield each.get("href", ""), each.get("id-ref")


def _trim_dictionaries(content: Content, stream: Element, needed: Needed) -> Iterator[Element]:
    """The references to dictionaries that still hold something."""
    names = _platform_names(content.benchmark_element)
    for ref in stream.iterfind(f"{D}dictionaries/{D}component-ref"):
        dictionary = _document(content.root, ref)
        for item in list(dictionary.iterfind(f"{C}cpe-item")) if dictionary is not None else ():
            own = parse_cpe(item.get("name", ""))
            if not any(takes_in(own, each) or takes_in(each, own) for each in names):
                drop(item)
        if dictionary is not None and dictionary.find(f"{C}cpe-item") is not None:
            _note(needed, ref, ((each.get("href", ""), text_of(each)) for each in dictionary.iter(f"{C}check")))
            yield ref


def _platform_names(benchmark: Element | None) -> set[CpeName]:
    if benchmark is None:
        return set()
    names = [each.get("idref", "") for each in benchmark.iter(f"{X}platform")]
    names += [each.get("name", "") for each in benchmark.iter(f"{L}fact-ref")]
    return {parse_cpe(name) for name in names}


def _document(root: Element, ref: Element) -> Element | None:
    name = ref.get(HREF, "").removeprefix("#")
    found = (each for each in root if each.get("id") == name and str(each.tag).startswith(D) and len(each))
    component = next(found, None)
    return None if component is None else component[0]


def _trim_documents(root: Element, refs: dict[str, Element], needed: Needed) -> set[str]:
    """Cut every needed document down; returns the ids of the references to those that hold something."""
    names: dict[str, set[str | None]] = {}
    for ref_id, wanted in needed.items():
        if ref_id in refs:
            names.setdefault(refs[ref_id].get(HREF, ""), set()).update(wanted)
    empty = set()
    for href, wanted in names.items():
        document = _document(root, next(each for each in refs.values() if each.get(HREF) == href))
        if document is not None and None not in wanted and not keep_parts(document, (each or "" for each in wanted)):
            empty.add(href)
    return {ref_id for ref_id in needed if ref_id in refs and refs[ref_id].get(HREF) not in empty}


def _clean(root: Element, stream: Element, refs: dict[str, Element], kept: set[str]) -> None:
    """Remove other streams, references and components that are not kept, and signatures, which would not hold."""
    for ref_id, ref in refs.items():
        if ref_id in kept:
            _drop_all(each for each in ref.iter(URI) if each.get("uri", "").removeprefix("#") not in kept)
            _drop_all(each for each in ref if not len(each))
        else:
            drop(ref)
    _drop_all(each for each in stream if not len(each))
    components = {refs[ref_id].get(HREF, "").removeprefix("#") for ref_id in kept}
    _drop_all(each for each in root if each is not stream and each.get("id") not in components)


def _drop_all(elements: Iterable[Element]) -> None:
    for each in list(elements):
        drop(each)
