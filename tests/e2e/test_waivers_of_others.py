"""Waivers of results that oscap wrote, and results that somebody else overrode."""

import json
from pathlib import Path
from typing import Any

from lxml import etree

from reference import ask
from shared import Run

X = "{http://checklists.nist.gov/xccdf/1.2}"
AUTH = "xccdf_org.ssgproject.content_rule_kubelet_anonymous_auth"
WAIVERS = """waivers:
- rule: kubelet_anonymous_auth
  asset: "*"
  result: pass
  findings: ["*"]
  authority: Ann
  reason: A test system.
  expires: 2099-01-01
- rule: kubelet_enable_cert_rotation
  asset: "*"
  result: informational
  authority: Ann
  reason: A test system.
  expires: 2099-01-01
"""


def reported(scapkit: Run, folder: Path, *words: str) -> dict[str, Any]:
    """A report on what oscap wrote, as JSON."""
    done = scapkit("report", "theirs.xml", "--format", "json", "--output", "r.json", *words, cwd=folder)
    assert done.returncode == 0, done.stderr
    whole: dict[str, Any] = json.loads((folder / "r.json").read_bytes())
    return whole


def overridden(report: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """What the results of rules were and are, where somebody overrode them."""
    return {
        each["short_id"]: (each["original_result"], each["result"]) for each in report["rules"] if each["overrides"]
    }


def test_what_oscap_wrote_is_waived_by_rule_and_by_what_was_found(
    scapkit: Run, oscap: str, eks: Path, trees: dict[str, Path], tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs.xml"
    profile = "xccdf_org.ssgproject.content_profile_cis-node"
    words = (oscap, "xccdf", "eval", "--profile", profile, "--results-arf", str(theirs), str(eks / "ssg-eks-ds.xml"))
    ask(words, trees["failing"], makes=theirs)
    (tmp_path / "w.yml").write_text(WAIVERS, encoding="utf-8")
    before, after = reported(scapkit, tmp_path), reported(scapkit, tmp_path, "--waivers", "w.yml")
    assert overridden(before) == {}
    assert overridden(after) == {
        "kubelet_anonymous_auth": ("fail", "pass"),
        "kubelet_enable_cert_rotation": ("fail", "informational"),
    }
    assert after["scores_before"] == before["scores"]
    assert after["scores"][0]["value"] > before["scores"][0]["value"]


def test_what_somebody_else_overrode_is_told_in_the_same_way(
    scapkit: Run, eks: Path, trees: dict[str, Path], tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs.xml"
    judge = ("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis-node", "--dump", trees["failing"])
    scapkit(*judge, "--xccdf-results", theirs)
    root = etree.parse(theirs)
    result = next(each for each in root.iter(f"{X}rule-result") if each.get("idref") == AUTH)
    outcome = result.find(f"{X}result")
    assert outcome is not None
    outcome.text = "pass"
    override = etree.Element(f"{X}override", time="2025-05-05T05:05:05", authority="An auditor")
    for name, text in (("old-result", "fail"), ("new-result", "pass"), ("remark", "Seen <on> site.")):
        etree.SubElement(override, f"{X}{name}").text = text
    outcome.addnext(override)
    root.write(theirs)
    found = reported(scapkit, tmp_path)
    assert overridden(found) == {"kubelet_anonymous_auth": ("fail", "pass")}
    (rule,) = (each for each in found["rules"] if each["overrides"])
    assert rule["overrides"] == [
        {
            "old_result": "fail",
            "new_result": "pass",
            "authority": "An auditor",
            "time": "2025-05-05T05:05:05",
            "remark": "Seen <on> site.",
        }
    ]
    assert found["scores_before"][0]["value"] < 100
    told = scapkit("report", theirs).stdout
    assert "waived:\n  kubelet_anonymous_auth: fail became pass\n    by An auditor: Seen <on> site.\n" in told
    page = tmp_path / "page.html"
    scapkit("report", theirs, "--format", "html", "--output", page)
    assert "by <bdi>An auditor</bdi> on 2025-05-05T05:05:05: <bdi>Seen &lt;on&gt; site.</bdi>" in page.read_text()
