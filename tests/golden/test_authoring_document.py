"""docs/authoring.md: its commands give what it shows, and its tables of keys are those of the program."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from scapkit.authoring.cases import CASE, CASES, FILE
from scapkit.authoring.kinds import KINDS, PARAMETER
from scapkit.authoring.yaml.shape import Key, Shape
from shared import REPOSITORY
from walked import walked

DOCUMENT = REPOSITORY / "docs" / "authoring.md"
SHAPES: Mapping[str, Shape] = {**KINDS, "parameter": PARAMETER, "cases": CASES, "case": CASE, "file": FILE}
TABLE = re.compile(r"(<!-- keys: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
WORDS = {
    "text": "text",
    "flag": "true or false",
    "number": "number",
    "texts": "list",
    "words": "text or list",
    "pairs": "mapping",
    "one": "mapping",
    "many": "list of mappings",
    "any": "",
}


def rows(shape: Shape, within: str = "") -> Iterator[str]:
    """A row for each key, those of inner mappings after their own."""
    for name, key in shape.keys.items():
        yield f"| {_name(within + name, key)} | {WORDS[key.kind]} | {_about(key)} |\n"
        inside = f"{within}{name}{'[]' if key.kind == 'many' else ''}."
        if name == "warnings" and key.shape is not None:
            yield f"| `{inside}CATEGORY` | text | one of {', '.join(f'`{each}`' for each in key.shape.keys)} |\n"
        elif key.shape is not None and key.shape is not shape:
            yield from rows(key.shape, inside)


def _name(name: str, key: Key) -> str:
    return f"**`{name}`**" if key.required else f"`{name}`"


def _about(key: Key) -> str:
    choices = ", ".join(f"`{each}`" for each in key.choices)
    parts = (key.help, f"one of {choices}" if choices else "", "*@product*" if key.qualified else "")
    return "; ".join(part for part in parts if part).replace("|", "\\|")


def tables(text: str) -> str:
    """The document with its tables made anew; bold keys are required."""
    head = "\n| key | holds | about |\n| --- | --- | --- |\n"
    return TABLE.sub(lambda found: f"{found[1]}{head}{''.join(rows(SHAPES[found[2]]))}\n{found[3]}", text)


def test_tables_of_keys_are_those_of_the_program(update_golden: bool) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    if update_golden:
        DOCUMENT.write_text(tables(text), encoding="utf-8")
    assert tables(text) == DOCUMENT.read_text(encoding="utf-8")


@pytest.mark.skipif(not Path("/etc/os-release").is_file(), reason="the walk judges the system that it runs on, a Linux")
def test_commands_print_what_the_document_shows(tmp_path: Path, update_golden: bool) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    made = walked(text, tmp_path)
    if update_golden:
        DOCUMENT.write_text(made, encoding="utf-8")
    assert made == DOCUMENT.read_text(encoding="utf-8")


def test_every_kind_of_file_is_in_the_document() -> None:
    assert {found[1] for found in TABLE.findall(DOCUMENT.read_text(encoding="utf-8"))} >= set(SHAPES) - {"properties"}
