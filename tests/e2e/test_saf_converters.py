"""What Heimdall and the SAF CLI read with, MITRE's converters, makes of our XCCDF results, ASFF and HDF."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import report_views as views
from packaged import node
from scapkit.names import XCCDF
from scapkit.report.formats import asff, hdf
from shared import SAMPLES, Run

CONVERTERS = "@mitre/hdf-converters/package.json"
STATUS = {"pass": "passed", "fixed": "passed", "fail": "failed", "unknown": "error", "error": "error"}
SKIPPED = "skipped"


def controls(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {each["id"]: each for profile in document["profiles"] for each in profile["controls"]}


@pytest.mark.parametrize("profile", ["cis", "cis-1.8"])
def test_our_xccdf_results_are_read_rule_by_rule(scapkit: Run, eks: Path, tmp_path: Path, profile: str) -> None:
    file = tmp_path / "xccdf.xml"
    asked = ("evaluate", eks / "ssg-eks-ds.xml", "--profile", profile, "--dump", SAMPLES / "cluster")
    assert scapkit(*asked, "--xccdf-results", file, "--quiet").returncode == 2
    told = {
        each.get("idref", ""): (each.findtext(f"{{{XCCDF}}}result") or "", each.get("severity", ""))
        for each in etree.parse(file).iter(f"{{{XCCDF}}}rule-result")
    }
    found = controls(node("convert.cjs", file, CONVERTERS, "xccdf"))
    assert {name: each["results"][0]["status"] for name, each in found.items()} == {
        name: STATUS.get(outcome, SKIPPED) for name, (outcome, _) in told.items()
    }
    for name, each in found.items():
        outcome, severity = told[name]
        # it takes what has no severity for what does not apply
        counts = outcome not in ("notselected", "notapplicable", "informational") and severity != "unknown"
        assert (each["impact"] > 0) is counts
        assert each["results"][0]["start_time"]
        assert each["title"]
        assert each["desc"]


def test_our_findings_are_read_asset_by_asset(tmp_path: Path) -> None:
    given = (views.view(), views.waived_view(), views.all_outcomes_view())
    file = tmp_path / "asff.json"
    file.write_bytes(b"".join(asff.FORMAT.render(given)))
    (document,) = node("convert.cjs", file, CONVERTERS, "asff")
    found = controls(document)
    assert set(found) == {f"scapkit/TEST/{rule.text.short_id}" for view in given for rule in view.rules}
    statuses = [each["status"] for each in found["scapkit/TEST/rotation"]["results"]]
    assert sorted(statuses) == ["failed", "passed"]


@pytest.mark.parametrize("number", range(len(views.all_views())))
def test_a_checklist_is_made_of_every_report(tmp_path: Path, number: int) -> None:
    view = views.all_views()[number]
    file = tmp_path / "hdf.json"
    file.write_bytes(b"".join(hdf.FORMAT.render([view])))
    root = etree.fromstring(node("convert.cjs", file, CONVERTERS, "checklist")["ckl"].encode())
    rules = {rule.text.id for rule in view.rules}
    assert len(root.findall(".//VULN")) == len(rules)
    if number == 0:
        assert root.findtext("ASSET/HOST_NAME") == "shop-prod"
        statuses = Counter(each.text for each in root.iter("STATUS"))
        assert statuses == {"NotAFinding": 1, "Open": 1, "Not_Applicable": 1, "Not_Reviewed": 2}
