"""CPE documents beside the content: dictionaries whose names have several checks, and expressions."""

from pathlib import Path

import pytest

from conformance.xccdf_judges import lay_out, options_of
from reference import ask
from scapkit.api.evaluating.judging import evaluate
from scapkit.names import CPE_DICT, CPE_LANG, OVAL_DEF, XCCDF
from scapkit.problem import Invalid
from scapkit.xmlio.parse import parse
from scapkit.xmlio.read.cpe import read_cpe_list

NOW = "2026-01-02T03:04:05Z"
CHECK = f'<check system="{OVAL_DEF}" href="b-oval.xml">oval:x:def:{{}}</check>'
INSTALLED, ABSENT = CHECK.format(11), CHECK.format(12)
LANGUAGE = f"""<platform-specification xmlns="{CPE_LANG}">
<platform id="there"><title>t</title>
<logical-test operator="OR" negate="false">
<fact-ref name="cpe:/a:x:no"/>
<check-fact-ref system="{OVAL_DEF}" href="b-oval.xml" id-ref="oval:x:def:11"/>
</logical-test>
</platform>
<platform id="absent"><title>t</title>
<logical-test operator="AND" negate="false">
<check-fact-ref system="{OVAL_DEF}" href="b-oval.xml" id-ref="oval:x:def:12"/>
</logical-test>
</platform>
</platform-specification>"""
CASE = {
    "items": [
        {"rule a": {"checks": ["pass"], "platforms": ["#there"]}},
        {"rule b": {"checks": ["pass"], "platforms": ["#absent"]}},
        {"rule c": {"checks": ["pass"], "platforms": ["#gone"]}},
    ]
}
WANT = ["pass", "notapplicable", "notapplicable"]


def test_expressions_may_stand_in_a_file_of_their_own(tmp_path: Path) -> None:
    lay_out(tmp_path, CASE)
    (tmp_path / "platforms.xml").write_text(LANGUAGE, encoding="utf-8")
    judged = evaluate(options_of(tmp_path, CASE)._replace(cpe=str(tmp_path / "platforms.xml")), NOW)
    assert [str(each.outcome) for each in judged.evaluation.test_result.rule_results] == WANT


def test_oscap_takes_such_a_file_alike(oscap: str, tmp_path: Path) -> None:
    lay_out(tmp_path, CASE)
    (tmp_path / "platforms.xml").write_text(LANGUAGE, encoding="utf-8")
    words = ["xccdf", "eval", "--skip-valid", "--cpe", "platforms.xml", "--results", "r.xml", "b-xccdf.xml"]
    ask([oscap, *words], tmp_path / "tree", tmp_path, makes=tmp_path / "r.xml")
    root = parse((tmp_path / "r.xml").read_bytes(), "r.xml")
    assert [each.text for each in root.iter(f"{{{XCCDF}}}result")] == WANT


@pytest.mark.parametrize(
    ("checks", "outcome"),
    [
        (INSTALLED + ABSENT, "pass"),
        (ABSENT + INSTALLED, "pass"),
        (ABSENT + ABSENT, "notapplicable"),
        ("", "notapplicable"),
    ],
)
def test_a_name_is_there_where_one_of_its_checks_says_so(tmp_path: Path, checks: str, outcome: str) -> None:
    case = {"items": [{"rule a": {"checks": ["pass"], "platforms": ["cpe:/a:two"]}}]}
    lay_out(tmp_path, case)
    item = f'<cpe-list xmlns="{CPE_DICT}"><cpe-item name="cpe:/a:two"><title>t</title>{checks}</cpe-item></cpe-list>'
    (tmp_path / "b-cpe-dictionary.xml").write_text(item, encoding="utf-8")
    judged = evaluate(options_of(tmp_path, case), NOW)
    assert [str(each.outcome) for each in judged.evaluation.test_result.rule_results] == [outcome]


def test_what_is_no_cpe_document_is_refused() -> None:
    with pytest.raises(Invalid, match="not-cpe"):
        read_cpe_list(parse(b"<x/>", "x.xml"), "x.xml")
