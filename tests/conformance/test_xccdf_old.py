"""XCCDF 1.1.4: every case in the old namespace and with ids of the old form comes to the same."""

import bz2
import re
from pathlib import Path
from typing import Any

import pytest

from conformance.cases import cases
from conformance.xccdf_judges import X, lay_out, options_of, ours
from reference import ask
from scapkit.api.evaluating.judging import evaluate
from scapkit.names import XCCDF, XCCDF_11, XCCDF_11_TAILORING
from scapkit.xmlio.parse import parse
from scapkit.xmlio.upgrade import upgraded
from scapkit.xmlio.validate import schema_problems

NOW = "2026-01-02T03:04:05Z"
WHOLE_ID = re.compile("xccdf_x_(rule|group|value|profile|benchmark|tailoring)_")
CASES = [pytest.param(case, id=f"{name}: {case['note']}") for name, case in cases("xccdf") if "refused" not in case]


def age(folder: Path) -> None:
    """The case's documents as 1.1.4 has them; tailorings as oscap made them for it."""
    for name, namespace in (("b-xccdf.xml", XCCDF_11), ("t.xml", XCCDF_11_TAILORING)):
        file = folder / name
        if file.is_file():
            text = WHOLE_ID.sub("", file.read_text(encoding="utf-8")).replace(XCCDF, namespace)
            if namespace == XCCDF_11_TAILORING:
                text = text.replace("<Profile ", f'<Profile xmlns="{XCCDF_11}" ')
            file.write_text(text, encoding="utf-8")


def short(case: dict[str, Any]) -> dict[str, Any]:
    """The case with the profile's name by which it can be asked for."""
    return {**case, "want": {name: [want] if isinstance(want, str) else want for name, want in case["want"].items()}}


@pytest.mark.parametrize("case", CASES)
def test_old_document_comes_to_the_same(case: dict[str, Any], tmp_path: Path) -> None:
    lay_out(tmp_path, case)
    age(tmp_path)
    options = options_of(tmp_path, case)
    judged = evaluate(options._replace(profile=WHOLE_ID.sub("", options.profile)), NOW)
    found: dict[str, list[str]] = {}
    for each in judged.evaluation.test_result.rule_results:
        found.setdefault(each.rule_id.removeprefix("xccdf_scapkit_rule_"), []).append(str(each.outcome))
    assert found == short(case)["want"]


def test_oscap_reads_the_old_document_alike(oscap: str, tmp_path: Path) -> None:
    """A few of the cases: how both read is asked here, what they make of it elsewhere."""
    asked = 0
    for _, case in cases("xccdf"):
        alone = all(isinstance(want, str) for want in case.get("want", {}).values())
        if alone and asked < 15 and not {"refused", "oscap", "profiles", "tailoring", "only", "skip"} & set(case):
            asked += 1
            folder = tmp_path / str(asked)
            folder.mkdir()
            lay_out(folder, case)
            age(folder)
            profile = ["--profile", "p"] if "do" in case else []
            words = [
                "xccdf",
                "eval",
                "--skip-valid",
                "--cpe",
                "b-cpe-dictionary.xml",
                "--results",
                "theirs.xml",
                *profile,
            ]
            ask([oscap, *words, "b-xccdf.xml"], folder / "tree", folder, makes=folder / "theirs.xml")
            root = parse((folder / "theirs.xml").read_bytes(), "theirs.xml")
            old = X.replace(XCCDF, XCCDF_11)
            found = {str(each.get("idref")): each.findtext(f"{old}result") for each in root.iter(f"{old}rule-result")}
            assert found == case["want"], case["note"]
    assert asked == 15


OLD = f"""<Benchmark xmlns="{XCCDF_11}" id="b" resolved="0" style="SCAP_1.1"><status date="2008-01-01">draft</status>
<title>t</title><plain-text id="pt">plain</plain-text>
<platform-definitions xmlns="http://www.cisecurity.org/xccdf/platform/0.2.3"/><!-- c -->
<platform-specification xmlns="http://cpe.mitre.org/language/2.0"><platform id="pl">
<logical-test operator="AND" negate="false"><fact-ref name="cpe:/a:x:yes"/></logical-test></platform></platform-specification>
<platform idref="pl"/><version>1</version>
<Profile id="p"><title>p</title><select idref="g" selected="true"/><set-value idref="v">x</set-value></Profile>
<Profile id="q" extends="p"><title>q</title><select idref="cl" selected="true"/></Profile>
<Value id="v"><title>V</title><description>d</description><value>1</value></Value>
<Group id="g"><title>G</title><description>x</description><requires idref="r s"/>
<Rule id="r" cluster-id="cl"><title>R <sub idref="v"/> <sub idref="pt"/></title><impact-metric>m</impact-metric>
<conflicts idref="s"/><check system="urn:s"><check-export value-id="v" export-name="e"/><check-content-ref href="f"/></check></Rule>
<Rule id="xccdf_org.x_rule_s" extends="r"><title>S</title></Rule></Group></Benchmark>"""


def test_ids_and_all_that_refers_to_them_take_the_new_form(schemas: Path) -> None:
    root = parse(upgraded(OLD.encode(), "old.xml"), "old.xml")
    assert [
        str(each) for each in schema_problems(root, "old.xml", schemas) if "not an element of the set" not in str(each)
    ] == []
    named = [f"{{{XCCDF}}}{name}" for name in ("Profile", "Value", "Group", "Rule")]
    assert [each.get("id") for each in root.iter(*named)] == [
        "xccdf_scapkit_profile_p",
        "xccdf_scapkit_profile_q",
        "xccdf_scapkit_value_v",
        "xccdf_scapkit_group_g",
        "xccdf_scapkit_rule_r",
        "xccdf_org.x_rule_s",
    ]
    assert [each.get("idref") for each in root.iter(f"{X}select")] == ["xccdf_scapkit_group_g", "cl"]
    assert [(each.get("idref"), each.get("use")) for each in root.iter(f"{X}sub")] == [
        ("xccdf_scapkit_value_v", "legacy"),
        ("pt", "legacy"),
    ]
    assert root.find(f"{X}platform").get("idref") == "#pl"  # type: ignore[union-attr]
    assert root.find(f".//{X}check-export").get("value-id") == "xccdf_scapkit_value_v"  # type: ignore[union-attr]
    assert root.get("style") == "SCAP_1.2"


def test_prose_that_names_another_version_does_not_matter(tmp_path: Path) -> None:
    case = {"items": [{"rule a": {"titles": [f"as {XCCDF} and {XCCDF_11} say"], "checks": ["pass"]}}]}
    lay_out(tmp_path, case)
    assert list(ours(tmp_path, case).results) == ["a"]
    file = tmp_path / "b-xccdf.xml"
    file.write_text(file.read_text(encoding="utf-8").replace(f'"{XCCDF}"', f"'{XCCDF_11}'"), encoding="utf-8")
    assert list(ours(tmp_path, case).results) == ["a"]


def test_compressed_documents_are_read(tmp_path: Path) -> None:
    """Benchmark and definitions, the latter in two streams as parallel programs write them."""
    case = {"items": [{"rule a": "pass"}, {"rule b": "fail"}], "want": {"a": ["pass"], "b": ["fail"]}}
    lay_out(tmp_path, case)
    for name in ("b-xccdf.xml", "b-oval.xml"):
        data = (tmp_path / name).read_bytes()
        parts = (data[:100], data[100:]) if name == "b-oval.xml" else (data,)
        (tmp_path / name).write_bytes(b"".join(map(bz2.compress, parts)))
    assert ours(tmp_path, case).results == case["want"]
