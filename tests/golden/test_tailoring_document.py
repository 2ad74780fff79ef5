"""docs/tailoring.md: its commands give what it shows, and it names every option and key."""

import json
import re
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from scapkit.cli.commands.tailor import configure
from scapkit.problem import Invalid
from scapkit.tailoring.file import KEYS, PROFILE, description_of
from scapkit.tailoring.properties import OPERATORS, ROLES, SEVERITIES
from shared import REPOSITORY
from small_schema import faults

DOCUMENT = REPOSITORY / "docs" / "tailoring.md"
TEXT = DOCUMENT.read_text(encoding="utf-8")
SCHEMA = json.loads((REPOSITORY / "docs" / "tailoring.schema.json").read_text(encoding="utf-8"))
PROFILES = SCHEMA["properties"]["profiles"]["items"]["properties"]
FILE = re.findall(r"<!-- file: shop.yml -->\n```yaml\n(.*?)```", TEXT, re.DOTALL)[0]


def test_commands_print_what_the_page_shows(retold: Callable[..., Path]) -> None:
    retold(DOCUMENT)


def test_the_page_names_every_option_and_key() -> None:
    parser = ArgumentParser(add_help=False)
    configure(parser)
    options = [name for action in parser._actions for name in action.option_strings]
    assert [name for name in options if f"{name} " not in TEXT and f"`{name}`" not in TEXT] == []
    assert [name for name in (*KEYS, *PROFILE) if f"`{name}`" not in TEXT and f"\n{name}:" not in TEXT] == []


def test_the_schema_and_the_reader_know_the_same_words() -> None:
    assert list(SCHEMA["properties"]) == list(KEYS)
    assert list(PROFILES) == list(PROFILE)
    refined = PROFILES["refine"]["additionalProperties"]["properties"]
    assert refined["severity"]["enum"] == list(SEVERITIES)
    assert refined["role"]["enum"] == list(ROLES)
    assert set(refined["operator"]["enum"]) == {each for known in OPERATORS.values() for each in known}


def test_the_file_of_the_page_fits_the_schema_and_is_read() -> None:
    assert list(faults(yaml.load(FILE, yaml.BaseLoader), SCHEMA)) == []
    assert [each.id for each in description_of(FILE.encode(), "t.yml").profiles] == ["shop", "shop-node"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", None),
        ("id", ""),
        ("selected", ["a"]),
        ("select", [["a"]]),
        ("select", {"a": "b"}),
        ("set", ["a"]),
        ("set", {"a": {"b": "c"}}),
        ("value", {"a": [["b"]]}),
        ("refine", {"a": "high"}),
        ("refine", {"a": {"severity": ["high"]}}),
    ],
)
def test_what_the_schema_refuses_the_reader_refuses(key: str, value: Any) -> None:
    whole = yaml.load(FILE, yaml.BaseLoader)
    profile = whole["profiles"][0]
    profile.update({key: value})
    if value is None:
        del profile[key]
    assert list(faults(whole, SCHEMA))
    with pytest.raises(Invalid):
        description_of(json.dumps(whole).encode(), "t.yml")
