"""docs/diff.md: its commands give what it shows, and its tables name every kind, condition, key and format."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from compared import asset, rule
from scapkit.compare.results.baseline_file import ENTRY, KEYS
from scapkit.compare.results.change import ResultsDiff
from scapkit.compare.results.comparing import compare_assets
from scapkit.compare.results.conditions import NAMED
from scapkit.compare.results.kinds import Kind
from scapkit.registry import discover
from shared import REPOSITORY

DOCUMENT = REPOSITORY / "docs" / "diff.md"


def test_commands_print_what_the_page_shows(retold: Callable[..., Path]) -> None:
    retold(DOCUMENT, "1700000000")


def first_cells(heading: str = "# ") -> list[str]:
    text = DOCUMENT.read_text(encoding="utf-8").partition(heading)[2]
    return [
        name for cell in re.findall(r"^\| (`.+?) \| ", text, re.MULTILINE) for name in re.findall(r"`([^`]+)`", cell)
    ]


def test_tables_name_every_kind_condition_and_key_of_a_baseline() -> None:
    told = [each for each in first_cells("## Kinds of change") if each in set(Kind)]
    assert told == [str(kind) for kind in Kind]
    cells = first_cells()
    assert set(NAMED) <= set(cells)
    assert {*KEYS, *ENTRY} <= set(cells)


def _keys(value: Any) -> set[str]:
    if isinstance(value, list):
        return {key for each in value for key in _keys(each)}
    if not isinstance(value, dict):
        return set()
    return set(value) | {key for name, each in value.items() if name not in ("counts", "values") for key in _keys(each)}


def test_every_key_of_the_json_and_every_format_is_told() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    formats = discover("scapkit.compare.results.formats", "RESULTS_FORMAT")
    diff = ResultsDiff(
        "o", "n", compare_assets([asset("a", rule("r", "fail", "x"))], [asset("a", rule("r", "fail", "y"))])
    )
    keys = _keys(json.loads(formats["json"].render(diff)))
    assert {each for each in (*keys, *formats) if f"`{each}`" not in text} == set()
