"""The process that filters, seen from outside: started when it is first needed, and anew after it was killed."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from scapkit.collect.filtering.serve import CODE, COUNT

SECONDS = 90.0
SERVE = Path(__file__).with_name("serve.py")
STOPPED = "the filter was stopped: too much time, memory or output"


class _Running(NamedTuple):
    process: subprocess.Popen[bytes]
    connection: socket.socket


class Child:
    """One process, which does one job at a time."""

    def __init__(self) -> None:
        self._running: _Running | None = None

    def run(self, descriptors: Sequence[int]) -> str:
        """Have files filtered as `serve.py` says; why that did not come to its end, or ""."""
        self._running = self._running or _start()
        connection = self._running.connection
        try:
            socket.send_fds(connection, [COUNT.pack(len(descriptors))], descriptors)
            code = connection.recv(CODE.size)
        except TimeoutError:
            self.end()
            return f"the filter was stopped after {SECONDS:g} s"
        except OSError:
            code = b""
        except BaseException:
            self.end()
            raise
        if len(code) < CODE.size:
            self.end()
            return STOPPED
        return STOPPED if any(code) else ""

    def end(self) -> None:
        """Kill it, whatever it does: it keeps nothing."""
        if self._running is None:
            return
        process, connection = self._running
        self._running = None
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        connection.close()


def _start() -> _Running:
    ours, theirs = socket.socketpair()
    ours.settimeout(SECONDS)
    folders = ":".join(dict.fromkeys((_folder("jq"), _folder("scapkit"))))
    with theirs:
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-I", "-S", str(SERVE), folders],
            stdin=theirs.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            start_new_session=True,
        )
    return _Running(process, ours)


def _folder(module: str) -> str:
    """Where a module or package lies."""
    spec = find_spec(module)
    origin = Path(spec.origin if spec and spec.origin else "")
    return str(origin.parent.parent if origin.name == "__init__.py" else origin.parent)
