"""`scapkit table` of how controls are checked: by this project's rules and by other tools, and what moved where."""

import csv
from io import StringIO
from pathlib import Path

import pytest

from authored import CONTENT, POLICY, RULE, edited, project
from shared import Run

ASKED = """title: Somebody Has Looked
description: Somebody has looked at it.
rationale: Nobody else can tell.
severity: low
platforms: [tiny]
ocil_clause: nobody has looked
ocil: Ask.
"""
OLD = """title: Old
id: old
version: '1.9'
controls:
  - id: '1'
    title: Heading
    controls:
      - {id: '1.9', title: Owner, status: automated, rules: [conf_owner]}
      - {id: '1.10', title: Asked, status: manual, rules: [asked]}
  - {id: '2', title: Gone, status: automated, rules: [api_answer, var_mode=strict]}
"""
NEW = """title: New
id: new
version: '1.10'
controls:
  - {id: '1.9', title: Owner | more <b>, status: partial, rules: [conf_owner, asked]}
  - {id: '1.11', title: Nothing, status: pending}
"""
TOOL = """tool: some-bench
policies:
  - id: old
    source: https://example.org/old
    automated: ['1.9', '1.12']
    manual: ['2']
"""
COMPARISON = f"{CONTENT}/comparisons/some-bench.yml"
FILES = {
    POLICY: OLD,
    f"{CONTENT}/controls/new.yml": NEW,
    f"{CONTENT}/files/asked/rule.yml": ASKED,
    COMPARISON: TOOL,
    "profiles/tiny/base.profile": None,
}


def rows(scapkit: Run, source: Path, *words: str) -> list[list[str]]:
    done = scapkit("table", "tiny", "--source", source, "--format", "csv", "--kind", *words)
    assert (done.returncode, done.stderr) == (0, "")
    return list(csv.reader(StringIO(done.stdout, newline="")))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The tiny project with two policies and a tool that they are compared with."""
    return project(tmp_path / "project", FILES)


def test_a_control_is_checked_as_its_rules_are_whatever_its_status_says(scapkit: Run, source: Path) -> None:
    assert rows(scapkit, source, "automation", "--policy", "old") == [
        ["Control", "Title", "Checked", "Rules", "Reads", "some-bench"],
        ["1.9", "Owner", "automated", "conf_owner (automated)", "/etc/conf", "automated"],
        ["1.10", "Asked", "manual", "asked (manual)", "", ""],
        ["1.12", "", "none", "", "", "automated"],
        ["2", "Gone", "automated", "api_answer (automated)", "/api/v1/answers", "manual"],
    ]


def test_of_several_policies_each_control_tells_which_it_is_of(scapkit: Run, source: Path) -> None:
    found = rows(scapkit, source, "automation")
    assert [row[0] for row in found[1:3]] == ["new:1.9", "new:1.11"]
    assert [row[2] for row in found[1:3]] == ["partly", "none"]


def test_totals_count_controls_by_section_and_leave_headings_out(scapkit: Run, source: Path) -> None:
    assert rows(scapkit, source, "totals") == [
        ["Policy", "Section", "Controls", "Automated", "Partly", "Manual", "None", "some-bench: automated"],
        ["new", "(all)", "2", "0", "1", "0", "1", "0"],
        ["new", "1", "2", "0", "1", "0", "1", "0"],
        ["old", "(all)", "4", "2", "0", "1", "1", "2"],
        ["old", "1 Heading", "3", "1", "0", "1", "1", "2"],
        ["old", "2 Gone", "1", "1", "0", "0", "0", "0"],
    ]


def test_moves_go_from_the_older_version_to_the_newer(scapkit: Run, source: Path) -> None:
    assert rows(scapkit, source, "moves") == [
        ["Control", "1.9", "1.10", "Change", "Rules in common"],
        ["Owner | more <b>", "1.9", "1.9", "same number", "conf_owner"],
        ["Nothing", "", "1.11", "new", ""],
        ["Asked", "1.10", "", "gone", ""],
        ["1.12", "1.12", "", "gone", ""],
        ["Gone", "2", "", "gone", ""],
    ]


def test_a_control_moved_from_where_most_of_its_rules_were_and_none_is_moved_twice(
    scapkit: Run, tmp_path: Path
) -> None:
    moved = """  - {id: '7', title: Both, rules: [asked], related_rules: [api_answer]}
  - {id: '8', title: Again, rules: [api_answer]}
"""
    old = OLD.replace("rules: [asked]", "rules: [asked, api_answer]").replace(
        "[api_answer, var_mode=strict]", "[asked]"
    )
    changes = {POLICY: old, f"{CONTENT}/controls/new.yml": NEW.replace(", asked]", "]") + moved}
    found = rows(scapkit, project(tmp_path / "p", FILES | changes), "moves")
    assert [row[1:] for row in found[1:]] == [
        ["1.9", "1.9", "same number", "conf_owner"],
        ["", "1.11", "new", ""],
        ["1.10", "7", "moved", "asked\napi_answer"],
        ["", "8", "new", ""],
        ["1.12", "", "gone", ""],
        ["2", "", "gone", ""],
    ]


def test_markdown_shows_markup_of_the_content_as_text(scapkit: Run, source: Path) -> None:
    done = scapkit("table", "tiny", "--source", source, "--kind", "automation", "--format", "markdown")
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines[0] == "## How controls are checked"
    assert lines[3] == "| --- | --- | --- | --- | --- | --- |"
    assert lines[4] == (
        r"| new:1.9 | Owner \| more \<b\> | partly | conf_owner (automated)<br>asked (manual) | /etc/conf |  |"
    )
    assert lines[-1] == "some-bench, old: https://example.org/old"


def test_a_wrong_comparison_is_told_where_it_stands(scapkit: Run, tmp_path: Path) -> None:
    for text, told in (
        (TOOL.replace("id: old", "id: odl"), "3:9: unknown-policy: no policy odl (did you mean old?)"),
        (TOOL.replace("['2']", "['2', '1.9']"), "6:19: duplicate-id: the control 1.9 is already listed"),
        (TOOL.replace("tool:", "tol:"), '1:1: unknown-key: a comparison has no key "tol" (did you mean tool?)'),
    ):
        source = project(tmp_path / "p", FILES | {COMPARISON: text})
        done = scapkit("table", "tiny", "--source", source, "--kind", "totals")
        assert (done.returncode, done.stdout) == (1, "")
        assert f"{COMPARISON}:{told}" in done.stderr


def test_a_question_that_is_left_beside_a_check_is_partly(scapkit: Run, tmp_path: Path) -> None:
    changes = FILES | edited(RULE, "ocil_clause:", "complex_check: OR\nocil_clause:")
    found = rows(scapkit, project(tmp_path / "p", changes), "automation", "--policy", "old")
    assert found[1][2:4] == ["partly", "conf_owner (partly)"]
