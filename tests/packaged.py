"""What tests take from packages of other people: official schemas. Where a package is not installed they skip."""

import json
import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

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


def node(script: str, file: Path, package: str, *words: str) -> Any:
    """What a script of tests/node says of a file, as JSON; the npm package is what it reads it with."""
    from_npm(package)
    program = shutil.which("node")
    if program is None:
        pytest.skip("node is not installed")
    command = [program, NODE.parent / script, file, *words]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
