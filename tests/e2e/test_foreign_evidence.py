"""Where the evidence of results comes from that others wrote, and what is said where it is not there."""

from pathlib import Path

import pytest

from foreign_reading import paths, read, view
from foreign_results import DEFINITIONS, arf, benchmark, oval_results, test_result
from scapkit.report.views.findings import findings_of


@pytest.mark.parametrize("name", ["x-oval.xml.result.xml", "x-oval.xml"])
def test_oval_results_beside_xccdf_results_are_found(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(oval_results(), encoding="utf-8")
    assert paths(view(tmp_path, benchmark(test_result(href="x-oval.xml"))).rules[0]) == ["/set"]


def test_oval_results_outside_of_the_folder_are_not(tmp_path: Path) -> None:
    (tmp_path / "x-oval.xml").write_text(oval_results(), encoding="utf-8")
    (tmp_path / "inner").mkdir()
    (found,) = read(tmp_path / "inner", benchmark(test_result(href="../x-oval.xml")))
    assert found.evaluation.oval_results == ()
    assert str(found.view().rules[0].outcome) == "fail", "the verdict stands, without evidence"


def test_definitions_come_from_beside_where_the_results_leave_them_out(tmp_path: Path) -> None:
    (tmp_path / "x-oval.xml.result.xml").write_text(oval_results(definitions=""), encoding="utf-8")
    text = benchmark(test_result(href="x-oval.xml"))
    assert view(tmp_path, text).rules[0].checks[0].definitions[0].title == "oval:x:def:1", "no more is known"
    (tmp_path / "x-oval.xml").write_text(DEFINITIONS, encoding="utf-8")
    shown = view(tmp_path, text).rules[0]
    assert (paths(shown), shown.checks[0].definitions[0].title) == (["/set"], "The file is there")


def test_a_report_that_is_not_there_is_told_and_the_verdict_stands(tmp_path: Path) -> None:
    (found,) = read(tmp_path, arf({"x": test_result(href="#oval7")}, {"r": benchmark()}))
    (warning,) = found.warnings
    assert (warning.code, warning.span.line > 0) == ("dangling-reference", True)
    assert "the report oval7, which is not there" in warning.message
    assert str(found.view().rules[0].outcome) == "fail"


@pytest.mark.parametrize(("result", "level"), [("unknown", "warning"), ("error", "error")])
def test_why_a_rule_is_open_is_told_by_its_definitions_where_its_result_does_not(
    tmp_path: Path, result: str, level: str
) -> None:
    message = '<s:message level="error">no such socket</s:message><s:variable_value'
    told = oval_results(result=result).replace("<s:variable_value", message, 1)
    shown = view(tmp_path, arf({"x": test_result(result=result), "oval0": told}, {"r": benchmark()})).rules[0]
    assert [(each.text, each.level) for each in shown.reasons] == [("no such socket", level)]
    own = test_result(result=result).replace("</result>", '</result><message severity="info">said</message>', 1)
    shown = view(tmp_path, arf({"x": own, "oval0": told}, {"r": benchmark()})).rules[0]
    assert [each.text for each in shown.reasons] == ["said"]


def test_without_characteristics_nothing_is_made_up(tmp_path: Path) -> None:
    text = oval_results()
    start, end = text.index("<s:oval_system"), text.index("</s:oval_system_characteristics>")
    bare = text[:start] + text[end + len("</s:oval_system_characteristics>") :]
    shown = view(tmp_path, arf({"x": test_result(), "oval0": bare}, {"r": benchmark()})).rules[0]
    (test,) = [child.test for child in shown.checks[0].definitions[0].criteria.children]  # type: ignore[union-attr]
    assert (test.items, test.looked_for[0].entities) == ((), ("filepath equals the value of oval:x:var:1",))
    assert findings_of(shown.checks).texts == ()


def test_a_decided_rule_is_given_no_reasons(tmp_path: Path) -> None:
    told = oval_results().replace("<s:variable_value", '<s:message level="error">m</s:message><s:variable_value', 1)
    assert view(tmp_path, arf({"x": test_result(), "oval0": told}, {"r": benchmark()})).rules[0].reasons == ()
