"""What a TestResult records (NIST IR 7275r4, 6.6)."""

from pathlib import Path
from typing import Any

import pytest

from conformance.xccdf_checks import definition_id, variable_id
from conformance.xccdf_judges import X, lay_out, options_of
from scapkit.api.evaluating.judging import evaluate
from scapkit.xmlio.parse import Element, parse

NOW = "2026-01-02T03:04:05Z"
HEAD = ['<version time="2026-01-01T00:00:00">7</version>']
IDENT = ['<ident system="http://cce.mitre.org">CCE-1</ident>']
CASE: dict[str, Any] = {
    "values": [{"v": {"value": {"": "good", "s": ["good", "bad"]}}}, {"w": {"value": ["good", "good"]}}, {"x": "1"}],
    "tailoring": {
        "benchmark": "xccdf_x_benchmark_b",
        "profiles": {
            "t": {
                "do": [
                    {"value": "v", "selector": "s"},
                    {"set": {"w": ["a", "b", "c"]}},
                    {"rule": "special", "selector": "s", "weight": 3, "severity": "high", "role": "unscored"},
                ]
            }
        },
    },
    "models": ["flat"],
    "items": [
        {"rule plain": {"raw": [*HEAD, *IDENT], "severity": "low", "weight": 2.5, "checks": ["pass"]}},
        {"rule exporting": {"checks": [{"use": "any", "exports": {"v": "ext"}, "imports": ["oval:x:var:2", "other"]}]}},
        {"rule special": {"checks": ["pass", {"use": "fail", "selector": "s", "negate": True}]}},
        {"rule several": {"checks": [{"refs": [{"href": "good-oval.xml"}], "multi": True}]}},
        {
            "rule joined": {
                "complex": {"AND": ["pass", {"OR": ["fail", {"use": "x", "system": "urn:x"}]}], "negate": True}
            }
        },
        {"rule elsewhere": {"platforms": ["cpe:/a:x:no"], "checks": ["pass"]}},
        {"rule here": {"platforms": ["cpe:/a:x:yes"], "checks": [{"system": "urn:x", "refs": [{"href": "f"}]}]}},
        {"rule out": {"selected": False, "checks": ["pass"]}},
        {"rule unsure": "unknown"},
    ],
}


@pytest.fixture
def result(tmp_path: Path) -> Element:
    lay_out(tmp_path, CASE)
    evaluate(options_of(tmp_path, CASE), NOW)
    found = parse((tmp_path / "ours.xml").read_bytes(), "ours.xml").find(f"{X}TestResult")
    assert found is not None
    return found


def rules(result: Element, name: str) -> list[Element]:
    return [each for each in result.iterfind(f"{X}rule-result") if each.get("idref") == f"xccdf_x_rule_{name}"]


def text(parent: Element, path: str) -> list[str | None]:
    return [each.text for each in parent.iterfind("/".join(X + part for part in path.split("/")))]


def test_it_says_what_was_judged_by_what(result: Element) -> None:
    benchmark, profile = result.find(f"{X}benchmark"), result.find(f"{X}profile")
    tailoring = result.find(f"{X}tailoring-file")
    assert benchmark is not None and profile is not None and tailoring is not None
    assert (benchmark.get("id"), Path(str(benchmark.get("href"))).name) == ("xccdf_x_benchmark_b", "b-xccdf.xml")
    assert profile.get("idref") == "xccdf_x_profile_t"
    assert dict(tailoring.attrib) | {"href": ""} == {
        "href": "",
        "id": "xccdf_x_tailoring_t",
        "version": "1",
        "time": "2026-01-01T00:00:00",
    }
    assert (result.get("version"), result.get("start-time"), result.get("end-time")) == ("1", NOW, NOW)
    assert str(result.get("test-system")).startswith("cpe:/a:scapkit:scapkit:")
    names = [each.get("name") for each in result.iterfind(f"{X}target-facts/{X}fact")]
    assert "urn:xccdf:fact:scanner:name" in names
    assert "cpe:/a:x:yes" in [each.get("idref") for each in result.iterfind(f"{X}platform")]


def test_it_holds_the_values_in_force(result: Element) -> None:
    assert [(each.get("idref"), each.text) for each in result.iterfind(f"{X}set-value")] == [("xccdf_x_value_x", "1")]
    lists = {str(each.get("idref")): text(each, "item") for each in result.iterfind(f"{X}set-complex-value")}
    assert lists == {"xccdf_x_value_v": ["good", "bad"], "xccdf_x_value_w": ["a", "b", "c"]}


def test_each_rule_has_its_properties_as_refined(result: Element) -> None:
    (plain,), (special,) = rules(result, "plain"), rules(result, "special")
    kept = ("role", "severity", "weight", "version", "time")
    assert [plain.get(name) for name in kept] == ["full", "low", "2.5", "7", NOW]
    assert [special.get(name) for name in kept] == ["unscored", "high", "3", None, NOW]
    assert text(plain, "ident") == ["CCE-1"]
    assert text(special, "result") == ["informational"]


def test_checks_say_what_went_in_and_came_out(result: Element) -> None:
    (exporting,) = rules(result, "exporting")
    imports = {str(each.get("import-name")): each.text for each in exporting.iter(f"{X}check-import")}
    assert imports == {"oval:x:var:2": "good\nbad", "other": None}
    (export,), (content,) = exporting.iter(f"{X}check-export"), exporting.iter(f"{X}check-content-ref")
    assert (export.get("value-id"), export.get("export-name")) == ("xccdf_x_value_v", variable_id("ext"))
    assert (content.get("href"), content.get("name")) == ("b-oval.xml", definition_id("any"))


def test_the_check_that_was_chosen_stands_there(result: Element) -> None:
    (check,) = rules(result, "special")[0].iter(f"{X}check")
    assert (check.get("selector"), check.get("negate")) == ("s", "true")
    several = [each for one in rules(result, "several") for each in one.iter(f"{X}check-content-ref")]
    assert [each.get("name") for each in several] == [definition_id("pass"), definition_id("installed")]


def test_complex_checks_keep_their_form(result: Element) -> None:
    (whole,) = rules(result, "joined")[0].iterfind(f"{X}complex-check")
    (inner,) = whole.iterfind(f"{X}complex-check")
    assert [(each.get("operator"), each.get("negate")) for each in (whole, inner)] == [("AND", "true"), ("OR", None)]
    assert [each.get("system") for each in inner.iterfind(f"{X}check")][1] == "urn:x"


def test_rules_that_came_to_no_check_say_which_they_have_and_why(result: Element) -> None:
    (elsewhere,), (here,), (out,) = (rules(result, name) for name in ("elsewhere", "here", "out"))
    assert [text(each, "result") for each in (elsewhere, here, out)] == [
        ["notapplicable"],
        ["notchecked"],
        ["notselected"],
    ]
    assert [len(each.findall(f"{X}check")) for each in (elsewhere, here, out)] == [1, 1, 0]
    assert text(here, "message") == ["the check system urn:x is not run"]
    (message,) = rules(result, "unsure")[0].iterfind(f"{X}message")
    assert message.get("severity") == "warning"


def test_scores_have_their_maximum(result: Element) -> None:
    found = {str(each.get("system")): (each.text, each.get("maximum")) for each in result.iterfind(f"{X}score")}
    assert found["urn:xccdf:scoring:flat"][1] == "6.500000"
    assert found["urn:xccdf:scoring:default"][1] == "100.000000"
