"""Files as machine formats name them: relative to the project, with slashes, wherever the project lies."""

from pathlib import Path


def relative(root: str, file: str) -> str:
    """A file's place in the project; what lies outside, as a shipped template may, keeps its whole path."""
    path = Path(file)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
