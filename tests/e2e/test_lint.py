"""scapkit lint as a user types it."""

import json
from pathlib import Path

from authored import RULE, project
from scapkit.api.projects.linting import LintOptions, lint
from shared import REPOSITORY, Run

# The tiny project's CCE has a wrong check digit.
ERROR = f"{RULE}:10:13: error: wrong-cce-digit: the check digit of CCE-80000-1 is wrong"


def test_findings_go_to_standard_output_and_the_counts_to_standard_error(scapkit: Run, tmp_path: Path) -> None:
    done = scapkit("lint", "--select", "wrong-cce-digit", cwd=project(tmp_path))
    assert done.returncode == 1
    assert done.stdout.startswith(ERROR)
    assert done.stderr == "scapkit lint: 1 error, 0 warnings, 0 notes\n"


def test_findings_go_to_a_file_where_asked(scapkit: Run, tmp_path: Path) -> None:
    words = ("--source", project(tmp_path / "a"), "--format", "json", "--output", tmp_path / "out.json")
    done = scapkit("lint", "tiny", *words)
    assert (done.returncode, done.stdout) == (1, "")
    assert json.loads((tmp_path / "out.json").read_text())["counts"]["error"] == 1


def test_the_exit_code_follows_the_levels(scapkit: Run, tmp_path: Path) -> None:
    comment = "severity: high  # lint: ignore wrong-cce-digit - nothing here"
    root = project(tmp_path)
    rule = root / RULE
    rule.write_text(rule.read_text().replace("CCE-80000-1", "CCE-80000-3").replace("severity: high", comment))
    only = ("lint", "--source", root, "--select", "wrong-cce-digit,unused-suppression,bad-suppression")
    assert [scapkit(*only, *strict).returncode for strict in ((), ("--strict",))] == [0, 2]
    rule.write_text(rule.read_text().replace(" - nothing here", ""))
    assert [scapkit(*only, *strict).returncode for strict in ((), ("--strict",))] == [2, 1]


def test_what_was_mended_is_told_and_what_is_left_decides(scapkit: Run, tmp_path: Path) -> None:
    root = project(tmp_path)
    rule = root / RULE
    before = rule.read_text()
    rule.write_text(before.replace("severity: high\n", "severity: high  \n"))
    done = scapkit("lint", "--fix", "--select", "trailing-space,wrong-cce-digit", cwd=root)
    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == f"scapkit lint: mended {RULE}: trailing-space"
    assert done.stdout.startswith(ERROR) and len(done.stdout.splitlines()) == 1
    assert rule.read_text() == before


def test_what_is_not_there_is_told_in_a_line(scapkit: Run, tmp_path: Path) -> None:
    cases = {
        (
            "tinny",
        ): f"scapkit: {tmp_path}/content: unknown-product: no product tinny; there are: tiny (did you mean tiny?)",
        ("--ignore", "wrong-cce-digits"): "scapkit: wrong-cce-digits: unknown-code: no check has this code "
        "(did you mean wrong-cce-digit?)",
        ("--format", "xml"): "scapkit: xml: unknown-format: the formats are json, sarif, text",
        ("--source", "nowhere"): "scapkit: nowhere: unknown-product: there is no content/PRODUCT/product.yml here",
    }
    project(tmp_path)
    for words, message in cases.items():
        done = scapkit("lint", *(("--source", tmp_path) if "--source" not in words else ()), *words)
        assert (done.returncode, done.stdout, done.stderr) == (1, "", message + "\n")


def test_our_own_content_has_no_errors_and_no_warnings() -> None:
    found = lint(LintOptions(source=str(REPOSITORY))).report.problems
    assert [str(each) for each in found if each.level != "note"] == []


def test_a_broken_project_here_is_told_and_what_is_shipped_is_not_repaired(scapkit: Run, tmp_path: Path) -> None:
    assert scapkit("lint", "--select", "wrong-cce-digit", cwd=tmp_path).returncode == 0
    no_project = (1, "scapkit: .: unknown-product: there is no content/PRODUCT/product.yml here\n")
    done = scapkit("lint", "--fix", cwd=tmp_path)
    assert (done.returncode, done.stderr) == no_project
    (tmp_path / "content" / "mine").mkdir(parents=True)
    done = scapkit("lint", cwd=tmp_path)
    assert (done.returncode, done.stderr) == no_project
