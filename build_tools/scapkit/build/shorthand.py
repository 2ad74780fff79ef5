"""OVAL as authors write it: a def-group with short ids and namespaces declared for them."""

import re

from scapkit.authoring.lines import Lines, Source
from scapkit.build.draft import Key, Part
from scapkit.names import FAMILY_PREFIXES, OVAL_DEF, XSI
from scapkit.problem import Invalid, Problem, did_you_mean
from scapkit.xmlio.parse import Element, line_of, local_name, namespace, parse

FAMILIES = ("independent", "unix", "linux", "macos", "windows")
ROOT = re.compile(r"<def-group\b")
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


def read_parts(source: Source) -> list[Part]:
    """The parts of a def-group, in its order. Raises Invalid with places in the authored file."""
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
    parts = [_part(child, lines, problems) for child in root]
    if problems:
        raise Invalid(problems)
    return [part for part in parts if part]


def _part(element: Element, lines: Lines, problems: list[Problem]) -> Part | None:
    name = local_name(element)
    section = "definitions" if name == "definition" else SECTIONS.get("_" + name.rpartition("_")[2], "")
    span = lines.span(line_of(element) - 1)
    if not section or not namespace(element).startswith(OVAL_DEF):
        hint = did_you_mean(name, ["definition"])
        problems.append(Problem(span, "not-oval", f"<{name}> is no part of an OVAL document", hint))
        return None
    if not element.get("id"):
        problems.append(Problem(span, "missing-key", f"<{name}> needs an id"))
        return None
    return Part(section, str(element.get("id")), element, lines)


def references(element: Element) -> list[tuple[Element, str, Key]]:
    """What a part names: the element that does, the attribute (empty for its text), and the key of the named part."""
    found: list[tuple[Element, str, Key]] = []
    for each in element.iter():
        for attribute, section in ATTRIBUTES.items():
            name = each.get(attribute)
            if name is not None:
                found.append((each, attribute, (section, name)))
        text = (each.text or "").strip()
        if text and local_name(each) in TEXTS:
            found.append((each, "", (TEXTS[local_name(each)], text)))
    return found
