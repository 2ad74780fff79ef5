"""XCCDF processing step by step, by us and by oscap (NIST IR 7275r4, sections 6 and 7)."""

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from conformance.cases import cases, parameters
from conformance.xccdf_judges import Verdicts, lay_out, options_of, ours, theirs
from scapkit.api.evaluating.judging import evaluate
from scapkit.problem import Invalid, Problem
from scapkit.xmlio.parse import parse
from scapkit.xmlio.validate import schema_problems

FILES = ("b-xccdf", "ours")
NOW = "2026-01-02T03:04:05Z"
ASKED = [
    pytest.param(case, id=f"{name}: {case['note']}")
    for name, case in cases("xccdf")
    if "oscap" not in case and "refused" not in case
]


def _wanted(case: dict[str, Any]) -> dict[str, list[str]]:
    return {name: [want] if isinstance(want, str) else want for name, want in case["want"].items()}


def _sorted(results: dict[str, list[str]]) -> dict[str, list[str]]:
    """Of several results for one rule oscap's order is that of its own tables."""
    return {name: sorted(found) for name, found in results.items()}


@pytest.mark.parametrize(("name", "case"), parameters("xccdf"))
def test_rules_come_to_what_the_standard_says(name: str, case: dict[str, Any], tmp_path: Path) -> None:
    lay_out(tmp_path, case)
    if "refused" in case:
        with pytest.raises(Invalid) as refused:
            ours(tmp_path, case)
        assert case["refused"] in [each.code for each in refused.value.problems]
        return
    found = ours(tmp_path, case)
    assert found.results == _wanted(case)
    assert {model: found.scores[model] for model in case.get("scores", {})} == pytest.approx(case.get("scores", {}))


JUDGED = [each for each in parameters("xccdf") if "refused" not in each.values[1]]


@pytest.mark.parametrize(("name", "case"), JUDGED)
def test_warnings_and_values_are_those_of_the_case(name: str, case: dict[str, Any], tmp_path: Path) -> None:
    lay_out(tmp_path, case)
    judged = evaluate(options_of(tmp_path, case), NOW)
    assert sorted({each.code for each in judged.warnings}) == sorted(case.get("warned", []))
    policy = judged.policy
    values = {each.removeprefix("xccdf_x_value_"): policy.contents(each) for each in policy.values}
    wanted = {
        each: tuple(want) if isinstance(want, list) else (want,)
        for each, want in case.get("values_in_force", {}).items()
    }
    assert {each: values[each] for each in wanted} == wanted
    messages = {
        each.rule_id.removeprefix("xccdf_x_rule_"): [message.text for message in each.messages]
        for each in judged.evaluation.test_result.rule_results
    }
    assert {each: messages[each] for each in case.get("says", {})} == case.get("says", {})


def test_no_result_is_less_valid_than_its_benchmark(schemas: Path, tmp_path: Path) -> None:
    for number, (_, case) in enumerate(cases("xccdf")):
        if "refused" not in case:
            folder = tmp_path / str(number)
            folder.mkdir()
            lay_out(folder, case)
            ours(folder, case)
            given, made = ({each.message for each in _problems(folder / f"{name}.xml", schemas)} for name in FILES)
            assert made <= given, case["note"]


def test_the_schematron_finds_no_error_in_a_result(schemas: Path, tmp_path: Path) -> None:
    transform = etree.XSLT(etree.parse(str(schemas / "xccdf/1.2/xccdf_1.2-schematron.xsl")))
    for number, (_, case) in enumerate(cases("xccdf")):
        if "refused" not in case:
            folder = tmp_path / str(number)
            folder.mkdir()
            lay_out(folder, case)
            ours(folder, case)
            reports = (str(transform(etree.parse(str(folder / f"{name}.xml")))) for name in FILES)
            given, made = ({line for line in each.splitlines() if "Error:" in line} for each in reports)
            assert made <= given, case["note"]


def _problems(file: Path, schemas: Path) -> list[Problem]:
    return schema_problems(parse(file.read_bytes(), file.name), file.name, schemas)


@pytest.mark.parametrize("case", ASKED)
def test_oscap_comes_to_the_same(oscap: str, case: dict[str, Any], tmp_path: Path) -> None:
    lay_out(tmp_path, case)
    found: Verdicts = theirs(oscap, tmp_path, case)
    assert _sorted(found.results) == _sorted(_wanted(case))
    if "code" in case:
        assert found.code == case["code"]
    if "unlike" not in case:
        assert {model: found.scores[model] for model in case.get("scores", {})} == pytest.approx(
            case.get("scores", {}), abs=1e-4
        )
