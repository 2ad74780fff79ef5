"""The tables in the official schemas, row by row, against every combination of results they speak of."""

import re
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest

from conformance.cases import RESULTS, STATUSES
from scapkit.model.results import Result
from scapkit.oval import logic
from scapkit.registry import discover, find

CONTRADICTORY = {("\\?", "true")}
"""Rows of the glob table that contradict the rules given beside it."""


def _simple_type(schemas: Path, name: str) -> str:
    text = (schemas / "oval/5.11.3/oval-common-schema.xsd").read_text(encoding="utf-8")
    found = re.search(rf'simpleType name="{name}">(.*?)</xsd:simpleType>', text, re.DOTALL)
    assert found, name
    return found[1]


def _rows(schemas: Path, name: str, columns: int) -> Iterator[tuple[str, list[str], str]]:
    """The label of the table a row stands in, its counts and its result."""
    for chart in re.findall(r"<evaluation_chart.*?</evaluation_chart>", _simple_type(schemas, name), re.DOTALL):
        lines = [line.split("||") for line in chart.splitlines() if line.count("||") == 2]
        rows = [(label.strip(), [c.strip() for c in counts.split("|")], result) for label, counts, result in lines]
        rows = [row for row in rows if len(row[1]) == columns and row[1][0] not in ("T", "EX", "--")]
        labels = {label for label, _, _ in rows if label}
        assert len(labels) == 1, labels
        for _, counts, result in rows:
            yield labels.copy().pop(), counts, result.strip(" *")


def _fits(pattern: str, count: int) -> bool:
    if pattern.endswith("+"):
        return count >= int(pattern[:-1])
    if pattern in ("odd", "even"):
        return count % 2 == (pattern == "odd")
    return str(count) in pattern.split(",")


def _disagreements(
    rows: list[tuple[str, list[str], str]], found: Callable[[str, tuple[int, ...]], Result], columns: int
) -> list[str]:
    """Every combination of up to three of each where no row that fits gives what we do."""
    bad = []
    for label in sorted({label for label, _, _ in rows}):
        for counts in product(range(4 if columns == 4 else 3), repeat=columns):
            allowed = {
                result.lower() for name, patterns, result in rows if name == label and all(map(_fits, patterns, counts))
            }
            # No table speaks of an operator or a check over nothing.
            if columns == 6 and not any(counts):
                continue
            if allowed and found(label, counts).value not in allowed:
                bad.append(f"{label} {counts}: {found(label, counts)} and not {allowed}")
    return bad


def _repeated(counts: tuple[int, ...]) -> list[Result]:
    return [result for result, count in zip(RESULTS.values(), counts, strict=True) for _ in range(count)]


def test_operators_follow_the_official_tables(schemas: Path) -> None:
    rows = list(_rows(schemas, "OperatorEnumeration", 6))
    assert {label for label, _, _ in rows} == {"AND", "OR", "ONE", "XOR"}
    assert _disagreements(rows, lambda name, counts: logic.combine_operator(name, _repeated(counts)), 6) == []


def test_checks_follow_the_official_tables(schemas: Path) -> None:
    rows = [(label.lower(), counts, result) for label, counts, result in _rows(schemas, "CheckEnumeration", 6)]
    assert {label for label, _, _ in rows} == {"all", "at least one", "only one", "none satisfy"}
    assert _disagreements(rows, lambda name, counts: logic.combine_check(name, _repeated(counts)), 6) == []


def test_existence_follows_the_official_tables(schemas: Path) -> None:
    rows = list(_rows(schemas, "ExistenceEnumeration", 4))
    assert len({label for label, _, _ in rows}) == 5
    statuses = list(STATUSES.values())

    def found(name: str, counts: tuple[int, ...]) -> Result:
        return logic.existence(name, [s for s, count in zip(statuses, counts, strict=True) for _ in range(count)])

    assert _disagreements(rows, found, 4) == []


def test_shell_patterns_follow_the_official_table(schemas: Path) -> None:
    text = (schemas / "oval/5.11.3/oval-definitions-schema.xsd").read_text(encoding="utf-8")
    function = find("scapkit.oval.functions", "FUNCTION", "glob_to_regex")
    assert function is not None
    pattern, checked = "", 0
    for line in text.splitlines():
        row = re.fullmatch(r"\s*(?:'(.*)')?\s*\|\|\s+(true|false)\s+\|\|\s+(\S+)\s*", line)
        if not row:
            continue
        pattern = row[1] if row[1] is not None else pattern
        if (pattern, row[2]) in CONTRADICTORY:
            continue
        checked += 1
        if row[3] == "INVALID":
            with pytest.raises(ValueError, match="not closed"):
                function.apply({"glob_noescape": row[2]}, [[pattern]])
        else:
            assert function.apply({"glob_noescape": row[2]}, [[pattern]]) == [row[3]], pattern
    assert checked > 40


def test_every_datatype_has_the_operations_that_the_schema_expects_and_no_others(schemas: Path) -> None:
    expected = {}
    for name, text in re.findall(
        r'<xsd:enumeration value="(\w+)">(.*?)</xsd:enumeration>',
        _simple_type(schemas, "SimpleDatatypeEnumeration"),
        re.DOTALL,
    ):
        listed = re.search(r"xpected operations within OVAL for \w+ values are (.*?)\. ?(?=[A-Z]|</)", text, re.DOTALL)
        assert listed, name
        expected[name] = set(re.findall(r"'([^']+)'", listed[1]))
    found = {name: set(each.operations) for name, each in discover("scapkit.oval.datatypes", "DATATYPE").items()}
    assert found == expected
