"""OVAL results that stand alone, reported on: a rule for each definition."""

import json
from pathlib import Path
from typing import Any

import pytest

from foreign_results import DEFINITIONS, benchmark, oval_results
from reference import ask
from scapkit.api.recorded.reading import ReadingOptions, read_results
from scapkit.names import OVAL_COMMON, OVAL_DEF
from scapkit.problem import Invalid
from shared import Run

CONTENT = f"""<oval_definitions xmlns="{OVAL_DEF}" xmlns:oval="{OVAL_COMMON}" xmlns:unix="{OVAL_DEF}#unix"><generator>
<oval:schema_version>5.11</oval:schema_version><oval:timestamp>2026-01-02T03:04:05</oval:timestamp></generator>
<definitions>DEFINITIONS</definitions><tests>
<unix:file_test id="oval:x:tst:1" version="1" check="all" check_existence="at_least_one_exists" comment="there">
<unix:object object_ref="oval:x:obj:1"/></unix:file_test></tests><objects>
<unix:file_object id="oval:x:obj:1" version="1"><unix:filepath>/etc/x</unix:filepath></unix:file_object></objects>
</oval_definitions>"""
DEFINITION = """<definition id="oval:x:def:{}" version="1" class="{}"><metadata><title>Title {}</title><description>d</description>
</metadata><criteria><criterion test_ref="oval:x:tst:1" comment="there"/></criteria></definition>"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Definitions that are true of the tree beside them."""
    (tmp_path / "tree" / "etc").mkdir(parents=True)
    (tmp_path / "tree" / "etc" / "x").write_text("x", encoding="utf-8")
    found = DEFINITION.format(1, "compliance", 1) + DEFINITION.format(2, "vulnerability", 2)
    (tmp_path / "x-oval.xml").write_text(CONTENT.replace("DEFINITIONS", found), encoding="utf-8")
    return tmp_path / "x-oval.xml"


def rules(text: str) -> list[dict[str, Any]]:
    """The rules of a report without their times, which OVAL writes otherwise."""
    return [{**each, "time": ""} for each in json.loads(text)["rules"]]


def test_a_report_of_our_oval_results_tells_what_the_evaluation_told(
    scapkit: Run, content: Path, tmp_path: Path
) -> None:
    results, told = tmp_path / "x-results.xml", tmp_path / "told.json"
    scapkit("evaluate", content, "--dump", tmp_path / "tree", "--oval-results", results, "--json", told)
    done = scapkit("report", results, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert rules(done.stdout) == rules(told.read_text(encoding="utf-8"))
    assert "2 of 2 definitions are true" in scapkit("report", results, "--format", "html").stdout


def test_oval_results_of_oscap_are_reported_on(scapkit: Run, oscap: str, content: Path, tmp_path: Path) -> None:
    results = tmp_path / "theirs.xml"
    words: list[str | Path] = [oscap, "oval", "eval", "--id", "oval:x:def:2", "--results", results, content]
    ask(words, tmp_path / "tree", makes=results)
    (found,) = rules(scapkit("report", results, "--format", "json").stdout)
    assert (found["id"], found["title"], found["result"]) == ("oval:x:def:2", "Title 2", "fail"), "true, and vulnerable"
    (test,) = found["checks"][0]["definitions"][0]["criteria"]["children"]
    assert "/etc/x" in json.dumps(test["test"]["items"])


def read(path: Path, text: str, content: str = "") -> Any:
    path.write_text(text, encoding="utf-8")
    (found,) = read_results([str(path)], ReadingOptions(content=content))
    return found


def test_definitions_that_the_results_leave_out_are_told_of_or_named(tmp_path: Path) -> None:
    bare = oval_results(definitions="")
    found = read(tmp_path / "r.xml", bare)
    assert [each.code for each in found.warnings] == ["no-definitions"]
    assert [each.text.title for each in found.view().rules] == ["oval:x:def:1"]
    (tmp_path / "d.xml").write_text(DEFINITIONS, encoding="utf-8")
    found = read(tmp_path / "r.xml", bare, str(tmp_path / "d.xml"))
    assert found.warnings == ()
    assert [each.text.title for each in found.view().rules] == ["The file is there"]
    (tmp_path / "b.xml").write_text(benchmark(), encoding="utf-8")
    with pytest.raises(Invalid, match="no-definitions: these are OVAL results, and this is a benchmark"):
        read(tmp_path / "r.xml", bare, str(tmp_path / "b.xml"))


def test_of_several_systems_it_is_told_that_one_is_shown(tmp_path: Path) -> None:
    text = oval_results()
    start, end = text.index("<r:system>"), text.index("</r:system>") + len("</r:system>")
    found = read(tmp_path / "r.xml", text[:end] + text[start:end] + text[end:])
    assert [each.code for each in found.warnings] == ["several-systems"]
    assert len(found.view().rules) == 1
