"""Criteria, sets and variables: what definitions, objects and variables come to, and that oscap says so too."""

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from conformance.documents import Case, all_cases, document, make_tree
from reference import ask
from scapkit.dumps.open import open_dump
from scapkit.model.syschar import Item
from scapkit.names import OVAL_SC
from scapkit.oval.engine import Session
from scapkit.oval.evidence import Evidence
from scapkit.xmlio.read.oval import read_oval

CASES = all_cases()
_SHOWN = ("text", "value")


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    root = tmp_path_factory.mktemp("tree")
    make_tree(root)
    content = read_oval(etree.fromstring(document(CASES).encode()), "cases.xml")
    return Session(content, Evidence(open_dump(str(root))), {}, "2026-01-01T00:00:00Z")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.topic}: {case.case['note']}")
def test_a_document_comes_to_what_the_standard_says(case: Case, session: Session) -> None:
    if case.topic == "criteria":
        assert session.definition(case.name).result.value == case.case["want"]
        return
    found = session.collected(case.name)
    values = [field.value for item in found.items for field in item.fields if field.name in _SHOWN]
    assert _told(str(found.flag), values) == case.case["want"]
    assert all(isinstance(item, Item) for item in found.items)


def _told(flag: str, values: list[str]) -> str:
    """A flag and the values found, in order, as the cases have them."""
    return " ".join([flag, *(f"'{value}'" if " " in value or not value else value for value in sorted(values))])


def test_oscap_comes_to_the_same(oscap: str, tmp_path: Path) -> None:
    asked = [case for case in CASES if "oscap" not in case.case]
    root, source, results = tmp_path / "root", tmp_path / "definitions.xml", tmp_path / "results.xml"
    make_tree(root)
    source.write_text(document(asked), encoding="utf-8")
    done = ask([oscap, "oval", "eval", "--skip-valid", "--results", results, source], root, makes=results)
    definitions = dict(re.findall(r"Definition (\S+): (.+)", done.stdout))
    objects = _objects(etree.parse(results))
    found = {case.name: definitions[case.name] if case.topic == "criteria" else objects[case.name] for case in asked}
    assert len(asked) > 100
    assert {
        f"{case.topic}: {case.case['note']}": found[case.name]
        for case in asked
        if found[case.name] != case.case["want"]
    } == {}


def _objects(results: Any) -> dict[str, str]:
    """Each object's flag and values."""
    items: dict[str, list[str]] = {}
    for item in results.iter(f"{{{OVAL_SC}#independent}}*"):
        if item.get("id"):
            items[item.get("id")] = [part.text or "" for part in item if etree.QName(part).localname in _SHOWN]
    return {
        each.get("id"): _told(
            each.get("flag"),
            [value for ref in each.iter(f"{{{OVAL_SC}}}reference") for value in items[ref.get("item_ref")]],
        )
        for each in results.iter(f"{{{OVAL_SC}}}object")
    }
