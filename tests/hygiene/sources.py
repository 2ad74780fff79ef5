"""The project's own files, as the hygiene tests look at them."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "build_tools"
_LEFT_OUT = {".git", "__pycache__", ".venv", ".venv-test", "output", "build", "dist"}


@cache
def tree(path: Path) -> ast.Module:
    """A Python file, parsed."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def modules() -> tuple[Path, ...]:
    """The package's Python files."""
    return tuple(sorted(SOURCES.rglob("*.py")))


@cache
def suite() -> tuple[Path, ...]:
    """The tests' Python files."""
    return tuple(sorted((ROOT / "tests").rglob("*.py")))


def shown(path: Path, line: int = 0) -> str:
    """A place as a developer finds it."""
    return f"{path.relative_to(ROOT)}:{line}" if line else str(path.relative_to(ROOT))


def dotted(path: Path) -> str:
    """A file's name as a module."""
    return ".".join(path.relative_to(SOURCES).with_suffix("").parts).removesuffix(".__init__")


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file."""
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def project_files() -> list[Path]:
    """What belongs to the project: what git knows or would take; without git, all but what tools leave behind."""
    listed = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        files = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    else:
        files = [path for path in ROOT.rglob("*") if not _LEFT_OUT & set(path.relative_to(ROOT).parts)]
    return [path for path in files if path.is_file()]
