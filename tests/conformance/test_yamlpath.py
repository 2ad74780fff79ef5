"""The cases of YAML paths, put to us and to oscap."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

import pytest
import yaml
from lxml import etree

from reference import ask
from scapkit.oval.documents.yamlpath.grammar import parse_path
from scapkit.oval.documents.yamlpath.read import read_documents
from scapkit.oval.documents.yamlpath.records import find_records

CASES = Path(__file__).parent / "yamlpath"
DEF = "http://oval.mitre.org/XMLSchema/oval-definitions-5"
SC = "{http://oval.mitre.org/XMLSchema/oval-system-characteristics-5}"
ITEM = f"{SC[:-1]}#independent}}yamlfilecontent_item"

Want = list[list[str]] | str


class Case(NamedTuple):
    """One document, one path, and what it finds; `oscap` says why oscap finds something else."""

    note: str
    given: str
    path: str
    want: Want
    oscap: str = ""


def _cases() -> Iterator[Case]:
    for file in sorted(CASES.glob("*.yml")):
        for case in yaml.safe_load(file.read_text(encoding="utf-8")):
            for given in case["given"] if isinstance(case["given"], list) else [case["given"]]:
                for path in case["path"] if isinstance(case["path"], list) else [case["path"]]:
                    want = case["want"] if case["want"] == "error" else [sorted(record) for record in case["want"]]
                    yield Case(case["note"], given, path, want, case.get("oscap", ""))


ALL = list(_cases())
ASKED = [case for case in ALL if not case.oscap]


def _ours(case: Case) -> Want:
    try:
        records = find_records(read_documents(case.given.encode()), parse_path(case.path))
    except ValueError:
        return "error"
    return [sorted(f"{name}={value.text}:{value.datatype}" for name, value in record) for record in records]


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.note}: {case.path} in {case.given}")
def test_a_path_finds_what_the_case_says(case: Case) -> None:
    assert _ours(case) == case.want


def _document(cases: list[Case]) -> str:
    parts: dict[str, list[str]] = {"definitions": [], "tests": [], "objects": []}
    for number, case in enumerate(cases, 1):
        criterion = f'<criteria><criterion test_ref="oval:x:tst:{number}"/></criteria>'
        metadata = "<metadata><title>x</title><description>x</description></metadata>"
        parts["definitions"].append(
            f'<definition class="compliance" id="oval:x:def:{number}" version="1">{metadata}{criterion}</definition>'
        )
        parts["tests"].append(
            f'<i:yamlfilecontent_test id="oval:x:tst:{number}" version="1" check="all" comment="x">'
            f'<i:object object_ref="oval:x:obj:{number}"/></i:yamlfilecontent_test>'
        )
        parts["objects"].append(
            f'<i:yamlfilecontent_object id="oval:x:obj:{number}" version="1"><i:filepath>/{number}</i:filepath>'
            f"<i:yamlpath>{escape(case.path)}</i:yamlpath></i:yamlfilecontent_object>"
        )
    generator = (
        '<generator xmlns:c="http://oval.mitre.org/XMLSchema/oval-common-5"><c:schema_version>5.11</c:schema_version>'
        "<c:timestamp>2026-01-01T00:00:00</c:timestamp></generator>"
    )
    body = "".join(f"<{name}>{''.join(lines)}</{name}>" for name, lines in parts.items())
    return f'<oval_definitions xmlns="{DEF}" xmlns:i="{DEF}#independent">{generator}{body}</oval_definitions>'


def _theirs(tree: etree._Element, number: int) -> Want:
    found = tree.find(f".//{SC}collected_objects/{SC}object[@id='oval:x:obj:{number}']")
    assert found is not None
    if found.get("flag") == "error":
        return "error"
    references = [each.get("item_ref") for each in found.iterfind(f"{SC}reference")]
    records = []
    for item in tree.iterfind(f".//{ITEM}"):
        if item.get("id") in references:
            records += [
                sorted(f"{each.get('name')}={each.text or ''}:{each.get('datatype', 'string')}" for each in field)
                for field in item
                if field.get("datatype") == "record"
            ]
    return records


def test_oscap_finds_the_same(oscap: str, tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    for number, case in enumerate(ASKED, 1):
        (root / str(number)).write_text(case.given, encoding="utf-8")
    source, results = tmp_path / "definitions.xml", tmp_path / "results.xml"
    source.write_text(_document(ASKED), encoding="utf-8")
    ask([oscap, "oval", "eval", "--skip-valid", "--results", results, source], root, makes=results)
    tree = etree.parse(str(results)).getroot()
    wrong = [(case, found) for number, case in enumerate(ASKED, 1) if (found := _theirs(tree, number)) != case.want]
    assert not wrong, "\n".join(map(str, wrong))
