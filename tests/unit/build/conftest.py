"""The tiny project, built."""

from pathlib import Path

import pytest

from authored import built
from scapkit.build.draft import Built


@pytest.fixture
def made(tmp_path: Path) -> Built:
    """What the unchanged tiny project builds to."""
    return built(tmp_path)
