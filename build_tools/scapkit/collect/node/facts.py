"""What only the running system knows, as far as its files tell: facts as in docs/facts.md, or the files themselves."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from scapkit.collect.node.folders import take_folder, take_mounts
from scapkit.collect.node.kernel import sysctls, uname
from scapkit.collect.node.processes import process_lines
from scapkit.collect.node.taking import Taker
from scapkit.collect.node.units import DEPENDENCY, PROPERTY, can_be_asked, unit_lines
from scapkit.model.dump import Missing

ATTRIBUTES = "unix:fileextendedattribute"
RPM = (
    *(
        f"{folder}/{name}"
        for folder in ("/var/lib/rpm", "/usr/lib/sysimage/rpm", "/usr/share/rpm")
        for name in ("rpmdb.sqlite", "rpmdb.sqlite-wal", "Packages.db", "Packages")
    ),
)
DPKG = ("/var/lib/dpkg/status", "/var/lib/dpkg/status.d/")
UNITS = (
    "/etc/systemd/",
    "/run/systemd/system/",
    "/run/systemd/system.control/",
    "/run/systemd/transient/",
    "/run/systemd/generator/",
    "/run/systemd/generator.early/",
    "/run/systemd/generator.late/",
    "/usr/local/lib/systemd/system/",
    "/usr/lib/systemd/system/",
    "/lib/systemd/system/",
)
FILES: Mapping[str, tuple[str, ...]] = {
    "linux:rpminfo": RPM,
    "linux:rpmverify": RPM,
    "linux:rpmverifyfile": RPM,
    "linux:rpmverifypackage": RPM,
    "linux:dpkginfo": DPKG,
    "linux:selinuxboolean": ("/sys/fs/selinux/booleans/",),
    PROPERTY: UNITS,
    DEPENDENCY: UNITS,
    "unix:runlevel": (*(f"/etc/rc{level}.d/" for level in "0123456"), "/etc/init.d/", "/etc/rc.d/"),
}
"""Types of which files tell as much as can be told without asking; a slash at the end means all that is below."""


def take_fact(taker: Taker, key: str) -> None:
    """One object type. What this collector does not know how to tell is noted as skipped."""
    if taker.live and key in (PROPERTY, DEPENDENCY) and can_be_asked():
        _note(taker, key, unit_lines(key))
    elif key in FILES:
        _take_files(taker, FILES[key])
    elif key == "linux:partition":
        take_mounts(taker)
    elif key in MAKERS:
        _note(taker, key, MAKERS[key](taker))
    else:
        taker.writer.missing("fact", key, "skipped", message="no file of the node tells these", time=taker.now())


def _note(taker: Taker, key: str, lines: Iterator[Mapping[str, Any]] | Missing) -> None:
    if isinstance(lines, Missing):
        taker.lacking("fact", key, lines)
    else:
        taker.writer.fact(key, lines, taker.now())


def _take_files(taker: Taker, paths: tuple[str, ...]) -> None:
    """The files tell, by not being there too: then there is no requirement of the fact, for nobody asked."""
    for path in paths:
        if path.endswith("/"):
            take_folder(taker, path.rstrip("/"))
        else:
            taker.path(path)


def _attributes(taker: Taker) -> Iterator[Mapping[str, Any]] | Missing:
    """Of all files that were taken, by whatever need."""
    lines: list[Mapping[str, Any]] = []
    for entry in sorted(taker.writer.entries()):
        if entry.kind in ("regular", "directory") and entry.mode >= 0:
            found = taker.root.attributes(entry.path)
            if isinstance(found, Missing):
                return found
            names = _named(entry.path, entry.kind)
            lines += ({**names, "attribute_name": name, "value": _text(value)} for name, value in found)
    return iter(lines)


def _named(path: str, kind: str) -> Mapping[str, str]:
    if kind == "directory":
        return {"path": path}
    folder, _, name = path.rpartition("/")
    return {"filepath": path, "path": folder or "/", "filename": name}


def _text(value: bytes) -> str:
    return value.decode("latin-1").rstrip("\0")


MAKERS: Mapping[str, Callable[[Taker], Iterator[Mapping[str, Any]] | Missing]] = {
    ATTRIBUTES: _attributes,
    "unix:process58": lambda taker: process_lines(taker.root),
    "unix:sysctl": lambda taker: sysctls(taker.root, taker.is_foreign),
    "unix:uname": lambda taker: uname(taker.root, taker.live),
}
