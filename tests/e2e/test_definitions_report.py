"""OVAL definitions without a benchmark: the report speaks of them, and what breaks their schema is told."""

import json
import re
from pathlib import Path

from lxml import etree

from oval_sample import make_sample
from scapkit.names import OVAL_SC
from shared import Run

WORDS_OF_BENCHMARKS = ("No score", "Severity", "Benchmark", "Profile", " rules", "Rule ID")


def test_the_page_is_about_definitions_and_keeps_errors_apart(scapkit: Run, tmp_path: Path) -> None:
    make_sample(tmp_path)
    scapkit("evaluate", "d.xml", "--dump", "tree", "--html", "r.html", "--json", "r.json", cwd=tmp_path)
    page = (tmp_path / "r.html").read_text(encoding="utf-8").partition("<body")[2].partition("<script")[0]
    text = " ".join(re.sub("<[^>]*>", " ", page).split())
    assert "2 of 5 definitions are true; 1 is in error; 1 is not evaluated; 1 is unknown." in text
    assert "True (vulnerable) 1" in text
    assert [each for each in WORDS_OF_BENCHMARKS if each in text] == []
    missing, errors = text.split("What the content says cannot be judged")
    assert "looks for nothing" in missing
    assert "no value was given for the external variable" not in missing
    assert "no value was given for the external variable" in errors
    found = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["missing_evidence"]
    assert [each["kind"] for each in found] == ["missing", "error"]


def test_a_type_that_is_newer_than_the_document_says_is_warned_of(scapkit: Run, tmp_path: Path) -> None:
    make_sample(tmp_path)
    old = (tmp_path / "d.xml").read_text(encoding="utf-8").replace(">5.11<", ">5.3<")
    (tmp_path / "d.xml").write_text(old, encoding="utf-8")
    done = scapkit("evaluate", "d.xml", "--dump", "tree", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr == (
        "scapkit: warning: d.xml: newer-type: independent:textfilecontent54 exists since OVAL 5.4, and the document"
        " says 5.3 (scapkit validate checks it by its schema)\n"
    )


def test_a_collection_of_something_else_is_warned_of_with_the_share(scapkit: Run, tmp_path: Path) -> None:
    make_sample(tmp_path)
    scapkit("evaluate", "d.xml", "--dump", "tree", "--oval-results", "r.xml", cwd=tmp_path)
    part = next(etree.parse(tmp_path / "r.xml").iter(f"{{{OVAL_SC}}}oval_system_characteristics"))
    text = etree.tostring(part, encoding="unicode", with_tail=False)
    (tmp_path / "sc.xml").write_text(text, encoding="utf-8")
    assert "hardly-collected" not in scapkit("analyse", "d.xml", "sc.xml", cwd=tmp_path).stderr
    (tmp_path / "other.xml").write_text(re.sub(r"oval:x:obj:(\d)", r"oval:y:obj:\1", text), encoding="utf-8")
    done = scapkit("analyse", "d.xml", "other.xml", cwd=tmp_path)
    assert done.returncode == 0
    assert "other.xml: hardly-collected: 4 of the 4 objects that the definitions ask for" in done.stderr
