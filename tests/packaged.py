"""What tests take from packages of other people: official schemas. Where a package is not installed they skip."""

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

from shared import REPOSITORY

NODE = REPOSITORY / "tests" / "node" / "node_modules"


def from_npm(path: str) -> Path:
    """A file of a package that tests/node/package.json names (tests/run installs them)."""
    file = NODE / path
    if not file.exists():
        pytest.skip(f"npm package is not installed: {path}")
    return file


def from_pypi(name: str, path: str) -> Path:
    """A file of a Python package, which is not imported."""
    try:
        file = Path(str(distribution(name).locate_file(path)))
    except PackageNotFoundError:
        pytest.skip(f"Python package is not installed: {name}")
    if not file.exists():
        pytest.skip(f"{name} has no {path}")
    return file
