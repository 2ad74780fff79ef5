"""The SAF CLI reads what is written for it.

It is large (about 450 MB), so that it is not installed with the rest: with `npm install --prefix DIR @mitre/saf@1.5.3` and
`SCAPKIT_TEST_SAF=DIR/node_modules/.bin/saf` in the environment these tests run, in about a minute.
"""

import json
import os
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from scapkit.names import XCCDF
from shared import SAMPLES, Run

SAF = os.environ.get("SCAPKIT_TEST_SAF", "")
STATUS = {"pass": "passed", "fail": "failed", "unknown": "error", "error": "error"}
SKIPPED = "skipped"
NO_IMPACT = ("notapplicable", "informational", "notselected")

Saf = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def saf(tmp_path: Path) -> Saf:
    if not SAF:
        pytest.skip("SCAPKIT_TEST_SAF names no SAF CLI (see the top of this file)")

    def run(*words: object, code: int = 0) -> "subprocess.CompletedProcess[str]":
        given = [str(word) for word in (SAF, *words)]
        done = subprocess.run(given, check=False, capture_output=True, text=True, timeout=120, cwd=tmp_path)
        assert done.returncode == code, done.stdout + done.stderr
        return done

    return run


@pytest.fixture
def judged(scapkit: Run, eks: Path, tmp_path: Path) -> Path:
    """A folder with the sample cluster's results."""
    (tmp_path / "waivers.yml").write_text(
        "waivers:\n- rule: secret_encryption\n  asset: '*'\n  result: pass\n  authority: Ann\n"
        "  reason: Later.\n  expires: 2099-01-01\n"
    )
    asked = ("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis-1.8", "--dump", SAMPLES / "cluster")
    reports = [word for name in ("hdf", "asff") for word in ("--report", f"{name}={tmp_path / name}.json")]
    results = ("--xccdf-results", tmp_path / "xccdf.xml", "--waivers", tmp_path / "waivers.yml")
    done = scapkit(*asked, *reports, *results, "--quiet")
    assert done.returncode == 2, done.stderr
    return tmp_path


def outcomes(file: Path) -> dict[str, str]:
    """The result of each rule that XCCDF results tell, before waivers."""
    root = etree.parse(file)
    found = {}
    for each in root.iter(f"{{{XCCDF}}}rule-result"):
        old = each.findtext(f"{{{XCCDF}}}override/{{{XCCDF}}}old-result")
        found[each.get("idref", "").rpartition("_rule_")[2]] = old or each.findtext(f"{{{XCCDF}}}result") or ""
    return found


def controls(file: Path) -> dict[str, dict[str, Any]]:
    found = json.loads(file.read_bytes())
    return {each["id"]: each for profile in found["profiles"] for each in profile["controls"]}


def test_the_summary_counts_what_was_judged(saf: Saf, judged: Path) -> None:
    saf("view", "summary", "-i", judged / "hdf.json", "-f", "json", "--no-stdout", "-o", judged / "summary.json")
    (found,) = json.loads((judged / "summary.json").read_bytes())
    told = {name: outcome for name, outcome in outcomes(judged / "xccdf.xml").items() if outcome != "notselected"}
    waived = told.pop("secret_encryption")
    assert waived == "fail"
    counts = Counter(STATUS.get(each, SKIPPED) for each in told.values() if each not in NO_IMPACT)
    totals = {name: found[name]["total"] for name in ("passed", "failed", "error", SKIPPED)}
    assert totals == {name: counts[name] for name in totals}
    assert found["no_impact"]["total"] == 1 + sum(each in NO_IMPACT for each in told.values())


def test_thresholds_hold_or_not(saf: Saf, judged: Path) -> None:
    saf("generate", "threshold", "-i", judged / "hdf.json", "-o", judged / "threshold.yml")
    saf("validate", "threshold", "-i", judged / "hdf.json", "-T", judged / "threshold.yml")
    saf("validate", "threshold", "-i", judged / "hdf.json", "-I", "{compliance.min: 99}", code=1)


def test_a_checklist_is_made_of_it(saf: Saf, judged: Path) -> None:
    saf("convert", "hdf2ckl", "-i", judged / "hdf.json", "-o", judged / "made.ckl")
    root = etree.parse(judged / "made.ckl")
    assert root.findtext("ASSET/HOST_NAME") == "shop-prod"
    statuses = Counter(each.text for each in root.iter("STATUS"))
    told = Counter(outcomes(judged / "xccdf.xml").values())
    assert statuses["Open"] == told["fail"]
    assert statuses["NotAFinding"] == told["pass"]


@pytest.mark.parametrize("form", ["hdf2csv", "hdf2xccdf", "hdf2caat", "hdf2condensed"])
def test_other_formats_are_made_of_it(saf: Saf, judged: Path, form: str) -> None:
    saf("convert", form, "-i", judged / "hdf.json", "-o", judged / "made")
    assert [path for path in judged.glob("made*") if path.stat().st_size]


def test_findings_of_security_hub_are_read(saf: Saf, judged: Path) -> None:
    saf("convert", "asff2hdf", "-i", judged / "asff.json", "-o", judged / "read")
    (file,) = (judged / "read").iterdir()
    told = {name for name, outcome in outcomes(judged / "xccdf.xml").items() if outcome != "notselected"}
    assert {name.rpartition("/")[2] for name in controls(file)} == told


def test_xccdf_results_are_read_rule_by_rule(saf: Saf, judged: Path) -> None:
    """It gives rules of unknown severity no impact, and so does not count them."""
    saf("convert", "xccdf_results2hdf", "-i", judged / "xccdf.xml", "-o", judged / "read.json")
    found = {name.rpartition("_rule_")[2]: each for name, each in controls(judged / "read.json").items()}
    told = outcomes(judged / "xccdf.xml") | {"secret_encryption": "pass"}
    assert {name: each["results"][0]["status"] for name, each in found.items()} == {
        name: STATUS.get(outcome, SKIPPED) for name, outcome in told.items()
    }
    assert found["fargate"]["impact"] == 0
