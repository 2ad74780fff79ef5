"""jq filters of content, which are not trusted: run in processes that can do nothing else, all of an answer at once."""

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from importlib.util import find_spec
from queue import SimpleQueue
from tempfile import TemporaryFile
from typing import IO, NamedTuple

from scapkit.collect.filtering.child import STOPPED, Child
from scapkit.problem import invalid

TOGETHER = 32
MAX_REASON = 4096
PIECE = 1 << 20


def require_packages(*names: str) -> None:
    """Raises Invalid (missing-package) where one of these is not installed; filters need jq, asking an API urllib3."""
    for name in names:
        if find_spec(name) is None:
            message = "this Python package is needed, and not installed"
            raise invalid(name, "missing-package", message, hint="pip install 'scapkit[collect]'")


class Made(NamedTuple):
    """What a filter made of an answer, in a file that is open until the next is asked for, or why it made nothing."""

    file: IO[bytes]
    wrong: str = ""

    def pieces(self) -> Iterator[bytes]:
        """What it made."""
        self.file.seek(0)
        while piece := self.file.read(PIECE):
            yield piece


class Filtering:
    """Runs filters, in no more processes than these; many threads may use it."""

    def __init__(self, processes: int = 1) -> None:
        self._children = tuple(Child() for _ in range(processes))
        self._free: SimpleQueue[Child] = SimpleQueue()
        self._is_closed = False
        for child in self._children:
            self._free.put(child)

    def __enter__(self) -> "Filtering":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes; whoever still filters is told that it was stopped."""
        self._is_closed = True
        for child in self._children:
            child.end()

    def made(self, answer: IO[bytes], programs: Sequence[str]) -> Iterator[Made]:
        """What each filter makes of an answer, in their order."""
        for start in range(0, len(programs), TOGETHER):
            yield from self._together(answer, programs[start : start + TOGETHER])

    def made_of(self, answer: bytes, programs: Sequence[str]) -> list[tuple[bytes, str]]:
        """The same of bytes: what each made, and why nothing."""
        with TemporaryFile() as file:
            file.write(answer)
            file.flush()
            return [(b"" if each.wrong else b"".join(each.pieces()), each.wrong) for each in self.made(file, programs)]

    def _together(self, answer: IO[bytes], programs: Sequence[str]) -> Iterator[Made]:
        """All in one job; where that is stopped, each in one of its own, so that only those at fault fail."""
        with ExitStack() as stack:
            slip, *files = (stack.enter_context(TemporaryFile()) for _ in range(len(programs) + 1))
            slip.write(json.dumps(programs).encode())
            slip.flush()
            stopped = self._run([each.fileno() for each in (answer, slip, *files)])
            reasons = [stopped] if stopped else _reasons(slip, len(programs))
            if len(reasons) == len(programs):
                yield from map(Made, files, reasons)
                return
        for each in programs:
            yield from self._together(answer, [each])

    def _run(self, descriptors: Sequence[int]) -> str:
        child = self._free.get()
        try:
            return STOPPED if self._is_closed else child.run(descriptors)
        finally:
            self._free.put(child)


def _reasons(slip: IO[bytes], count: int) -> list[str]:
    """What the process says of each filter, which is not believed to be well-formed."""
    slip.seek(0)
    try:
        found = json.loads(slip.read(count * MAX_REASON))
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, list) and len(found) == count and all(isinstance(each, str) for each in found):
        return found
    return [STOPPED]
