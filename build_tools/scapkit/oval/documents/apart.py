"""Work done in a child process that can be stopped: libraries in C cannot be interrupted from within."""

import os
from collections.abc import Callable
from time import monotonic
from typing import Any

MAX_MEMORY = 1024 * 1024 * 1024
"""Bytes that the child may take more than its parent has."""
_CHUNK = 1024 * 1024


def apart(work: Callable[[], Any], seconds: float) -> Any:
    """What `work` returns, which must be of Python's plain types.

    Raises TimeoutError after so many seconds, and ValueError where `work` does or takes too much memory.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        _work(work, writer)
    os.close(writer)
    try:
        answer = _answer(reader, monotonic() + seconds)
    finally:
        _end(child)
        os.close(reader)
    if answer[:1] == b"=":
        from marshal import loads

        return loads(answer[1:])  # noqa: S302
    raise ValueError(answer[1:].decode() or "it came to no end")


def _work(work: Callable[[], Any], writer: int) -> None:
    """The child's life: it runs nothing of its parent's afterwards, and prints nothing."""
    try:
        from marshal import dumps

        _limit_memory()
        try:
            answer = b"=" + dumps(work())
        except ValueError as error:
            answer = b"!" + str(error).encode()
        except (MemoryError, RecursionError):
            answer = b"!it takes too much memory"
        with open(writer, "wb") as stream:
            stream.write(answer)
    finally:
        os._exit(0)


def _limit_memory() -> None:
    from resource import RLIMIT_AS, getpagesize, getrlimit, setrlimit

    _, hard = getrlimit(RLIMIT_AS)
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123
            used = int(file.read().split()[0]) * getpagesize()
        setrlimit(RLIMIT_AS, (used + MAX_MEMORY, hard))
    except (OSError, ValueError):
        # a system without /proc, or a limit that is lower already
        return


def _answer(reader: int, end: float) -> bytes:
    from select import select

    chunks: list[bytes] = []
    while True:
        left = end - monotonic()
        if left <= 0 or not select([reader], [], [], left)[0]:
            raise TimeoutError
        chunk = os.read(reader, _CHUNK)
        if not chunk:
            return b"".join(chunks)
        chunks.append(chunk)


def _end(child: int) -> None:
    from signal import SIGKILL

    # a child that has answered is gone already, or about to go
    os.kill(child, SIGKILL)
    os.waitpid(child, 0)
