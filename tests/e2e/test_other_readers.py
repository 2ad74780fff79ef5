"""What other programs make of our results: openscap-report, and every verb of oscap that takes them."""

import re
import sys
from pathlib import Path

import pytest
from lxml import etree

from reference import ask
from scapkit.names import CPE_DICT, CPE_LANG, OVAL_DEF, OVAL_RES, XCCDF
from shared import SAMPLES, Run

X = f"{{{XCCDF}}}"
READER = Path(sys.executable).with_name("oscap-report")
SHOWN = re.compile(r'rule-id="([^"]+)" result="([^"]+)"')
PROFILES = {"cluster": "cis", "node": "cis-node"}


def objectless(datastream: Path) -> list[str]:
    """The rules whose definitions have an unknown_test, which has no object: openscap-report 1.0 dies of any result."""
    root = etree.parse(datastream).getroot()
    tests = {each.get("id") for each in root.iter("{*}unknown_test")}
    definitions = [each for each in root.iter(f"{{{OVAL_DEF}}}definition") if each.get("class") == "compliance"]
    found = (each for each in definitions if tests & {one.get("test_ref") for one in each.iter("{*}criterion")})
    return [str(each.get("id")).removeprefix("oval:ssg-").partition(":")[0] for each in found]


@pytest.fixture(scope="module", params=list(PROFILES))
def judged(request: pytest.FixtureRequest, scapkit: Run, eks: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the results of one of the samples."""
    made = tmp_path_factory.mktemp("judged")
    asked = ("evaluate", eks / "ssg-eks-ds.xml", "--profile", PROFILES[request.param], "--quiet")
    results = ("--arf", made / "arf.xml", "--xccdf-results", made / "xccdf.xml")
    skipped = [word for name in objectless(eks / "ssg-eks-ds.xml") for word in ("--skip-rule", name)]
    done = scapkit(*asked, "--dump", SAMPLES / request.param, *skipped, *results)
    assert done.returncode in (0, 2), done.stderr
    return made


def verdicts(path: Path) -> dict[str, str]:
    """Rule ids and results as the XML has them, without what was not selected."""
    found = etree.parse(path).getroot().iter(f"{X}rule-result")
    results = {str(each.get("idref")): each.findtext(f"{X}result", "") for each in found}
    return {name: result for name, result in results.items() if result != "notselected"}


@pytest.mark.parametrize("name", ["arf.xml", "xccdf.xml"])
def test_openscap_report_shows_our_verdicts(judged: Path, tmp_path: Path, name: str) -> None:
    if not READER.exists():
        pytest.skip("openscap-report is not installed")
    page = tmp_path / "page.html"
    done = ask([READER, "--format", "HTML", "--debug", "NO-MINIFY", "--output", page, judged / name], decided=False)
    assert done.returncode == 0, done.stderr
    shown = dict(SHOWN.findall(page.read_text(encoding="utf-8")))
    wanted = verdicts(judged / name)
    assert {rule: result for rule, result in shown.items() if result != "notselected"} == wanted


def test_every_definition_of_a_platform_expression_has_a_result_in_our_arf(judged: Path) -> None:
    root = etree.parse(judged / "arf.xml").getroot()
    names = {each.get("name") for each in root.iter(f"{{{CPE_LANG}}}fact-ref")}
    items = (each for each in root.iter(f"{{{CPE_DICT}}}cpe-item") if each.get("name") in names)
    asked = {each.findtext(f"{{{CPE_DICT}}}check") for each in items}
    assert asked
    told = {each.get("definition_id") for each in root.iter(f"{{{OVAL_RES}}}definition")}
    assert asked <= told


def test_oscap_reads_our_results_in_every_way(oscap: str, judged: Path, tmp_path: Path) -> None:
    arf, xccdf = judged / "arf.xml", judged / "xccdf.xml"
    assert ask([oscap, "ds", "rds-validate", arf]).returncode == 0
    assert ask([oscap, "xccdf", "validate", xccdf]).returncode == 0
    assert ask([oscap, "ds", "rds-split", arf, tmp_path / "parts"]).returncode == 0
    assert verdicts(tmp_path / "parts" / "report.xml") == verdicts(arf)
    failed = {name for name, result in verdicts(arf).items() if result == "fail"}
    for path in (arf, xccdf):
        assert "xccdf_scapkit_testresult_" in ask([oscap, "info", path]).stdout
        page = ask([oscap, "xccdf", "generate", "report", path]).stdout
        assert all(name in page for name in failed)
        script = ask([oscap, "xccdf", "generate", "fix", "--fix-type", "bash", "--result-id", "", path]).stdout
        assert set(re.findall(r"BEGIN fix \(\d+ / \d+\) for '([^']+)'", script)) == failed
