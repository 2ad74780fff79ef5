"""What the kernel tells in /proc/sys: its parameters and its name (proc(5), namespaces(7)).

Some of it depends on who asks. From a container the parameters of the network, of messages between processes and the
host's name are the container's own, though the folder be the node's.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from scapkit.collect.node.root import Root
from scapkit.model.dump import Entry, Missing

TOP = "/proc/sys"
MAX_BYTES = 64 * 1024
ROUTES = "net/fib_trie"
_OF_THE_READER = ("kernel.hostname", "kernel.domainname", "kernel.msg", "kernel.sem", "kernel.shm", "fs.mqueue.")


def sysctls(root: Root, foreign: bool) -> Iterator[Mapping[str, Any]] | Missing:
    """A line for each parameter that can be read; without a value where it could be the reader's and not the node's."""
    if not isinstance(root.look(f"{TOP}/kernel"), Entry):
        return Missing(f"{TOP}: not there", "ENOENT")
    if foreign and _has_another_network(root):
        return Missing(f"{TOP}: those of the network are of the collector's own (run it in the node's network)")
    found: list[Mapping[str, Any]] = []
    pending = [TOP]
    while pending:
        folder = pending.pop()
        for name in root.names(folder) or ():
            path = f"{folder}/{name}"
            entry = root.look(path)
            if isinstance(entry, Entry) and entry.kind == "directory":
                pending.append(path)
            elif isinstance(entry, Entry) and (data := _value(root, path)) is not None:
                found.append(_line(path, data, foreign))
    return iter(sorted(found, key=lambda each: str(each["name"])))


def _value(root: Root, path: str) -> bytes | None:
    data = root.whole(path, MAX_BYTES)
    return data if isinstance(data, bytes) else None


def _line(path: str, data: bytes, foreign: bool) -> Mapping[str, Any]:
    name = path.removeprefix(f"{TOP}/").replace("/", ".")
    if foreign and name.startswith(_OF_THE_READER):
        return {"name": name}
    lines = data.decode(errors="replace").rstrip("\n").split("\n")
    return {"name": name, "value": lines[0] if len(lines) == 1 else lines}


def _has_another_network(root: Root) -> bool:
    """Whether the node's first process has other routes than this one; where it has none to show, nobody knows."""
    theirs = root.whole(f"/proc/1/{ROUTES}", 64 * 1024**2)
    try:
        ours = Path(f"/proc/self/{ROUTES}").read_bytes()
    except OSError:
        return True
    return theirs != ours


def uname(root: Root, live: bool) -> Iterator[Mapping[str, Any]] | Missing:
    """The one line; what no file tells is left out, except on the running system, which can be asked."""
    if live:
        import os

        own = os.uname()
        members = _told(own.sysname, own.nodename, own.release, own.version)
        return iter(({"machine_class": own.machine, **members},))
    ostype, release, version, machine = (
        _value(root, f"{TOP}/kernel/{each}") for each in ("ostype", "osrelease", "version", "arch")
    )
    if release is None:
        return Missing(f"{TOP}/kernel/osrelease: cannot be read", "ENOENT")
    told = _told(_word(ostype), "", _word(release), _word(version))
    return iter(({"machine_class": _word(machine), **told} if machine else told,))


def _told(name: str, node: str, release: str, version: str) -> dict[str, str]:
    members = {"node_name": node, "os_name": name, "os_release": release, "os_version": version}
    return {key: value for key, value in members.items() if value}


def _word(data: bytes | None) -> str:
    return (data or b"").decode(errors="replace").strip()
