"""What a datastream's OVAL looks for, read without our own code: object types, the entities, what states ask of them."""

from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import NamedTuple

from lxml import etree

DEF = "{http://oval.mitre.org/XMLSchema/oval-definitions-5}"
X = "{http://checklists.nist.gov/xccdf/1.2}"


class Entity(NamedTuple):
    """An entity's values, and whether they are patterns."""

    values: tuple[str, ...]
    is_pattern: bool = False


NOTHING = Entity(())


class Sought(NamedTuple):
    """An object, and what the states of its tests ask of its items."""

    kind: str
    entities: Mapping[str, Entity]
    wanted: Mapping[str, Entity]


def read_sought(datastream: Path) -> Iterator[Sought]:
    """Every object of the datastream, those for platforms too."""
    root = etree.parse(str(datastream), etree.XMLParser(huge_tree=True)).getroot()
    known = _known_values(root)
    states = {each.get("id"): _entities(each, known) for part in root.iter(f"{DEF}states") for each in part}
    refs: dict[str, list[str]] = {}
    for test in (each for part in root.iter(f"{DEF}tests") for each in part):
        names = {etree.QName(child).localname: child for child in test.iterchildren(tag=etree.Element)}
        if "object" in names and "state" in names:
            refs.setdefault(names["object"].get("object_ref"), []).append(names["state"].get("state_ref"))
    for each in (each for part in root.iter(f"{DEF}objects") for each in part.iterchildren(tag=etree.Element)):
        wanted = {k: v for ref in refs.get(each.get("id"), []) for k, v in states.get(ref, {}).items()}
        yield Sought(etree.QName(each).localname.removesuffix("_object"), _entities(each, known), wanted)


Known = dict[str | None, tuple[str, ...]]


def _known_values(root: etree._Element) -> Known:
    """By variable: constants, defaults of the Values that are handed in, and what is only strung together of these."""
    known: Known = {
        each.get("id"): tuple(value.text or "" for value in each.iterfind(f"{DEF}value"))
        for each in root.iter(f"{DEF}constant_variable")
    }
    defaults = {
        each.get("id"): tuple(value.text or "" for value in each.iterfind(f"{X}value") if not value.get("selector"))
        for each in root.iter(f"{X}Value")
    }
    for export in root.iter(f"{X}check-export"):
        known.setdefault(export.get("export-name"), defaults.get(export.get("value-id"), ()))
    for variable in root.iter(f"{DEF}local_variable"):
        parts = list(variable.iterfind(f"{DEF}concat/*"))
        values = (known.get(part.get("var_ref"), (part.text or "",)) for part in parts)
        plain = all(etree.QName(part).localname in ("literal_component", "variable_component") for part in parts)
        known[variable.get("id")] = tuple(map("".join, product(*values))) if parts and plain else ()
    return known


def _entities(parent: etree._Element, known: Known) -> dict[str, Entity]:
    """By name; a record's fields stand for it, and the values of variables that must be computed are not known."""
    found = {}
    for each in parent.iterchildren(tag=etree.Element):
        entity = next(each.iterchildren(tag=etree.Element), each)
        values = known.get(entity.get("var_ref"), ()) if entity.get("var_ref") else (entity.text or "",)
        found[etree.QName(each).localname] = Entity(values, entity.get("operation") == "pattern match")
    return found
