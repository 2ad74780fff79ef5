"""XCCDF 1.1.4 documents as XCCDF 1.2 (NIST IR 7275r4, annex A; NIST IR 7275r3).

The namespace, and ids with all that refers to them, take the form of 1.2; `sub` elements keep their old meaning by
use="legacy", and what 1.2 no longer has is left out.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from lxml import etree

from scapkit.names import CPE_LANG, XCCDF, XCCDF_11, XCCDF_11_TAILORING, xccdf_id
from scapkit.xmlio.parse import Element, local_name, parse

X = f"{{{XCCDF}}}"
# Ids that were given no owner are ours to complete.
OWNER = "scapkit"
ITEMS = ("Group", "Rule", "Value")
OTHERS = ("Benchmark", "Profile", "TestResult", "Tailoring")
REFERRING = (
    "select",
    "set-value",
    "set-complex-value",
    "refine-value",
    "refine-rule",
    "requires",
    "conflicts",
    "sub",
    "rule-result",
)
GONE = ("platform-definitions", "Platform-Specification", "cpe-list", "impact-metric")


class Ids(NamedTuple):
    """Whole ids by what they were: of groups, rules and Values, which share their names, and of profiles."""

    items: Mapping[str, str]
    profiles: Mapping[str, str]


def upgraded(data: bytes, file: str, ids: Ids | None = None) -> bytes:
    """A document of XCCDF 1.1, or one that holds such, as 1.2.

    `ids` are the benchmark's where the document is a tailoring. Raises Invalid as `parse` does.
    """
    renamed = data.replace(XCCDF_11_TAILORING.encode(), XCCDF.encode()).replace(XCCDF_11.encode(), XCCDF.encode())
    root = parse(renamed, file)
    known = [_upgrade(document, ids) for document in list(root.iter(f"{X}Benchmark", f"{X}Tailoring"))]
    alone = (each for each in root.iter(f"{X}TestResult") if next(each.iterancestors(f"{X}Benchmark"), None) is None)
    for result in list(alone):
        _upgrade_result(result, ids or next(iter(known), Ids({}, {})))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _upgrade_result(result: Element, ids: Ids) -> None:
    """A TestResult that stands apart from its benchmark: what is not known of that is called as it would be there."""
    result.set("id", _whole(result.get("id", ""), "TestResult"))
    of = {f"{X}rule-result": "rule", f"{X}set-value": "value", f"{X}set-complex-value": "value"}
    items = {each.get("idref", ""): of[str(each.tag)] for each in result.iter(*of)}
    profiles = [each.get("idref", "") for each in result.iterfind(f"{X}profile")]
    _refer(
        result,
        Ids(
            {**{name: _whole(name, kind) for name, kind in items.items()}, **ids.items},
            {**{name: _whole(name, "profile") for name in profiles}, **ids.profiles},
        ),
    )


def _upgrade(document: Element, ids: Ids | None) -> Ids:
    """Bring a document up; gives its items' and profiles' new ids."""
    for each in [each for each in document.iter() if local_name(each) in GONE]:
        _remove(each)
    items, profiles = _renamed(document, ITEMS), _renamed(document, ("Profile",))
    _renamed(document, OTHERS)
    made = Ids(items, profiles)
    _refer(document, ids or made)
    if document.get("style") == "SCAP_1.1":
        document.set("style", "SCAP_1.2")
    return made


def _remove(element: Element) -> None:
    """Take out an element and leave the text after it."""
    parent = element.getparent()
    if parent is not None:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + (element.tail or "")
        else:
            before.tail = (before.tail or "") + (element.tail or "")
        parent.remove(element)


def _renamed(document: Element, kinds: Iterable[str]) -> dict[str, str]:
    """Give elements of these kinds ids in the form of 1.2; returns the new ones by the old."""
    made: dict[str, str] = {}
    for kind in kinds:
        for each in document.iter(X + kind):
            old = each.get("id", "")
            made[old] = _whole(old, kind)
            each.set("id", made[old])
    return made


def _whole(identifier: str, kind: str) -> str:
    return identifier if _is_whole(identifier, kind) else xccdf_id(OWNER, kind.lower(), identifier)


def _is_whole(identifier: str, kind: str) -> bool:
    parts = identifier.split("_", 3)
    return len(parts) == 4 and parts[0] == "xccdf" and parts[2] == kind.lower()


def _refer(document: Element, ids: Ids) -> None:
    for names, attribute, known in (
        (REFERRING, "idref", ids.items),
        (ITEMS, "extends", ids.items),
        (("check-export",), "value-id", ids.items),
        (("Profile",), "extends", ids.profiles),
        (("profile",), "idref", ids.profiles),
    ):
        for each in document.iter(*(X + name for name in names)):
            _rewrite(each, attribute, known)
    for each in document.iter(f"{X}sub"):
        each.set("use", "legacy")
    platforms = {each.get("id", ""): f"#{each.get('id')}" for each in document.iter(f"{{{CPE_LANG}}}platform")}
    for each in document.iter(f"{X}platform"):
        _rewrite(each, "idref", platforms)


def _rewrite(element: Element, attribute: str, known: Mapping[str, str]) -> None:
    """Each word of an attribute, if it is known: clusters and plain texts keep their names."""
    value = element.get(attribute)
    if value is not None:
        element.set(attribute, " ".join(known.get(word, word) for word in value.split()))
