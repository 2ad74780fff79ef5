"""Every check over a good and a bad example: cases/CODE.yml, edits to a project in which lint finds nothing."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from linted import changed, clean, found, told

from scapkit.lint.linting import CHECKS
from scapkit.lint.protocol import Lint
from scapkit.registry import discover, module_names
from shared import REPOSITORY

FOLDER = Path(__file__).parent / "cases"
LINTS: dict[str, Lint] = discover(CHECKS, "LINT")


def _cases(kind: str) -> list[Any]:
    files = sorted(FOLDER.glob("*.yml"))
    read = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in files}
    return [
        pytest.param(code, case, id=f"{code}: {case['note']}", marks=_marks(cases))
        for code, cases in read.items()
        for case in cases[kind]
    ]


def _marks(cases: dict[str, Any]) -> tuple[pytest.MarkDecorator, ...]:
    needed = cases.get("needs")
    missing = needed is not None and find_spec(needed) is None
    return (pytest.mark.skip(reason=f"the package {needed} is not installed"),) if missing else ()


def test_the_tiny_project_is_without_fault(tmp_path: Path) -> None:
    assert found(tmp_path, clean()) == []


@pytest.mark.parametrize(("code", "case"), _cases("bad"))
def test_a_check_finds_its_bad_examples(code: str, case: dict[str, Any], tmp_path: Path) -> None:
    problems = found(tmp_path, changed(case))
    assert told(problems, code) == case["want"]
    ours = [each for each in problems if each.code == code]
    assert all(each.level == LINTS[code].level for each in ours)
    assert case.get("says", "") in ours[0].message + ours[0].hint


@pytest.mark.parametrize(("code", "case"), _cases("good"))
def test_a_check_is_silent_about_its_good_examples(code: str, case: dict[str, Any], tmp_path: Path) -> None:
    assert told(found(tmp_path, changed(case)), code) == []


def test_every_check_has_examples_and_is_named_after_its_code() -> None:
    assert {path.stem for path in FOLDER.glob("*.yml")} == LINTS.keys()
    assert [name.replace("-", "_") for name in sorted(LINTS)] == sorted(module_names(CHECKS))


def test_the_manual_has_a_row_for_every_check() -> None:
    text = (REPOSITORY / "docs" / "lint.md").read_text(encoding="utf-8")
    rows = [line for line in text.split("\n| --- | --- | --- |\n")[-1].splitlines() if line.startswith("| ")]
    assert rows == [f"| {lint.name} | {lint.level} | {lint.help} |" for _, lint in sorted(LINTS.items())]


@pytest.mark.parametrize("code", LINTS)
def test_every_check_explains_itself_in_whole_sentences(code: str) -> None:
    text = LINTS[code].help
    assert text[0].isupper()
    assert text.endswith(".")
    assert 40 <= len(text) <= 200
