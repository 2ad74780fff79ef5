"""Comments that suppress a finding, and what is wrong with some of them."""

from pathlib import Path

import pytest
from linted import clean, found

from authored import RULE

WRONG = "CCE-80000-4"


def _told(root: Path, old: str, new: str, **options: tuple[str, ...]) -> list[str]:
    files = clean()
    files[RULE] = files[RULE].replace(old, new)
    return [f"{each.span.line}:{each.span.column} {each.level} {each.code}" for each in found(root, files, **options)]


@pytest.mark.parametrize(
    "text",
    [
        f"cce@tiny: {WRONG}  # lint: ignore wrong-cce-digit - the list says so",
        f"# lint: ignore wrong-cce-digit - the list says so\n  cce@tiny: {WRONG}",
        f"# lint: ignore malformed-cce, wrong-cce-digit - the list says so\n  cce@tiny: {WRONG}",
    ],
)
def test_a_comment_on_the_line_or_before_it_suppresses(text: str, tmp_path: Path) -> None:
    found = _told(tmp_path, "cce@tiny: CCE-80000-3", text)
    assert [each for each in found if "suppression" not in each] == []


def test_a_comment_two_lines_before_suppresses_nothing_and_is_told(tmp_path: Path) -> None:
    text = f"# lint: ignore wrong-cce-digit - too far\n\n  cce@tiny: {WRONG}"
    assert _told(tmp_path, "cce@tiny: CCE-80000-3", text) == [
        "10:3 note unused-suppression",
        "12:13 error wrong-cce-digit",
    ]


def test_an_unused_comment_is_not_told_where_its_check_did_not_run(tmp_path: Path) -> None:
    text = "cce@tiny: CCE-80000-3  # lint: ignore wrong-cce-digit - no reason"
    assert _told(tmp_path, "cce@tiny: CCE-80000-3", text) == ["10:26 note unused-suppression"]
    assert _told(tmp_path, "cce@tiny: CCE-80000-3", text, ignore=("wrong-cce-digit",)) == []


@pytest.mark.parametrize(
    ("comment", "code"),
    [
        ("# lint: ignore wrong-cce-digit", "bad-suppression"),
        ("# lint: ignore", "bad-suppression"),
        ("# lint: ignore wrong-cce-digits - a typing error", "bad-suppression"),
        ("# lint: ignore unknown-rule - the build's errors stay", "bad-suppression"),
    ],
)
def test_a_comment_without_reason_or_with_an_unknown_code_is_told(comment: str, code: str, tmp_path: Path) -> None:
    assert _told(tmp_path, "cce@tiny: CCE-80000-3", f"cce@tiny: CCE-80000-3  {comment}") == [f"10:26 warning {code}"]
