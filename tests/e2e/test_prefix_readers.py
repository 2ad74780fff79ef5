"""What the Compliance Operator and others ask of content and results: they go by prefixes and by forms of ids."""

from pathlib import Path

import pytest
from lxml import etree

from scapkit.names import DS, OCIL, OVAL_DEF, XCCDF, XHTML
from shared import SAMPLES, Run

X, CODE = f"{{{XCCDF}}}", f"{{{XHTML}}}code"
INDEPENDENT = f"{OVAL_DEF}#independent"
PREFIXES = {DS: "ds", XCCDF: "xccdf-1.2", OVAL_DEF: "oval-def", INDEPENDENT: "ind", OCIL: "ocil", XHTML: "html"}
RULE, VALUE = "xccdf_org.ssgproject.content_rule_", "xccdf_org.ssgproject.content_value_"
QUESTIONNAIRE, QUESTION = "_ocil:questionnaire:1", "_question:question:1"


@pytest.fixture(scope="module")
def content(eks: Path) -> etree._Element:
    """The EKS datastream."""
    return etree.parse(eks / "ssg-eks-ds.xml").getroot()


@pytest.fixture(scope="module")
def results(scapkit: Run, eks: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, etree._Element]:
    """The TestResult of the sample cluster, by the form that it was written in."""
    made = tmp_path_factory.mktemp("judged")
    asked = ("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis", "--dump", SAMPLES / "cluster", "--quiet")
    done = scapkit(*asked, "--arf", made / "arf.xml", "--xccdf-results", made / "xccdf.xml")
    assert done.returncode == 2, done.stderr
    found = {name: etree.parse(made / f"{name}.xml").getroot().find(f".//{X}TestResult") for name in ("arf", "xccdf")}
    return {name: each for name, each in found.items() if each is not None}


def test_elements_of_content_have_the_prefixes_that_are_asked_for(content: etree._Element) -> None:
    seen = {(etree.QName(each).namespace, each.prefix) for each in content.iter(etree.Element)}
    assert {(namespace, prefix) for namespace, prefix in seen if namespace in PREFIXES} == set(PREFIXES.items())


@pytest.mark.parametrize("form", ["arf", "xccdf"])
def test_elements_of_results_have_no_prefix(results: dict[str, etree._Element], form: str) -> None:
    assert {(each.prefix, etree.QName(each).namespace) for each in results[form].iter(etree.Element)} == {(None, XCCDF)}


def test_every_rule_has_what_a_result_object_is_made_of(content: etree._Element) -> None:
    for rule in content.iter(f"{X}Rule"):
        assert rule.get("id", "").startswith(RULE)
        assert rule.get("severity") in ("unknown", "info", "low", "medium", "high")
        assert rule.findtext(f"{X}title")
        assert all(rule.find(f"{X}{name}") is not None for name in ("description", "rationale"))
    assert all(each.get("id", "").startswith(VALUE) for each in content.iter(f"{X}Value"))


def test_every_questionnaire_leads_to_a_question_whose_last_line_may_go(content: etree._Element) -> None:
    questions = {
        each.get("id"): each.findtext(f"{{{OCIL}}}question_text", "")
        for each in content.iter(f"{{{OCIL}}}boolean_question")
    }
    asked = [
        str(each.get("name"))
        for check in content.iter(f"{X}check")
        if check.get("system") == "http://scap.nist.gov/schema/ocil/2"
        for each in check.iterfind(f"{X}check-content-ref")
    ]
    assert asked
    for name in asked:
        assert name.endswith(QUESTIONNAIRE)
        *instructions, last = questions[name.removesuffix(QUESTIONNAIRE) + QUESTION].strip().split("\n")
        assert last.strip().endswith("?"), "the last line asks, and is left out of instructions"
        assert any(line.strip() for line in instructions)


def test_every_filter_of_an_endpoint_has_the_place_of_its_dump(content: etree._Element) -> None:
    warnings = [
        each for each in content.iter(f"{X}warning") if each.find(f".//{CODE}[@class='ocp-api-endpoint']") is not None
    ]
    assert any("filter-" in str(one.get("id")) for each in warnings for one in each.iter())
    for warning in warnings:
        ids = {each.get("id") for each in warning.iter()}
        for each in warning.iterfind(f".//{CODE}[@class='ocp-api-endpoint']"):
            assert (each.text or "").startswith("/")
            name = each.get("id")
            assert f"filter-{name}" not in ids or f"dump-{name}" in ids


def test_results_name_rules_and_values_of_the_content(
    content: etree._Element, results: dict[str, etree._Element]
) -> None:
    rules = {each.get("id") for each in content.iter(f"{X}Rule")}
    values = {each.get("id") for each in content.iter(f"{X}Value")}
    for each in results.values():
        assert {one.get("idref") for one in each.iter(f"{X}rule-result")} == rules
        assert {one.get("idref") for one in each.iter(f"{X}set-value")} == values
