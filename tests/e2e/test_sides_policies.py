"""`scapkit table` of a project's policies: controls, coverage and the policy as a document."""

import csv
from io import StringIO
from pathlib import Path

import pytest

from authored import POLICY, RULE, project
from shared import Run

POLICY_TEXT = """policy: A Policy
title: A <b>Policy</b>
id: policy
levels:
  - id: low
  - {id: high, inherits_from: [low]}
controls:
  - id: '1'
    title: Heading
    controls:
      - {id: '1.1', title: Owner, levels: [low], status: automated, rules: [conf_owner, var_mode=strict]}
      - {id: '1.2', title: Answer, levels: [high], rules: [api_answer], notes: "First.\\n\\nSecond <script>x</script>."}
  - {id: '2', title: Guards, levels: [high], status: inherently met}
  - {id: '3', title: Nothing, levels: [high], status: not applicable}
  - {id: '4', title: Later, levels: [low]}
"""


def rows(scapkit: Run, source: Path, kind: str) -> list[list[str]]:
    done = scapkit("table", "tiny", "--source", source, "--kind", kind, "--format", "csv")
    assert (done.returncode, done.stderr) == (0, "")
    return list(csv.reader(StringIO(done.stdout, newline="")))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The tiny project with this policy."""
    return project(tmp_path / "project", {POLICY: POLICY_TEXT})


def test_every_control_has_its_status_and_rules(scapkit: Run, source: Path) -> None:
    assert [row[:5] for row in rows(scapkit, source, "controls")] == [
        ["Control", "Status", "Levels", "Rules", "Title"],
        ["policy:1", "", "low", "", "Heading"],
        ["policy:1.1", "automated", "low", "conf_owner (automated)", "Owner"],
        ["policy:1.2", "pending", "high", "api_answer (automated)", "Answer"],
        ["policy:2", "inherently met", "high", "", "Guards"],
        ["policy:3", "not applicable", "high", "", "Nothing"],
        ["policy:4", "pending", "low", "", "Later"],
    ]


def test_coverage_counts_inherited_levels_and_leaves_headings_out(scapkit: Run, source: Path) -> None:
    found = [row[1:8] for row in rows(scapkit, source, "coverage")]
    assert found == [
        ["Level", "Controls", "Applicable", "Answered", "Coverage", "With rules", "Rules"],
        ["(all)", "5", "4", "3", "75 %", "2", "2"],
        ["low", "2", "2", "1", "50 %", "1", "1"],
        ["high", "5", "4", "3", "75 %", "2", "2"],
    ]


def test_coverage_leaves_out_headings_that_only_numbers_tell(scapkit: Run, tmp_path: Path) -> None:
    nested = "  - {id: '4.1', title: Within, levels: [low], status: automated, rules: [conf_owner]}\n"
    found = rows(scapkit, project(tmp_path / "project", {POLICY: POLICY_TEXT + nested}), "coverage")
    assert found[1][1:8] == ["(all)", "5", "4", "4", "100 %", "3", "2"]
    assert found[1][8].splitlines() == ["automated: 2", "inherently met: 1", "not applicable: 1", "pending: 1"]


def test_the_document_has_text_status_notes_and_rules_and_is_inert(scapkit: Run, source: Path, tmp_path: Path) -> None:
    out = tmp_path / "policy.html"
    done = scapkit("table", "tiny", "--source", source, "--kind", "policy", "--output", out)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    page = out.read_text(encoding="utf-8")
    for text in ("A &lt;b&gt;Policy&lt;/b&gt;", "inherently met", "<p>First.</p>", "Second &lt;script&gt;", "conf_owner",
                 "Conf Belongs to Root", "var_mode=strict", 'scope="row"', "<caption"):  # fmt: skip
        assert text in page, text
    assert page.count("<script") == 0


def test_a_rule_that_is_not_there_is_told_as_missing(scapkit: Run, tmp_path: Path) -> None:
    source = project(tmp_path / "p", {POLICY: POLICY_TEXT.replace("[api_answer]", "[api_answr]"), RULE: None})
    assert [row[3] for row in rows(scapkit, source, "controls")][2:4] == ["conf_owner (missing)", "api_answr (missing)"]


def test_a_wrong_word_is_one_line_with_a_hint(scapkit: Run, source: Path, public_content: Path, tmp_path: Path) -> None:
    bare = project(tmp_path / "bare", {POLICY: None, "profiles/tiny/base.profile": None})
    for words, code in (
        (("tiny", "--source", source, "--kind", "controls", "--policy", "polcy"), "unknown-policy"),
        (("tiny", "--source", source, "--kind", "policy", "--format", "csv"), "unknown-format"),
        (("tinny", "--source", source, "--kind", "coverage"), "unknown-product"),
        (("tiny", "--source", bare, "--kind", "coverage"), "no-policy"),
        ((public_content / "ssg-eks-ds.xml", "--kind", "controls"), "not-a-product"),
    ):
        done = scapkit("table", *words)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1), done.stderr
        assert code in done.stderr
