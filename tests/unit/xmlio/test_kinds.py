"""What documents are, and which schema each is held against."""

from pathlib import Path

import pytest

from oval_sample import DEFINITIONS
from scapkit.problem import WARNING
from scapkit.xmlio.kinds import identify
from scapkit.xmlio.parse import parse
from scapkit.xmlio.references import reference_problems
from scapkit.xmlio.scap_requirements import WRONG
from scapkit.xmlio.validate import COLLECTIONS, language_problems, schema_problems

MINIMAL = {
    "XCCDF benchmark 1.1.4": '<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.1" id="b" xml:lang="en">'
    '<status date="2026-01-01">draft</status><title>t</title><version>1</version></Benchmark>',
    "XCCDF tailoring 1.2": '<Tailoring xmlns="http://checklists.nist.gov/xccdf/1.2" id="xccdf_t_tailoring_t">'
    '<version time="2026-01-01T00:00:00">1</version><Profile id="xccdf_t_profile_p"><title>t</title></Profile>'
    "</Tailoring>",
    "XCCDF tailoring 1.1.4": '<t:Tailoring xmlns:t="http://open-scap.org/page/Xccdf-1.1-tailoring" id="xccdf_t_tailoring_t"'
    ' xmlns="http://checklists.nist.gov/xccdf/1.1"><t:version time="2026-01-01T00:00:00">1</t:version>'
    '<Profile id="p"><title>t</title></Profile></t:Tailoring>',
    "CPE language 2.3": '<platform-specification xmlns="http://cpe.mitre.org/language/2.0"><platform id="cpe:/a:x">'
    '<logical-test operator="AND" negate="false"><fact-ref name="cpe:/a:x:y"/></logical-test></platform>'
    "</platform-specification>",
    "CPE dictionary 2.2": '<cpe-list xmlns="http://cpe.mitre.org/dictionary/2.0"><generator>'
    "<schema_version>2.2</schema_version><timestamp>2026-01-01T00:00:00</timestamp></generator>"
    '<cpe-item name="cpe:/a:x:y"><title xml:lang="en">t</title></cpe-item></cpe-list>',
    "asset identification 1.1": '<assets xmlns="http://scap.nist.gov/schema/asset-identification/1.1"><asset id="a">'
    "<computing-device><hostname>x</hostname></computing-device></asset></assets>",
}


@pytest.mark.parametrize("name", MINIMAL)
def test_a_document_is_told_by_its_root_and_held_against_its_schema(schemas: Path, name: str) -> None:
    root = parse(MINIMAL[name].encode(), "x.xml")
    kind = identify(root)
    assert kind is not None and f"{kind.name} {kind.version(root)}" == name
    assert schema_problems(root, "x.xml", schemas) == []
    root[0].set("heard-of", "never")
    assert [each.code for each in schema_problems(root, "x.xml", schemas)] == ["schema"]


@pytest.mark.parametrize(
    ("version", "taken"), [("5.12", "5.11.3"), ("5.11.4", "5.11.3"), ("5.2", "5.3"), ("5.10.2", "5.11")]
)
def test_a_version_without_a_schema_is_checked_by_the_nearest_with_a_warning(
    schemas: Path, version: str, taken: str
) -> None:
    root = parse(DEFINITIONS.replace(">5.11<", f">{version}<").encode(), "x.xml")
    first = schema_problems(root, "x.xml", schemas)[0]
    assert (first.code, first.level) == ("schema-version", WARNING)
    assert first.message == f"there is no schema for OVAL definitions of version {version}: checked by that of {taken}"


def test_a_document_is_held_against_the_schema_of_its_own_version(schemas: Path) -> None:
    for version, wrong in (("5.11.3", False), ("5.11", False), ("5.8", True), ("5.4", True)):
        root = parse(DEFINITIONS.replace(">5.11<", f">{version}<").encode(), "x.xml")
        messages = [each.message for each in schema_problems(root, "x.xml", schemas)]
        assert any("applicability_check" in each for each in messages) is wrong, version


def test_the_version_of_an_extension_is_not_the_core_s(schemas: Path) -> None:
    both = (
        '<oval:schema_version platform="http://x">9.9</oval:schema_version>'
        "<oval:schema_version>5.11.3</oval:schema_version>"
    )
    text = DEFINITIONS.replace("<oval:schema_version>5.11</oval:schema_version>", both)
    root = parse(text.encode(), "x.xml")
    kind = identify(root)
    assert kind is not None and kind.version(root) == "5.11.3"


def test_every_requirement_of_the_schematron_has_words(schemas: Path) -> None:
    import re

    text = (schemas / COLLECTIONS).read_text(encoding="utf-8")
    codes = set(re.findall(r"(?:Error|Warning): ([A-Z0-9-]+)\|", text))
    assert codes and codes <= WRONG.keys()


def test_the_schematron_of_oval_speaks_on_request(schemas: Path) -> None:
    text = DEFINITIONS.replace(' deprecated="true"', "")
    (problem,) = language_problems(text.encode(), "x.xml", schemas)
    assert problem.code == "schematron" and "must contain a criteria" in problem.message
    assert language_problems(DEFINITIONS.encode(), "x.xml", schemas) == []
    assert language_problems(MINIMAL["CPE dictionary 2.2"].encode(), "x.xml", schemas) == []


def test_the_schematron_of_xccdf_speaks_on_request(schemas: Path) -> None:
    text = (
        '<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="xccdf_t_benchmark_b"><status>draft</status>'
        '<platform idref="cpe:/a:x"/><version>1</version></Benchmark>'
    )
    found = language_problems(text.encode(), "x.xml", schemas)
    assert found and {each.code for each in found} == {"schematron"}
    assert any(each.level == WARNING and not each.message.startswith("Warning") for each in found)


def test_a_component_elsewhere_is_a_warning_and_not_a_dangling_reference() -> None:
    data = b"""<c xmlns="http://scap.nist.gov/schema/scap/source/1.2" xmlns:k="http://www.w3.org/1999/xlink"
 xmlns:cat="urn:oasis:names:tc:entity:xmlns:xml:catalog" xmlns:x="http://checklists.nist.gov/xccdf/1.2">
<data-stream id="d"><checklists><component-ref id="r" k:href="#b"><cat:catalog><cat:uri name="far.xml" uri="#r2"/>
</cat:catalog></component-ref></checklists>
<checks><component-ref id="r2" k:href="https://example.org/far.xml"/></checks></data-stream>
<component id="b"><x:Benchmark id="b"><x:Rule id="a"><x:check system="http://oval.mitre.org/XMLSchema/oval-definitions-5">
<x:check-content-ref href="far.xml" name="oval:x:def:1"/></x:check></x:Rule></x:Benchmark></component></c>"""
    (problem,) = reference_problems(parse(data, "d.xml"), "d.xml")
    assert (problem.code, problem.level) == ("remote-reference", WARNING)
    assert "https://example.org/far.xml" in problem.message
