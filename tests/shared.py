"""What several folders of tests share."""

import subprocess
from collections.abc import Callable
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
SAMPLES = REPOSITORY / "content" / "eks" / "samples"
NOW = "2026-01-02T03:04:05Z"

Run = Callable[..., "subprocess.CompletedProcess[str]"]
