"""References that lead nowhere, or back to themselves."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from scapkit.names import DS, OVAL_DEF, OVAL_SYSTEM, XCCDF
from scapkit.problem import WARNING, Problem
from scapkit.span import Span
from scapkit.xmlio.beside import inside, why_absent
from scapkit.xmlio.circles import EXTENDING, O, oval_circles, oval_references, xccdf_circles
from scapkit.xmlio.parse import Element, line_of, local_name, namespace
from scapkit.xmlio.read.datastream import components, read_streams

X = f"{{{XCCDF}}}"
XCCDF_ATTRIBUTES = (
    ("select", "idref"),
    ("set-value", "idref"),
    ("refine-value", "idref"),
    ("refine-rule", "idref"),
    ("requires", "idref"),
    ("conflicts", "idref"),
    ("sub", "idref"),
    ("check-export", "value-id"),
)


def reference_problems(root: Element, file: str) -> list[Problem]:
    """Every dangling or circular reference of a datastream, benchmark or OVAL document."""
    uri = namespace(root)
    if uri == OVAL_DEF:
        return list(_oval(root, file))
    if root.tag == f"{X}Benchmark":
        return [*_xccdf(root, file), *_beside(root, file)]
    if uri == DS:
        return [*_streams(root, file), *_contents(root, file)]
    return []


def _problem(element: Element, file: str, what: str) -> Problem:
    return Problem(Span(file, line_of(element)), "dangling-reference", f"{local_name(element)} names {what}")


def _oval(root: Element, file: str) -> Iterator[Problem]:
    defined = {each.get("id") for section in root for each in section}
    for element in root.iter():
        for name in oval_references(element):
            if name not in defined:
                yield _problem(element, file, f"{name}, which is not defined")
    yield from oval_circles(root, file)


def _xccdf(root: Element, file: str) -> Iterator[Problem]:
    defined = {each.get("id") for each in root.iter(f"{X}Group", f"{X}Rule", f"{X}Value", f"{X}plain-text")}
    defined.update(each.get("cluster-id") for each in root.iter(f"{X}Group", f"{X}Rule", f"{X}Value"))
    for name, attribute in XCCDF_ATTRIBUTES:
        for element in root.iter(X + name):
            for identifier in element.get(attribute, "").split():
                if identifier not in defined:
                    yield _problem(element, file, f"{identifier}, which is not defined")
    yield from _extended(root, file)
    yield from xccdf_circles(root, file)


def _extended(root: Element, file: str) -> Iterator[Problem]:
    """What extends something that is not there, or is of another kind."""
    for tag in EXTENDING:
        items = list(root.iter(tag))
        known = {each.get("id") for each in items}
        for each in items:
            if (name := each.get("extends")) and name not in known:
                yield _problem(each, file, f"{name}, which is not defined")


def _beside(root: Element, file: str) -> Iterator[Problem]:
    """Documents that checks name and that are not beside the benchmark: each once, with how many rules need it.

    Where the benchmark comes with its results, all is judged already.
    """
    if root.find(f"{X}TestResult") is not None:
        return
    folder = Path(file).parent
    rules: dict[str, set[Element]] = {}
    first: dict[str, Element] = {}
    for rule in root.iter(f"{X}Rule"):
        for content in rule.iter(f"{X}check-content-ref"):
            href = content.get("href", "")
            first.setdefault(href, content)
            rules.setdefault(href, set()).add(rule)
    for href, element in first.items():
        if inside(folder, href) is None and not href.startswith("data:"):
            number = len(rules[href])
            who = f"{number} rule{'s need' if number != 1 else ' needs'} it"
            text = f"{href} was not found, and {who}: {why_absent(href, (folder,))}"
            yield Problem(Span(file, line_of(element)), "missing-document", text, level=WARNING)


def _streams(root: Element, file: str) -> Iterator[Problem]:
    parts = components(root)
    for stream in read_streams(root):
        refs = {ref.id for ref in stream.refs}
        for ref in stream.refs:
            if "://" in ref.component_id:
                text = f"{ref.id} is {ref.component_id}, outside of this file: it is not fetched, and so not checked"
                yield Problem(Span(file), "remote-reference", text, level=WARNING)
            elif ref.component_id not in parts:
                text = f"{ref.id} names the component {ref.component_id}, which is not there"
                yield Problem(Span(file), "dangling-reference", text)
            for name, uri in ref.catalog:
                if uri not in refs:
                    text = f"the catalog of {ref.id} maps {name} to {uri}, which is not there"
                    yield Problem(Span(file), "dangling-reference", text)


def _contents(root: Element, file: str) -> Iterator[Problem]:
    parts = {name: element[0] for name, element in components(root).items() if len(element)}
    for content in parts.values():
        yield from _oval(content, file) if namespace(content) == OVAL_DEF else ()
        yield from _xccdf(content, file) if local_name(content) == "Benchmark" else ()
    for stream in read_streams(root):
        by_ref = {ref.id: parts.get(ref.component_id) for ref in stream.refs}
        for ref in stream.role("checklists"):
            catalog = {name: by_ref.get(uri) for name, uri in ref.catalog}
            benchmark = by_ref.get(ref.id)
            yield from _checks(benchmark, catalog, file) if benchmark is not None else ()


def _checks(benchmark: Element, catalog: dict[str, Element | None], file: str) -> Iterator[Problem]:
    names = {href: set(_names(content)) for href, content in catalog.items() if content is not None}
    for check in benchmark.iter(f"{X}check"):
        for content in check.iterfind(f"{X}check-content-ref"):
            href, name = content.get("href", ""), content.get("name")
            if href not in catalog:
                yield _problem(content, file, f"{href}, which the catalog does not hold")
            elif name and check.get("system") == OVAL_SYSTEM and name not in names.get(href, (name,)):
                yield _problem(content, file, f"{name}, which {href} does not define")


def _names(content: Element) -> Iterable[str]:
    return (each.get("id", "") for each in content.iterfind(f"{O}definitions/{O}definition"))
