"""`pytest tests/golden --update-golden` writes what is expected anew; read it before you commit it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scapkit.api import BuildOptions, build
from shared import NOW, REPOSITORY
from walked import walked


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the expected files of golden tests anew")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are written instead of compared."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture
def retold(tmp_path: Path, update_golden: bool, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path, str], Path]:
    """A document's commands run beside the EKS content that was built, at a time: they must print what it shows.

    What it gives is the folder in which they ran.
    """

    def retell(document: Path, time: str = "1795694400") -> Path:
        project = tmp_path / "project"
        project.mkdir()
        (project / "content").symlink_to(REPOSITORY / "content")
        build(BuildOptions("eks", str(REPOSITORY), str(project / "output")), NOW)
        with monkeypatch.context() as patch:
            patch.setenv("SOURCE_DATE_EPOCH", time)
            made = walked(document.read_text(encoding="utf-8"), tmp_path)
        if update_golden:
            document.write_text(made, encoding="utf-8")
        assert made == document.read_text(encoding="utf-8")
        return project

    return retell
