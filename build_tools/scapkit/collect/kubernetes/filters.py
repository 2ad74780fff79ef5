"""jq filters of content, which are not trusted: run in a process that can do nothing else."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from scapkit.collect.kubernetes.connection import Answer
from scapkit.collect.kubernetes.jq_split import split_filter
from scapkit.collect.kubernetes.outcomes import Cut, Outcome
from scapkit.problem import invalid

SECONDS = 90.0
MAX_FILTER = 64 << 10
PIECE = 1 << 20
CHILD = Path(__file__).with_name("jq_child.py")
_ENDS = {3: "the filter failed", 4: "the filter gave not one result but none or several"}


def require_packages() -> None:
    """Raises Invalid (missing-package) where what collecting needs is not installed."""
    for name in ("urllib3", "jq"):
        if find_spec(name) is None:
            message = f"the Python package {name} is not installed"
            raise invalid("scapkit", "missing-package", message, hint="pip install 'scapkit[collect]'")


def filtered(answer: Path, program: str) -> Iterator[bytes]:
    """What a filter makes of an answer that lies in a file. Raises Cut where it makes nothing."""
    if len(program) > MAX_FILTER or "\0" in program:
        raise _failed("the filter is too long")
    with answer.open("rb") as given, tempfile.TemporaryFile() as made, tempfile.TemporaryFile() as said:
        try:
            done = subprocess.run(  # noqa: S603
                _command(program), stdin=given, stdout=made, stderr=said, env={}, timeout=SECONDS, check=False, cwd="/"
            )
        except subprocess.TimeoutExpired:
            raise _failed(f"the filter was stopped after {SECONDS:g} s") from None
        if done.returncode:
            raise _failed(_reason(done.returncode, said))
        made.seek(0)
        while piece := made.read(PIECE):
            yield piece


def _command(program: str) -> list[str]:
    split = split_filter(program)
    folders = ":".join(dict.fromkeys((_folder("jq"), _folder("scapkit"))))
    program, rest = split or (program, "")
    return [sys.executable, "-I", "-S", str(CHILD), folders, program, rest]


def _folder(module: str) -> str:
    """Where a module or package lies."""
    spec = find_spec(module)
    origin = Path(spec.origin if spec and spec.origin else "")
    return str(origin.parent.parent if origin.name == "__init__.py" else origin.parent)


def _reason(code: int, said: IO[bytes]) -> str:
    said.seek(0)
    text = said.read(300).decode(errors="replace").strip() if code in _ENDS else ""
    reason = _ENDS.get(code, "the filter was stopped: too much time, memory or output")
    return f"{reason}: {text}" if text else reason


def _failed(message: str) -> Cut:
    return Cut(Outcome("error", "", message), Answer(0))
