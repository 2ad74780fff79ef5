"""Reports of a collection, for who reads no more than these."""

import shutil
from pathlib import Path

from scapkit.api import EvaluateOptions
from scapkit.api.evaluating.fleet import evaluate_fleet
from scapkit.api.reports.reporting import Report
from shared import NOW, SAMPLES

FORMATS = ("csv", "junit", "sarif", "code-scanning", "oscal", "asff", "ocsf", "markdown", "text", "html")


def test_who_reads_a_report_alone_sees_what_was_not_judged(eks: Path, tmp_path: Path) -> None:
    made = tmp_path / "shop"
    for name in ("one", "two"):
        shutil.copytree(SAMPLES / "cluster", made / name)
    (made / "two/manifest.json").write_bytes(b"{")
    reports = tuple(Report(each, str(tmp_path / each)) for each in FORMATS)
    options = EvaluateOptions(str(eks / "ssg-eks-ds.xml"), str(made), reports=reports)
    assert evaluate_fleet(options, (str(made),), ("cis",), NOW).exit_code == 2
    for each in FORMATS:
        told = (tmp_path / each).read_text(encoding="utf-8")
        assert ("two" in told, "malformed-json" in told) == (True, True), each
