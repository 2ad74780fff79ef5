"""docs/tailoring.md: its commands give what it shows, and it names every option and key."""

from argparse import ArgumentParser
from pathlib import Path

import pytest

from scapkit.api import BuildOptions, build
from scapkit.cli.commands.tailor import configure
from scapkit.tailoring.file import KEYS, PROFILE
from shared import NOW, REPOSITORY
from walked import walked

DOCUMENT = REPOSITORY / "docs" / "tailoring.md"
TEXT = DOCUMENT.read_text(encoding="utf-8")


def test_commands_print_what_the_page_shows(
    tmp_path: Path, update_golden: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795694400")
    project = tmp_path / "project"
    project.mkdir()
    (project / "content").symlink_to(REPOSITORY / "content")
    build(BuildOptions("eks", str(REPOSITORY), str(project / "output")), NOW)
    made = walked(TEXT, tmp_path)
    if update_golden:
        DOCUMENT.write_text(made, encoding="utf-8")
    assert made == DOCUMENT.read_text(encoding="utf-8")


def test_the_page_names_every_option_and_key() -> None:
    parser = ArgumentParser(add_help=False)
    configure(parser)
    options = [name for action in parser._actions for name in action.option_strings]
    assert [name for name in options if f"{name} " not in TEXT and f"`{name}`" not in TEXT] == []
    assert [name for name in (*KEYS, *PROFILE) if f"`{name}`" not in TEXT and f"\n{name}:" not in TEXT] == []
