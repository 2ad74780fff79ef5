"""What can be found out about the node's kubelet before its configuration: the process, and its version."""

import re
from typing import NamedTuple

from scapkit.collect.node.processes import Process, find_kubelet
from scapkit.collect.node.root import Root
from scapkit.collect.node.taking import Taker
from scapkit.model.dump import Entry, Missing

VERSION_FILE = "/etc/eks/kubelet-version.txt"
"""Where the images of EKS for Amazon Linux have it."""
MAX_BYTES = 4 * 1024**2
MAX_BINARY = 512 * 1024**2
_NUMBER = re.compile(r"v1\.\d+\.\d+[\w.+-]*")
_BUILT = re.compile(rb"v1\.\d{1,3}\.\d{1,3}-eks-[0-9a-f]{7,40}(?![0-9a-f])")


class Told(NamedTuple):
    """What the user says of the kubelet: its configz answer, where /proc is, and its version."""

    configz: bytes = b""
    proc: str = ""
    version: str = ""


class Known(NamedTuple):
    """What was found out: the process, its version, and where that is from."""

    process: Process | Missing | None
    version: str = ""
    version_from: str = ""


def find_out(taker: Taker, told: Told) -> Known:
    """The process, with its command line as evidence, and its version."""
    process = _process(taker, told)
    if told.version:
        return Known(process, told.version, "the user")
    data = content(taker, VERSION_FILE)
    found = _NUMBER.search(data.decode(errors="replace")) if isinstance(data, bytes) else None
    if found:
        return Known(process, found[0], VERSION_FILE)
    if isinstance(process, Process) and (built := _built(taker.root, process.words[0])):
        return Known(process, built, process.words[0])
    return Known(process)


def line_of(process: Process) -> str:
    """Where the kernel shows a process's command line."""
    return f"/proc/{process.pid}/cmdline"


def _process(taker: Taker, told: Told) -> Process | Missing | None:
    if not told.proc:
        process = find_kubelet(taker.root, "/proc")
        if isinstance(process, Process):
            taker.path(line_of(process))
        return process
    proc = Root(told.proc)
    try:
        process = find_kubelet(proc, "")
        if isinstance(process, Process):
            data = "\0".join((*process.words, "")).encode(errors="surrogateescape")
            place = f"files{line_of(process)}"
            taker.writer.answer("file", line_of(process), place, data, message=f"from {told.proc}", time=taker.now())
        return process
    finally:
        proc.close()


def content(taker: Taker, path: str) -> bytes | Missing | None:
    """What is in a small file, links followed."""
    where = taker.root.resolved(path)[0]
    return taker.root.whole(where.path, MAX_BYTES) if isinstance(where.found, Entry) else where.found


def _built(root: Root, program: str) -> str:
    """The version that is written into the program's file, where there is but one."""
    where = root.resolved(program)[0]
    if not isinstance(where.found, Entry) or where.found.size > MAX_BINARY:
        return ""
    found: set[bytes] = set()
    before = b""
    try:
        for piece in root.pieces(where.path, MAX_BINARY):
            found.update(_BUILT.findall(before + piece))
            before = piece[-64:]
    except OSError:
        return ""
    return found.pop().decode() if len(found) == 1 else ""
