"""Datastreams with only some rules, and the documents of a datastream as files."""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from scapkit.api.files.writing import Output, write_all
from scapkit.model.xccdf import Refinement
from scapkit.names import OVAL_COMMON, short_id
from scapkit.problem import Invalid, Problem, did_you_mean, invalid
from scapkit.span import Span
from scapkit.trim.datastream import trim_datastream
from scapkit.xccdf.items import rules_of
from scapkit.xccdf.profiles import find_profile
from scapkit.xmlio.content import Content, open_content
from scapkit.xmlio.parse import Element, text_of
from scapkit.xmlio.read.datastream import components, read_streams
from scapkit.xmlio.write.oval import VERSION_COMMENT, split_version


def thin(file: str, rules: tuple[str, ...], profile: str = "") -> tuple[bytes, str]:
    """The datastream with only these rules, their ids short or whole, and the id of the profile that selects them.

    Values and severities are refined as `profile` does, where it is given. Raises Invalid: not-a-datastream,
    unknown-rule, unknown-profile.
    """
    content = _datastream(file)
    benchmark = content.bare_benchmark
    refinements: tuple[Refinement, ...] = ()
    if profile:
        found = find_profile(benchmark, None, profile, file)
        refinements = found.refinements if found else ()
    known = [rule.id for rule in rules_of(benchmark)]
    made = trim_datastream(content, _whole(rules, known, file), refinements)
    for version in content.root.iter(f"{{{OVAL_COMMON}}}schema_version"):
        # comments are not read, and one of them is needed here
        version.text, rest = split_version(text_of(version))
        if rest:
            comment = etree.Comment(VERSION_COMMENT)
            comment.tail = rest
            version.append(comment)
    return _bytes(content.root), made


def split(file: str, folder: str) -> tuple[str, ...]:
    """Write every document of a datastream collection to a file of its own; returns the paths."""
    content = _datastream(file)
    made = dict(_documents(content.root))
    outputs = [Output(str(Path(folder) / name), lambda data=data: data) for name, data in made.items()]  # type: ignore[misc]
    return write_all(outputs, [file])


def _datastream(file: str) -> Content:
    content = open_content(file)
    if content.kind != "datastream":
        raise invalid(
            file, "not-a-datastream", "this is no SCAP source datastream", hint="build one, or give its -ds.xml"
        )
    return content


def _whole(rules: tuple[str, ...], known: list[str], file: str) -> list[str]:
    by_short = {short_id(each): each for each in known}
    whole = by_short | {each: each for each in known}
    problems = [
        Problem(Span(file), "unknown-rule", f"no rule {each}", did_you_mean(short_id(each), by_short))
        for each in rules
        if each not in whole
    ]
    if problems:
        raise Invalid(problems)
    return [whole[each] for each in rules]


def _documents(root: Element) -> Iterator[tuple[str, bytes]]:
    """File names and documents: as catalogs name them, so that they find each other, else by their references' ids."""
    parts = components(root)
    streams = read_streams(root)
    named = {uri: name for stream in streams for ref in stream.refs for name, uri in ref.catalog}
    for stream in streams:
        for ref in stream.refs:
            component = parts.get(ref.component_id)
            if component is not None and len(component):
                yield _file_name(named.get(ref.id, ""), ref.id), _bytes(component[0])


def _file_name(name: str, ref_id: str) -> str:
    wanted = name if name and Path(name).name == name else re.sub(r"^scap_.*?_cref_", "", ref_id)
    safe = re.sub(r"[^\w.-]", "_", wanted).lstrip(".")
    return safe if safe.endswith(".xml") else f"{safe}.xml"


def _bytes(element: Element) -> bytes:
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", with_tail=False) + b"\n"
