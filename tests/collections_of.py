"""What our probes and oscap find for the same objects in the same tree, in one form."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from reference import ask
from scapkit.dumps.open import open_dump
from scapkit.model.syschar import Field
from scapkit.oval.evidence import Evidence
from scapkit.oval.protocols import Collection, Probe, Query, Wanted
from scapkit.registry import find

DEF = "http://oval.mitre.org/XMLSchema/oval-definitions-5"
SC = "{http://oval.mitre.org/XMLSchema/oval-system-characteristics-5}"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
# Looking changes the time of access; `line` is the pattern, in an element that the schema has for an older test.
PASSED_OVER = ("a_time", "line")


class Sought(NamedTuple):
    """An object: type, entities and behaviors."""

    kind: str
    entities: Sequence[Wanted]
    behaviors: Mapping[str, str] = {}


def query(sought: Sought) -> Query:
    return Query(sought.kind, {each.name: each for each in sought.entities}, sought.behaviors)


def ours(sought: Sought, root: Path | Evidence) -> Collection:
    """What our probe collects."""
    probe: Probe | None = find("scapkit.oval.probes", "PROBE", sought.kind)
    assert probe is not None
    evidence = root if isinstance(root, Evidence) else Evidence(open_dump(str(root)))
    return probe.collect(query(sought), evidence)


def flat(collection: Collection) -> tuple[str, list[list[str]]]:
    """Flag and items, as `theirs` has them."""
    flag = collection.flag or ("complete" if collection.items else "does not exist")
    items = ([text for field in item.fields for text in _field(field)] for item in collection.items)
    return str(flag), sorted(items)


def _field(field: Field) -> list[str]:
    if field.fields:
        return ["value", *sorted(f"{each.name}={each.value}:{each.datatype}" for each in field.fields)]
    return [] if field.name in PASSED_OVER else [f"{field.name}={field.value}:{field.datatype}:{field.status}"]


def theirs(oscap: str, sought: Sought, root: Path, work: Path) -> tuple[str, list[list[str]]] | None:
    """What oscap collects, None where it dies of it."""
    (work / "definitions.xml").write_bytes(_document(sought))
    results = work / "results.xml"
    results.unlink(missing_ok=True)
    ask([oscap, "oval", "eval", "--skip-valid", "--results", results, work / "definitions.xml"], root, decided=False)
    if not results.exists():
        return None
    tree = etree.parse(str(results))
    found = tree.find(f".//{SC}collected_objects/{SC}object")
    assert found is not None
    items = sorted(_item(each) for each in tree.iterfind(f".//{SC}system_data/*"))
    return str(found.get("flag")), items


def _item(item: etree._Element) -> list[str]:
    texts = []
    for field in item:
        name = etree.QName(field).localname
        if name in PASSED_OVER:
            continue
        datatype = field.get("datatype", "string")
        if datatype == "record":
            inner = (f"{each.get('name')}={each.text or ''}:{each.get('datatype', 'string')}" for each in field)
            texts += ["value", *sorted(inner)]
        else:
            texts.append(f"{name}={field.text or ''}:{datatype}:{field.get('status', 'exists')}")
    return texts


def _document(sought: Sought) -> bytes:
    family, kind = sought.kind.split(":")
    space = f"{DEF}#{family}"
    nsmap = {None: DEF, "c": "http://oval.mitre.org/XMLSchema/oval-common-5", "x": space, "xsi": XSI}
    root = etree.Element(f"{{{DEF}}}oval_definitions", nsmap=nsmap)
    generator = _add(root, DEF, "generator")
    _add(generator, nsmap["c"], "schema_version").text = "5.11"
    _add(generator, nsmap["c"], "timestamp").text = "2026-01-01T00:00:00"
    definition = _add(_add(root, DEF, "definitions"), DEF, "definition", id="oval:x:def:1", version="1")
    definition.set("class", "compliance")
    metadata = _add(definition, DEF, "metadata")
    _add(metadata, DEF, "title").text = _add(metadata, DEF, "description").text = "x"
    _add(_add(definition, DEF, "criteria"), DEF, "criterion", test_ref="oval:x:tst:1")
    attributes = {"id": "oval:x:tst:1", "version": "1", "check": "all", "comment": "x"}
    test = _add(_add(root, DEF, "tests"), space, f"{kind}_test", **attributes)
    _add(test, space, "object", object_ref="oval:x:obj:1")
    wanted = _add(_add(root, DEF, "objects"), space, f"{kind}_object", id="oval:x:obj:1", version="1")
    if sought.behaviors:
        _add(wanted, space, "behaviors", **sought.behaviors)
    variables = _add(root, DEF, "variables")
    for number, each in enumerate(sought.entities, 1):
        entity = _add(wanted, space, each.name, operation=each.operation, datatype=each.datatype)
        if each.nil:
            entity.attrib.clear()
            entity.set(f"{{{XSI}}}nil", "true")
        elif len(each.values) == 1:
            entity.text = each.value
        else:
            entity.set("var_ref", f"oval:x:var:{number}")
            entity.set("var_check", each.var_check)
            constant = {"id": f"oval:x:var:{number}", "version": "1", "datatype": "string", "comment": "x"}
            variable = _add(variables, DEF, "constant_variable", **constant)
            for value in each.values:
                _add(variable, DEF, "value").text = value
    if not len(variables):
        root.remove(variables)
    return etree.tostring(root)


def _add(parent: etree._Element, space: str | None, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{space}}}{name}", attributes)
