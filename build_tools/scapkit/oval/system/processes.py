"""Processes as the kernel's folder /proc shows them, where a dump has it (proc(5))."""

import time
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scapkit.model.dump import Missing
from scapkit.oval.evidence import Evidence

MAX_BYTES = 4 * 1024 * 1024
MAX_PROCESSES = 200_000
TICKS = 100
_KERNEL_THREADS = 2
_CLASSES = {0: "TS", 1: "FF", 2: "RR", 3: "B", 5: "#5"}
_POLICY, _START = 38, 19
_DAY = 86_400


class Process(NamedTuple):
    """What is told of a process; None where its files do not say."""

    pid: int
    parent: int
    command: str
    cpu_time: str
    priority: int
    scheduling_class: str
    start: str
    tty: str
    session: int
    real_user: int | None
    user: int | None
    login: int | None
    capabilities: int | None
    label: str
    is_shielded: bool


def read_processes(evidence: Evidence) -> Iterator[Process] | Missing:
    """All processes but the kernel's own threads; none where there is no /proc."""
    names = evidence.dump.names("/proc")
    if isinstance(names, Missing):
        return names
    numbers = sorted(int(each) for each in (names or ())[:MAX_PROCESSES] if each.isascii() and each.isdigit())
    return _read(numbers, evidence)


def _read(numbers: Sequence[int], evidence: Evidence) -> Iterator[Process]:
    boot, now = _clock(evidence)
    for pid in numbers:
        head, mark, rest = _text(pid, "stat", evidence).rpartition(")")
        words = rest.split()
        if mark and pid != _KERNEL_THREADS and len(words) > _START and words[1] != str(_KERNEL_THREADS):
            try:
                yield _process(pid, head.partition("(")[2], words, (boot, now), evidence)
            except ValueError:
                continue


def _clock(evidence: Evidence) -> tuple[int, int]:
    """When the system was started, and when its clock was looked at, in seconds since 1970; 0 where nobody knows."""
    started = [line.split()[1] for line in _lines("/proc/stat", evidence) if line.startswith("btime ")]
    boot = int(started[0]) if started and started[0].isdigit() else 0
    uptime = "".join(_lines("/proc/uptime", evidence)[:1]).partition(".")[0]
    return boot, boot + int(uptime) if boot and uptime.isdigit() else 0


def _process(pid: int, name: str, words: Sequence[str], clock: tuple[int, int], evidence: Evidence) -> Process:
    status = dict(line.split(":", 1) for line in _lines(f"/proc/{pid}/status", evidence) if ":" in line)
    users = [int(each) for each in status.get("Uid", "").split()]
    effective = status.get("CapEff", "").strip()
    login = _text(pid, "loginuid", evidence).strip()
    return Process(
        pid,
        int(words[1]),
        _command(pid, name, words[0], evidence),
        _duration((int(words[11]) // TICKS) + (int(words[12]) // TICKS)),
        int(words[15]),
        _CLASSES.get(int(words[_POLICY]) if len(words) > _POLICY else 0, "?"),
        _start(clock[0] + int(words[_START]) // TICKS, clock[1]),
        _terminal(int(words[4])),
        int(words[3]),
        users[0] if users else None,
        users[1] if len(users) > 1 else None,
        int(login) if login.isdigit() else None,
        int(effective, 16) if effective else None,
        _label(_text(pid, "attr/current", evidence)),
        _is_shielded(_lines(f"/proc/{pid}/maps", evidence)),
    )


def _command(pid: int, name: str, state: str, evidence: Evidence) -> str:
    """The words of the command line with spaces between, as ps shows them; else the name of the program."""
    if state == "Z":
        return f"[{name[:15]}] <defunct>"
    line = _text(pid, "cmdline", evidence).rstrip("\0").replace("\0", " ").replace("\n", " ")
    return "".join(each if " " <= each <= "~" else "." for each in line) or name[:15]


def _duration(seconds: int) -> str:
    """`[DAYS-]HH:MM:SS`, as the schema wants it."""
    days, rest = divmod(seconds, _DAY)
    clock = f"{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}"
    return f"{days}-{clock}" if days else clock


def _start(seconds: int, now: int) -> str:
    """The time of day where it was the same day, else as in `Feb_05`; in UTC, as a dump has no other clock."""
    is_today = now and seconds // _DAY == now // _DAY
    return time.strftime("%H:%M:%S" if is_today else "%b_%d", time.gmtime(min(seconds, 2**35)))


def _terminal(device: int) -> str:
    """The name of a terminal below /dev by its numbers (Linux, devices.txt), `?` for none."""
    major, minor = device >> 8 & 0xFFF, device & 0xFF | device >> 12 & 0xFFF00
    if 136 <= major <= 143:
        return f"pts/{(major - 136) * 256 + minor}"
    if major == 4:
        return f"tty{minor}" if minor < 64 else f"ttyS{minor - 64}"
    return "console" if (major, minor) == (5, 1) else "?"


def _label(context: str) -> str:
    """The type in a context of SELinux."""
    parts = context.strip("\0\n ").split(":")
    return parts[2] if len(parts) > 2 else ""


def _is_shielded(maps: Sequence[str]) -> bool:
    """Whether the last memory that can be written and is no file's is not for programs, as OpenSCAP takes it."""
    words = [each.split() for each in maps]
    found = [each for each in words if len(each) == 5 and each[1].startswith("rw")]
    return bool(found) and not (found[-1][1][2] == "x" and found[-1][2].strip("0") != "")


def _text(pid: int, name: str, evidence: Evidence) -> str:
    data = evidence.dump.read(f"/proc/{pid}/{name}", MAX_BYTES)
    return data.decode("latin-1") if isinstance(data, bytes) else ""


def _lines(path: str, evidence: Evidence) -> list[str]:
    data = evidence.dump.read(path, MAX_BYTES)
    return data.decode("latin-1").split("\n") if isinstance(data, bytes) else []
