"""The same cases put to oscap: what it can do at all must come out the same, but for what a case says of it."""

import re
from pathlib import Path
from typing import Any

from lxml import etree

from conformance.cases import cases, comparisons
from reference import ask
from scapkit.names import OVAL_COMMON, OVAL_DEF, OVAL_SC

INDEPENDENT = f"{OVAL_DEF}#independent"
NAMESPACES = {None: OVAL_DEF, "oval": OVAL_COMMON, "ind": INDEPENDENT}
ITEM = f"{{{OVAL_SC}#independent}}variable_item"
UNKNOWN_TO_OSCAP = {"ios_version", "fileset_revision", "unheard-of", "record", "merge"}


def _add(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    prefix, _, local = name.rpartition(":")
    child = etree.SubElement(parent, etree.QName(NAMESPACES[prefix or None], local), attributes)
    child.text = text
    return child


class Document:
    """OVAL definitions with one variable test for each question."""

    def __init__(self) -> None:
        self.root = etree.Element(f"{{{OVAL_DEF}}}oval_definitions", nsmap=NAMESPACES)
        generator = _add(self.root, "generator")
        _add(generator, "oval:schema_version", "5.11.1")
        _add(generator, "oval:timestamp", "2024-01-01T00:00:00")
        parts = ("definitions", "tests", "objects", "states", "variables")
        self.parts = {part: _add(self.root, part) for part in parts}
        self.size = 0

    def ask(self, datatype: str = "string", operation: str = "equals", value: str = "") -> int:
        """A test that holds variable N against a state; returns N."""
        self.size += 1
        number = str(self.size)
        definition = _add(self.parts["definitions"], "definition", id=f"oval:t:def:{number}", version="1")
        definition.set("class", "compliance")
        metadata = _add(definition, "metadata")
        _add(metadata, "title", "t")
        _add(metadata, "description", "d")
        _add(_add(definition, "criteria"), "criterion", test_ref=f"oval:t:tst:{number}")
        test = _add(
            self.parts["tests"], "ind:variable_test", id=f"oval:t:tst:{number}", version="1", check="all", comment="c"
        )
        _add(test, "ind:object", object_ref=f"oval:t:obj:{number}")
        _add(test, "ind:state", state_ref=f"oval:t:ste:{number}")
        found = _add(self.parts["objects"], "ind:variable_object", id=f"oval:t:obj:{number}", version="1")
        _add(found, "ind:var_ref", f"oval:t:var:{number}")
        state = _add(self.parts["states"], "ind:variable_state", id=f"oval:t:ste:{number}", version="1")
        _add(state, "ind:value", value, datatype=datatype, operation=operation)
        return self.size

    def variable(self, kind: str, identifier: str, datatype: str = "string") -> Any:
        """A variable, constant or local."""
        return _add(
            self.parts["variables"], f"{kind}_variable", id=identifier, version="1", comment="c", datatype=datatype
        )

    def evaluated(self, oscap: str, folder: Path) -> tuple[str, Path]:
        """What oscap prints, one definition a line, and where it put its OVAL results."""
        source, results = folder / "definitions.xml", folder / "results.xml"
        source.write_bytes(etree.tostring(self.root, xml_declaration=True, encoding="UTF-8"))
        return ask([oscap, "oval", "eval", "--skip-valid", "--results", results, source], makes=results).stdout, results


def test_oscap_compares_as_we_do(oscap: str, tmp_path: Path) -> None:
    document, asked = Document(), {}
    for name, case, operation, want in comparisons():
        if "oscap" in case or name in UNKNOWN_TO_OSCAP:
            continue
        actual, expected = case["given"]
        number = document.ask(name, operation, expected)
        _add(document.variable("constant", f"oval:t:var:{number}"), "value", actual)
        asked[f"oval:t:def:{number}"] = (f"{name}: {case['note']}: {operation}", want)
    # For an operation that a type does not have oscap prints the result and writes no file.
    printed, _ = document.evaluated(oscap, tmp_path)
    found = dict(re.findall(r"Definition (\S+): (.+)", printed))
    assert len(asked) > 300
    assert {note: found[test] for test, (note, want) in asked.items() if found[test] != want} == {}


def test_oscap_computes_as_we_do(oscap: str, tmp_path: Path) -> None:
    document, asked = Document(), {}
    for name, case in cases("functions"):
        if "oscap" in case or name in UNKNOWN_TO_OSCAP or case["want"] == "error" or not all(case["given"]):
            continue
        number = document.ask()
        call = _add(document.variable("local", f"oval:t:var:{number}"), name, **case.get("call", {}))
        for position, values in enumerate(case["given"]):
            datatype = _number_type(values) if name == "arithmetic" else "string"
            constant = document.variable("constant", f"oval:t{position}:var:{number}", datatype)
            for value in values:
                _add(constant, "value", value)
            _add(call, "variable_component", var_ref=f"oval:t{position}:var:{number}")
        asked[f"oval:t:obj:{number}"] = (f"{name}: {case['note']}", name, case["want"])
    _, results = document.evaluated(oscap, tmp_path)
    values = _collected(etree.parse(results))
    assert len(asked) > 80
    differing = {
        note: values[found]
        for found, (note, name, want) in asked.items()
        if _comparable(name, values[found]) != _comparable(name, want)
    }
    assert differing == {}


def _number_type(values: list[str]) -> str:
    return "int" if all(value.lstrip("-").isdigit() for value in values) else "float"


def _collected(results: Any) -> dict[str, list[str]]:
    """The values of each object's items."""
    items = {
        item.get("id"): [part.text or "" for part in item if etree.QName(part).localname == "value"]
        for item in results.iter(ITEM)
    }
    return {
        found.get("id"): [
            value for reference in found.iter(f"{{{OVAL_SC}}}reference") for value in items[reference.get("item_ref")]
        ]
        for found in results.iter(f"{{{OVAL_SC}}}object")
    }


def _comparable(name: str, values: list[str]) -> list[Any]:
    """Values without their order, which oscap makes up, and numbers without the form that it gives them."""
    return sorted(float(value) if name == "arithmetic" else value for value in values)
