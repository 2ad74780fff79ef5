"""The tree that the engine's tests look at."""

from pathlib import Path

import pytest


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "a.conf").write_text("one\ntwo\n")
    return tmp_path
