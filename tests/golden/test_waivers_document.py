"""docs/waivers.md: its commands give what it shows, its file fits the schema, and the schema says what the reader takes."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from scapkit.problem import Invalid
from scapkit.waivers.file import KEYS, MAY_BECOME, REQUIRED, waivers_of
from shared import REPOSITORY
from small_schema import faults

DOCUMENT = REPOSITORY / "docs" / "waivers.md"
SCHEMA = json.loads((REPOSITORY / "docs" / "waivers.schema.json").read_text(encoding="utf-8"))
WAIVER = SCHEMA["properties"]["waivers"]["items"]
TEXT = DOCUMENT.read_text(encoding="utf-8")
FILE = re.findall(r"<!-- file: waivers.yml -->\n```yaml\n(.*?)```", TEXT, re.DOTALL)[0]


def test_commands_print_what_the_page_shows(retold: Callable[..., Path]) -> None:
    retold(DOCUMENT)


def test_the_page_the_schema_and_the_reader_know_the_same_keys() -> None:
    rows = re.findall(r"^\| `(\w+)` \| [a-z][^`].+\|$", TEXT, re.MULTILINE)
    assert rows == list(KEYS) == list(WAIVER["properties"])
    assert WAIVER["required"] == list(REQUIRED)


def test_the_page_and_the_schema_tell_what_may_become_what() -> None:
    told = {
        result: re.findall(r"`(\w+)`", new)
        for results, new in re.findall(r"^\| ((?:`\w+`(?:, )?)+) \| ((?:`\w+`(?:, )?)+) \|$", TEXT, re.MULTILINE)
        for result in re.findall(r"`(\w+)`", results)
    }
    assert told == {result: list(new) for result, new in MAY_BECOME.items()}
    assert set(WAIVER["properties"]["was"]["items"]["enum"]) == set(MAY_BECOME)
    assert set(WAIVER["properties"]["result"]["enum"]) == {each for new in MAY_BECOME.values() for each in new}


def test_the_file_of_the_page_fits_the_schema_and_is_read() -> None:
    assert list(faults(yaml.load(FILE, yaml.BaseLoader), SCHEMA)) == []
    assert len(waivers_of(FILE.encode(), "w.yml")) == 4


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("rule", None),
        ("expires", None),
        ("authority", ""),
        ("expires", "never"),
        ("granted", "soon"),
        ("result", "fixed"),
        ("was", "notselected"),
        ("was", ["fail", "informational"]),
        ("findings", []),
        ("findings", [""]),
        ("asset", "x" * 1001),
        ("owner", "Ann"),
    ],
)
def test_what_the_schema_refuses_the_reader_refuses(key: str, value: Any) -> None:
    whole = yaml.load(FILE, yaml.BaseLoader)
    entry = whole["waivers"][0]
    entry.update({key: value})
    if value is None:
        del entry[key]
    assert list(faults(whole, SCHEMA))
    with pytest.raises(Invalid):
        waivers_of(json.dumps(whole).encode(), "w.yml")
