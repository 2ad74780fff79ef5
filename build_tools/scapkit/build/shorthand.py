"""OVAL as authors write it: a def-group with short ids and namespaces declared for them."""

import re
from collections.abc import Iterator

from scapkit.authoring.lines import Lines, Source
from scapkit.build.unit import Key, Need, Part
from scapkit.names import FAMILY_PREFIXES, OVAL_DEF, XSI, oval_id
from scapkit.problem import Invalid, Problem, did_you_mean
from scapkit.xmlio.parse import Element, line_of, local_name, namespace, parse
from scapkit.xmlio.read.oval import read_part

FAMILIES = ("independent", "unix", "linux", "macos", "windows")
ROOT = re.compile(r"<def-group\b")
KINDS = {"definitions": "def", "tests": "tst", "objects": "obj", "states": "ste", "variables": "var"}
SECTIONS = {"_test": "tests", "_object": "objects", "_state": "states", "_variable": "variables"}
# What in an element names another part, and the section that the name is looked up in.
ATTRIBUTES = {
    "definition_ref": "definitions",
    "test_ref": "tests",
    "object_ref": "objects",
    "state_ref": "states",
    "var_ref": "variables",
}
TEXTS = {"filter": "states", "object_reference": "objects", "var_ref": "variables"}


def read_parts(source: Source, namespace_: str) -> list[Part]:
    """The parts of a def-group, in its order, their ids made of a namespace and the short ones.

    Raises Invalid with places in the authored file.
    """
    declarations = f' xmlns="{OVAL_DEF}" xmlns:xsi="{XSI}"' + "".join(
        f' xmlns:{FAMILY_PREFIXES.get(family, family)}="{OVAL_DEF}#{family}"' for family in FAMILIES
    )
    text = ROOT.sub(lambda match: match.group() + declarations, source.text, count=1)
    lines = source.lines
    try:
        root = parse(text.encode(), lines.file)
    except Invalid as error:
        raise lines.mapped(error) from None
    if local_name(root) != "def-group":
        problem = Problem(lines.span(line_of(root) - 1), "not-oval", f"expected def-group, found {local_name(root)}")
        raise Invalid([problem])
    problems: list[Problem] = []
    parts = [_part(child, namespace_, lines, problems) for child in root]
    if problems:
        raise Invalid(problems)
    return [part for part in parts if part]


def _part(element: Element, namespace_: str, lines: Lines, problems: list[Problem]) -> Part | None:
    name = local_name(element)
    section = "definitions" if name == "definition" else SECTIONS.get("_" + name.rpartition("_")[2], "")
    span = lines.span(line_of(element) - 1)
    if not section or not namespace(element).startswith(OVAL_DEF):
        hint = did_you_mean(name, ["definition"])
        problems.append(Problem(span, "not-oval", f"<{name}> is no part of an OVAL document", hint))
        return None
    short = element.get("id")
    if not short:
        problems.append(Problem(span, "missing-key", f"<{name}> needs an id"))
        return None
    element.set("id", _long((section, short), namespace_))
    needs = tuple(_numbered(element, namespace_, lines))
    return Part(section, short, read_part(section, element), needs, span)


def _numbered(element: Element, namespace_: str, lines: Lines) -> Iterator[Need]:
    """What a part names, each name made an OVAL id in passing."""
    for each, attribute, key in list(_references(element)):
        if attribute:
            each.set(attribute, _long(key, namespace_))
        else:
            each.text = _long(key, namespace_)
        yield Need(key, local_name(each), lines.span(line_of(each) - 1))


def _long(key: Key, namespace_: str) -> str:
    return oval_id(namespace_, key[1], KINDS[key[0]])


def _references(element: Element) -> Iterator[tuple[Element, str, Key]]:
    """The element that names something, the attribute (empty for its text), and the key of the named part."""
    for each in element.iter():
        for attribute, section in ATTRIBUTES.items():
            name = each.get(attribute)
            if name is not None:
                yield each, attribute, (section, name)
        text = (each.text or "").strip()
        if text and local_name(each) in TEXTS:
            yield each, "", (TEXTS[local_name(each)], text)
