"""OCIL: the operators' table in the official schema, and questionnaires case by case."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from conformance.cases import parameters
from conformance.ocil_documents import RESULTS, document_of, judged
from scapkit.model.ocil_results import OcilResult
from scapkit.ocil.tables import combined
from scapkit.xmlio.emit import to_bytes
from scapkit.xmlio.parse import parse
from scapkit.xmlio.read.ocil import read_ocil
from scapkit.xmlio.write.ocil import write_ocil

CASES = parameters("ocil")


def _rows(schemas: Path) -> Iterator[tuple[str, list[str], str]]:
    """The table's rows: operator, how many of each result, and what comes of them."""
    text = (schemas / "ocil/2.0/ocil-2.0.xsd").read_text(encoding="utf-8")
    table = text[text.index('simpleType name="ResultType"') :].partition("</xsd:documentation>")[2]
    operators = iter(["AND"] * 7 + ["OR"] * 7)
    for line in table.partition("</xsd:documentation>")[0].splitlines():
        cells = line.split("||")
        if len(cells) == 4 and re.search(r"\d", cells[1]):
            counts = [cell.strip() for cell in cells[1].split("|")] + [c.strip() for c in cells[2].split("|")]
            yield next(operators), [c for c in counts if c], cells[3].strip()
        elif len(cells) == 3 and re.search(r"\d", cells[1]):
            yield next(operators), [c.strip() for c in cells[1].split("|")], cells[2].strip()


def test_operators_follow_the_official_table(schemas: Path) -> None:
    rows = list(_rows(schemas))
    assert len(rows) == 14
    checked = 0
    for operator, counts in product(("AND", "OR"), product(range(3), repeat=6)):
        given = [OcilResult(name) for name, count in zip(RESULTS.values(), counts, strict=True) for _ in range(count)]
        wanted = {
            result.upper().replace(" ", "_")
            for name, patterns, result in rows
            if name == operator
            and all(n >= int(p[:-1]) if p[-1] == "+" else n == int(p) for p, n in zip(patterns, counts, strict=True))
        }
        if wanted:
            checked += 1
            assert wanted == {combined(operator, given).value}, (operator, counts)
    assert checked == 2 * 3**6


@pytest.mark.parametrize("operator", ["AND", "OR"])
def test_negation_turns_the_official_table_round_for_every_two_results(operator: str, schemas: Path) -> None:
    rows = [(counts, result) for name, counts, result in _rows(schemas) if name == operator]
    turned = {"PASS": "FAIL", "FAIL": "PASS"}
    for pair in product(RESULTS, repeat=2):
        counts = [pair.count(name) for name in RESULTS]
        joined = {
            result.upper().replace(" ", "_")
            for patterns, result in rows
            if all(n >= int(p[:-1]) if p[-1] == "+" else n == int(p) for p, n in zip(patterns, counts, strict=True))
        }
        _, plain = judged({"operator": operator, "results": " ".join(pair)})
        _, negated = judged({"operator": f"NOT {operator}", "results": " ".join(pair)})
        assert {plain.result.value} == joined, pair
        assert {negated.result.value} == {turned.get(each, each) for each in joined}, pair


@pytest.mark.parametrize(("name", "case"), CASES)
def test_questionnaire_comes_to_what_the_standard_says(name: str, case: dict[str, Any]) -> None:
    interview, outcome = judged(case)
    want = case["want"]
    assert outcome.result.value == RESULTS.get(want, want)
    assert bool(outcome.reasons or outcome.unanswered) or outcome.result in ("PASS", "FAIL", "NOT_APPLICABLE")
    assert [each.split("-")[1].split(":")[0] for each in outcome.unanswered] == case.get("unanswered", [])
    assert case.get("reason", "") in " ".join(outcome.reasons)
    assert interview.results().questionnaires


def test_every_case_is_a_valid_document_before_and_after_and_reads_back_as_written(schemas: Path) -> None:
    schema = etree.XMLSchema(etree.parse(str(schemas / "ocil/2.0/ocil-2.0.xsd")))
    for each in CASES:
        case = each.values[1]
        assert isinstance(case, dict)
        document = document_of(case)
        interview, _ = judged(case)
        for written in (document, document._replace(results=interview.results())):
            root = parse(to_bytes(write_ocil(written)), "x.xml")
            assert read_ocil(root, "x.xml") == written
            assert "invalid" in case or schema.validate(root), (case["note"], schema.error_log)
