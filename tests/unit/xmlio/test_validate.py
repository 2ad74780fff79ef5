"""Schemas, Schematron and dangling references."""

from pathlib import Path

import pytest

from scapkit.problem import Invalid
from scapkit.xmlio.parse import parse
from scapkit.xmlio.references import reference_problems
from scapkit.xmlio.validate import find_schemas, schema_problems, schematron_problems

OVAL = b"""<oval_definitions xmlns="http://oval.mitre.org/XMLSchema/oval-definitions-5"
 xmlns:oval="http://oval.mitre.org/XMLSchema/oval-common-5"
 xmlns:ind="http://oval.mitre.org/XMLSchema/oval-definitions-5#independent">
<generator><oval:schema_version>5.11.3</oval:schema_version><oval:timestamp>2026-01-01T00:00:00</oval:timestamp></generator>
<definitions><definition id="oval:x:def:1" version="1" class="compliance"><metadata><title>t</title><description/></metadata>
<criteria><criterion test_ref="oval:x:tst:9"/></criteria></definition></definitions>
<objects><ind:family_object id="oval:x:obj:1" version="1"><set><object_reference>oval:x:obj:7</object_reference></set>
</ind:family_object></objects>
</oval_definitions>"""

XCCDF = b"""<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="xccdf_t_benchmark_b"><status>draft</status>
<version>1</version><Profile id="xccdf_t_profile_p"><title>t</title>
<select idref="xccdf_t_rule_gone" selected="true"/></Profile></Benchmark>"""


def test_a_schema_violation_has_a_line(schemas: Path) -> None:
    root = parse(XCCDF.replace(b"<version>", b"<versjon>").replace(b"</version>", b"</versjon>"), "b.xml")
    problems = schema_problems(root, "b.xml", schemas)
    assert problems[0].code == "schema"
    assert problems[0].span.line == 2


def test_a_document_of_no_known_namespace_is_a_problem(schemas: Path) -> None:
    assert schema_problems(parse(b"<a/>", "a.xml"), "a.xml", schemas)[0].code == "unknown-document"


def test_dangling_oval_references_are_found_at_their_lines() -> None:
    problems = reference_problems(parse(OVAL, "o.xml"), "o.xml")
    assert [(p.code, p.span.line) for p in problems] == [("dangling-reference", 6), ("dangling-reference", 7)]


def test_dangling_xccdf_references_are_found() -> None:
    (problem,) = reference_problems(parse(XCCDF, "b.xml"), "b.xml")
    assert "xccdf_t_rule_gone" in problem.message
    assert reference_problems(parse(b"<a/>", "a.xml"), "a.xml") == []


def test_dangling_datastream_references_are_found() -> None:
    data = (
        b"""<c xmlns="http://scap.nist.gov/schema/scap/source/1.2" xmlns:k="http://www.w3.org/1999/xlink"
 xmlns:cat="urn:oasis:names:tc:entity:xmlns:xml:catalog" xmlns:x="http://checklists.nist.gov/xccdf/1.2">
<data-stream id="d"><checklists><component-ref id="r" k:href="#b"><cat:catalog><cat:uri name="o.xml" uri="#none"/>
<cat:uri name="p.xml" uri="#r2"/></cat:catalog></component-ref></checklists>
<checks><component-ref id="r2" k:href="#p"/><component-ref id="r3" k:href="#gone"/></checks></data-stream>
<component id="b"><x:Benchmark id="b"><x:Rule id="a"><x:check system="http://oval.mitre.org/XMLSchema/oval-definitions-5">
<x:check-content-ref href="q.xml"/><x:check-content-ref href="p.xml" name="oval:x:def:2"/></x:check></x:Rule>
</x:Benchmark></component><component id="p">"""
        + OVAL
        + b"""</component></c>"""
    )
    messages = "\n".join(p.message for p in reference_problems(parse(data, "d.xml"), "d.xml"))
    for part in ("maps o.xml to none", "r3 names the component gone", "q.xml", "oval:x:def:2", "oval:x:tst:9"):
        assert part in messages


def test_the_schematron_speaks_of_public_content(schemas: Path, public_content: Path) -> None:
    data = (public_content / "ssg-eks-ds.xml").read_bytes()
    problems = schematron_problems(data, "ds.xml", schemas)
    found = {p.message.partition(":")[0]: p for p in problems}
    assert found["SRC-251-1"].level == "warning" and found["SRC-251-1"].span.line > 0


def test_schemas_are_found_where_they_are_given(schemas: Path, tmp_path: Path) -> None:
    assert find_schemas(str(schemas), {}) == schemas
    assert find_schemas(None, {"SCAPKIT_SCHEMAS": str(schemas)}) == schemas
    with pytest.raises(Invalid, match="no-schemas"):
        find_schemas(str(tmp_path), {})


def test_without_schemas_nothing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scapkit.xmlio.validate.SEARCH_PATH", ())
    assert find_schemas(None, {}) is None
