"""The documents in a content file, parsed: of a datastream those that one benchmark uses."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from scapkit.model.datastream import ComponentRef, DataStream
from scapkit.names import ARF, DS, OVAL_DEF, XCCDF
from scapkit.problem import did_you_mean, invalid
from scapkit.xmlio.parse import Element, line_of, local_name, parse
from scapkit.xmlio.read.datastream import components, read_streams


class Choice(NamedTuple):
    """Which parts of a collection to use where there are several; empty means the first that fits."""

    datastream_id: str = ""
    xccdf_id: str = ""
    benchmark_id: str = ""
    oval_id: str = ""


class Sources(NamedTuple):
    """The root elements of a file's documents; `elements` and `dictionaries` by href, as checks write it.

    `kind` is datastream, xccdf or oval; `remote` are the addresses of components elsewhere, by href too.
    """

    kind: str
    root: Element
    elements: Mapping[str, Element]
    benchmark: Element | None = None
    benchmark_href: str = ""
    datastream_id: str = ""
    dictionaries: Mapping[str, Element] = {}
    remote: Mapping[str, str] = {}


def read_sources(path: str, data: bytes, choice: Choice) -> Sources:
    """The documents in these bytes; raises Invalid where they are none of the three kinds, or lack the chosen parts."""
    return sources_of(path, parse(data, path), choice)


def sources_of(path: str, root: Element, choice: Choice) -> Sources:
    """The documents below a root element; raises Invalid as `read_sources` does."""
    if root.tag == f"{{{DS}}}data-stream-collection":
        return _from_collection(path, root, choice)
    if root.tag == f"{{{XCCDF}}}Benchmark":
        return Sources("xccdf", root, {}, root, path)
    if root.tag == f"{{{OVAL_DEF}}}oval_definitions":
        return Sources("oval", root, {Path(path).name: root}, benchmark_href=path)
    hint = "give the source datastream, not a result" if str(root.tag).startswith(f"{{{ARF}}}") else ""
    message = f"{local_name(root)} is neither a source datastream, an XCCDF 1.2 Benchmark nor OVAL definitions"
    raise invalid(path, "unknown-content", message, line=line_of(root), hint=hint)


def _from_collection(path: str, root: Element, choice: Choice) -> Sources:
    parts = components(root)
    if choice.oval_id or not any(stream.role("checklists") for stream in read_streams(root)):
        return _definitions(path, root, parts, choice)
    stream, checklist = _choose(path, root, parts, choice)
    by_ref = {ref.id: parts.get(ref.component_id) for ref in stream.refs}
    used = (*stream.role("dictionaries"), *stream.role("checks"), checklist)
    elements = {
        name: child
        for ref in used
        for name, target in (*ref.catalog, (f"#{ref.id}", ref.id))
        if (child := _only_child(by_ref.get(target))) is not None
    }
    dictionaries = ((ref.component_id, _only_child(by_ref.get(ref.id))) for ref in stream.role("dictionaries"))
    return Sources(
        "datastream",
        root,
        elements | _tailorings(stream, by_ref),
        _only_child(by_ref.get(checklist.id)),
        f"#{checklist.component_id}",
        stream.id,
        {name: element for name, element in dictionaries if element is not None},
        _remote(stream, used),
    )


def _remote(stream: DataStream, used: Iterable[ComponentRef]) -> dict[str, str]:
    places = {ref.id: ref.component_id for ref in stream.refs if "://" in ref.component_id}
    return {name: places[target] for ref in used for name, target in ref.catalog if target in places}


def _definitions(path: str, root: Element, parts: Mapping[str, Element], choice: Choice) -> Sources:
    """The OVAL definitions behind a component-ref of a collection, by its id; the first of all without an id."""
    known = _oval_parts(root, parts, choice)
    wanted = choice.oval_id or next(iter(known), "")
    if wanted not in known:
        message = f"no OVAL definitions {wanted} in this datastream collection".replace("  ", " ")
        raise invalid(path, "unknown-definitions", message, hint=f"there are: {', '.join(known) or 'none'}")
    return Sources("oval", root, {f"#{wanted}": known[wanted]}, benchmark_href=path)


def _oval_parts(root: Element, parts: Mapping[str, Element], choice: Choice) -> dict[str, Element]:
    streams = [each for each in read_streams(root) if choice.datastream_id in ("", each.id)]
    refs = [ref for stream in streams for ref in stream.refs]
    found = {ref.id: child for ref in refs if (child := _only_child(parts.get(ref.component_id))) is not None}
    return {name: child for name, child in found.items() if child.tag == f"{{{OVAL_DEF}}}oval_definitions"}


def oval_ids(root: Element, choice: Choice) -> tuple[str, ...]:
    """What --oval-id may name in a datastream collection."""
    return tuple(_oval_parts(root, components(root), choice))


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
