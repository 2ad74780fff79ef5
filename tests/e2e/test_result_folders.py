"""Folders of results: what is taken for results, and what is told to be left out."""

from pathlib import Path

import pytest

from scapkit.names import XCCDF
from shared import Run


@pytest.mark.parametrize("before", ["<!-- <html> -->", f"<!-- {'x' * 70_000} -->", "<?xml-stylesheet href='<a>'?>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_results_of_a_folder_are_found_whatever_stands_before_their_root(
    scapkit: Run, tmp_path: Path, before: str, encoding: str
) -> None:
    result = f'<TestResult xmlns="{XCCDF}"><target>shop</target></TestResult>'
    text = f'<?xml version="1.0" encoding="{encoding}"?>{before}{result}'
    (tmp_path / "a.xml").write_bytes(text.encode(encoding))
    (tmp_path / "b.xml").write_text(f'<Benchmark xmlns="{XCCDF}">{before}{result}</Benchmark>', encoding="utf-8")
    done = scapkit("report", tmp_path, "--format", "junit")
    assert [done.stdout.count(f'<testsuite name="{name}"') for name in ("shop", "shop-2")] == [1, 1], done.stderr
    assert "skipped-file" not in done.stderr


def test_xml_files_of_a_folder_that_are_left_out_are_told(scapkit: Run, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(f'<TestResult xmlns="{XCCDF}"><target>shop</target></TestResult>', encoding="utf-8")
    (tmp_path / "b.xml").write_text("<html><TestResult/></html>", encoding="utf-8")
    (tmp_path / "c.xml").write_text("TestResult", encoding="utf-8")
    (tmp_path / "d.xml").write_text(f'<Benchmark xmlns="{XCCDF}"/>', encoding="utf-8")
    (tmp_path / "e.xml").write_text("<oval_results/>", encoding="utf-8")
    done = scapkit("report", tmp_path)
    told = [line for line in done.stderr.splitlines() if "skipped-file" in line]
    assert len(told) == 3, done.stderr
    assert "b.xml: skipped-file: is left out of the results of its folder: it begins with html" in told[0]
    assert "c.xml: skipped-file: is left out of the results of its folder: it is no XML" in told[1]
    assert "d.xml" in told[2]
    assert "benchmark without a TestResult" in told[2]
    assert "skipped-file" in scapkit("diff", tmp_path, tmp_path).stderr
