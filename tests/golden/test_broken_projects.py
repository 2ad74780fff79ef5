"""What an author is told about the commonest mistakes: the exact words, and nothing is written.

Each folder of broken/ holds the files that differ from the tiny project, and expected.txt: the mistake and what is said.
"""

from pathlib import Path

import pytest

from authored import project
from scapkit.cli.main import main

BROKEN = Path(__file__).parent / "broken"
NAMES = sorted(folder.name for folder in BROKEN.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_mistake_is_told_in_these_words(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    update_golden: bool,
    name: str,
) -> None:
    folder, expected = BROKEN / name, BROKEN / name / "expected.txt"
    changed = [path for path in folder.rglob("*") if path.is_file() and path != expected]
    project(tmp_path, {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in changed})
    monkeypatch.chdir(tmp_path)
    code = main(["build", "tiny"])
    told = capsys.readouterr()
    if update_golden:
        expected.write_text(told.err, encoding="utf-8")
    assert (code, told.out) == (1, "")
    assert told.err == expected.read_text(encoding="utf-8")
    assert not (tmp_path / "output").exists()


def test_there_are_ten_and_more() -> None:
    assert len(NAMES) >= 10
