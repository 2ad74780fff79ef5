"""The tiny project builds to exactly these documents."""

from pathlib import Path

import pytest

from authored import NOW, project
from scapkit.api.projects.building import BuildOptions, build

EXPECTED = Path(__file__).parent / "tiny"
FILES = (
    "ex-tiny-xccdf.xml",
    "ex-tiny-oval.xml",
    "ex-tiny-ocil.xml",
    "ex-tiny-cpe-oval.xml",
    "ex-tiny-cpe-dictionary.xml",
    "manifest.json",
)


@pytest.mark.parametrize("name", FILES)
def test_tiny_project_builds_to_what_is_expected(tmp_path: Path, update_golden: bool, name: str) -> None:
    build(BuildOptions("tiny", str(project(tmp_path)), str(tmp_path / "out"), guides=False), NOW)
    made = (tmp_path / "out" / "tiny" / name).read_text(encoding="utf-8")
    if update_golden:
        EXPECTED.mkdir(exist_ok=True)
        (EXPECTED / name).write_text(made, encoding="utf-8")
    assert made == (EXPECTED / name).read_text(encoding="utf-8")
