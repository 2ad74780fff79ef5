"""Documents made up at random, judged by us and by oscap: results, flags, items and their values."""

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from random_ovals import FILES, RandomOval
from reference import ask
from scapkit.dumps.open import open_dump
from scapkit.names import OVAL_RES, OVAL_SC
from scapkit.oval.engine import Session
from scapkit.oval.evidence import Evidence
from scapkit.xmlio.read.oval import read_oval

SEEDS = range(12)
FIELDS = ("value", "text", "instance", "subexpression", "filepath", "path", "filename", "size", "type")
Found = dict[str, Any]


@pytest.mark.parametrize("seed", SEEDS)
def test_oscap_judges_a_random_document_as_we_do(oscap: str, tmp_path: Path, seed: int) -> None:
    root, source, results = tmp_path / "root", tmp_path / "definitions.xml", tmp_path / "results.xml"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    content = RandomOval(seed).document()
    source.write_text(content, encoding="utf-8")
    ask([oscap, "oval", "eval", "--skip-valid", "--results", results, source], root, makes=results)
    theirs, ours = _theirs(etree.parse(results)), _ours(content, root)
    # oscap leaves out objects that it did not need.
    assert {name: (ours[name], found) for name, found in theirs.items() if ours[name] != found} == {}
    assert len(theirs) > 30


def _ours(content: str, root: Path) -> Found:
    document = read_oval(etree.fromstring(content.encode()), "random.xml")
    session = Session(document, Evidence(open_dump(str(root))), {}, "2026-01-01T00:00:00Z")
    found: Found = {name: session.definition(name).result.value for name in document.definitions}
    found |= {name: session.test(name).result.value for name in document.tests}
    for name in document.objects:
        collected = session.collected(name)
        fields = [[(each.name, each.value) for each in item.fields if each.name in FIELDS] for item in collected.items]
        found[name] = _told(str(collected.flag), fields)
    return found


def _told(flag: str, items: list[list[tuple[str, str]]]) -> tuple[str, list[list[tuple[str, str]]]]:
    """A flag and the items found, in no order; a field without a value is none."""
    return flag, sorted(sorted(field for field in item if field[1]) for item in items)


def _theirs(results: Any) -> Found:
    found = {each.get("definition_id"): each.get("result") for each in results.iter(f"{{{OVAL_RES}}}definition")}
    found |= {each.get("test_id"): each.get("result") for each in results.iter(f"{{{OVAL_RES}}}test")}
    items = {
        item.get("id"): [
            (etree.QName(part).localname, part.text or "") for part in item if etree.QName(part).localname in FIELDS
        ]
        for data in results.iter(f"{{{OVAL_SC}}}system_data")
        for item in data
    }
    for each in results.iter(f"{{{OVAL_SC}}}object"):
        references = {reference.get("item_ref") for reference in each.iter(f"{{{OVAL_SC}}}reference")}
        found[each.get("id")] = _told(each.get("flag"), [items[reference] for reference in references])
    return found
