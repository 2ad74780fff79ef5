"""Documents that a benchmark needs and does not find, and evidence that is nothing: told, and verdicts stay."""

import json
from pathlib import Path

import pytest
from lxml import etree

from referring import OVAL, write_benchmark, write_tree
from shared import Run

GONE = "there is no such file beside the benchmark"
REMOTE = "it is remote, and nothing is fetched"


@pytest.mark.parametrize(
    ("href", "why"),
    [
        ("gone.xml", GONE),
        ("https://x.test/o.xml", REMOTE),
        ("../app-oval.xml", "it is no regular file in the benchmark's folder"),
        ("app-xccdf.xml", "it holds no OVAL definitions"),
    ],
)
def test_a_missing_document_is_told_once_with_the_rules_that_need_it(
    scapkit: Run, tmp_path: Path, href: str, why: str
) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "app-oval.xml").write_text(OVAL, encoding="utf-8")
    (tmp_path / "sub" / "own.xml").write_text(OVAL, encoding="utf-8")
    content, tree = write_benchmark(tmp_path / "sub", href, "own.xml", href), write_tree(tmp_path)
    words = ("--dump", tree, "--xccdf-results", "r.xml", "--json", "r.json")
    done = scapkit("evaluate", content, *words, cwd=tmp_path)
    told = f"{href} was not found, and 2 rules need it: {why}"
    assert (done.returncode, done.stderr) == (0, f"scapkit: warning: {content}: missing-document: {told}\n")
    reason = f"the check's content was not found: {href} ({why})"
    assert done.stdout.count(reason) == 1 and "could not be judged" in done.stdout
    assert done.stdout.rstrip().endswith("r0, r2")
    messages = etree.parse(tmp_path / "r.xml").findall(".//{*}rule-result/{*}message")
    assert [(each.get("severity"), each.text) for each in messages] == [("warning", reason)] * 2
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["missing_evidence"][0]["reason"] == reason


@pytest.mark.parametrize(("href", "why"), [("gone.xml", GONE), ("http://x.test/o.xml", REMOTE)])
def test_validate_warns_of_a_missing_document(scapkit: Run, tmp_path: Path, href: str, why: str) -> None:
    (tmp_path / "own.xml").write_text(OVAL, encoding="utf-8")
    content = write_benchmark(tmp_path, "own.xml", href, href)
    done = scapkit("validate", content)
    assert done.returncode == 0 and "0 errors, 1 warning" in done.stderr, done.stdout
    assert f"warning: missing-document: {href} was not found, and 2 rules need it: {why}" in done.stdout


def test_that_nothing_was_checked_is_told_with_the_reason(scapkit: Run, tmp_path: Path) -> None:
    content, tree = write_benchmark(tmp_path, "gone.xml"), write_tree(tmp_path)
    done = scapkit("evaluate", content, "--dump", tree, "--quiet")
    assert done.returncode == 0 and done.stderr.splitlines()[1:] == [
        f"scapkit: warning: {tree}: nothing-checked: no selected rule came to pass or fail: 1 notchecked "
        f"(the check's content was not found: gone.xml ({GONE}))"
    ]


@pytest.mark.parametrize(
    ("kept", "told"), [("", True), ("data", True), ("etc/hosts", False), ("aws-api-resources/a", False)]
)
def test_a_tree_with_nothing_of_a_system_is_told(scapkit: Run, tmp_path: Path, kept: str, told: bool) -> None:
    content, tree = write_benchmark(tmp_path, "own.xml"), tmp_path / "tree"
    (tmp_path / "own.xml").write_text(OVAL, encoding="utf-8")
    (tree / kept).mkdir(parents=True)
    done = scapkit("evaluate", content, "--dump", tree, "--quiet")
    assert (done.returncode, "empty-tree" in done.stderr) == (2, told), done.stderr


def test_a_tree_without_etc_is_enough_for_rules_that_read_elsewhere(scapkit: Run, tmp_path: Path) -> None:
    content, tree = write_benchmark(tmp_path, "own.xml"), tmp_path / "tree"
    (tmp_path / "own.xml").write_text(OVAL.replace("/etc/app.conf", "/srv/app.conf"), encoding="utf-8")
    tree.mkdir()
    done = scapkit("evaluate", content, "--dump", tree, "--quiet")
    assert (done.returncode, done.stderr) == (2, "")
