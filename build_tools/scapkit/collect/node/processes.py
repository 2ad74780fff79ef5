"""The processes of a node, and the kubelet among them, by their files below /proc (proc(5))."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from scapkit.collect.node.root import Root
from scapkit.model.dump import Entry, Missing

NAME = "kubelet"
PROCESS = "unix:process58"
MAX_BYTES = 2 * 1024**2


class Process(NamedTuple):
    """A process by its number, with the words of its command line."""

    pid: int
    words: tuple[str, ...]


def find_kubelet(root: Root, proc: str) -> Process | Missing | None:
    """The kubelet that systemd started; None where nothing of that name runs, Missing where nobody can tell.

    `proc` is where /proc is below the root. Programs in containers may have any name: the node's own kubelet runs as
    root, in no namespace of process numbers but the first, as a child of process 1.
    """
    names = root.names(proc)
    if names is None or isinstance(names, Missing):
        return names
    found: list[tuple[Process, Mapping[str, str]]] = []
    for pid in sorted(int(each) for each in names if each.isascii() and each.isdecimal()):
        words = _words(root, f"{proc}/{pid}/cmdline")
        if words and words[0].rpartition("/")[2] == NAME:
            found.append((Process(pid, words), _status(root, f"{proc}/{pid}/status")))
    return _nodes_own(found)


def _nodes_own(found: Sequence[tuple[Process, Mapping[str, str]]]) -> Process | Missing | None:
    known = [each for each in found if each[1]]
    if found and not known:
        return Missing("/proc: the status of no process named kubelet can be read", "EACCES")
    ours = [each for each in known if _first(each[1], "Uid") == "0" and len(each[1].get("NSpid", "").split()) < 2]
    chosen = [process for process, status in ours if _first(status, "PPid") == "1"]
    if len(chosen) > 1:
        return Missing(f"/proc: {len(chosen)} processes could be the node's kubelet", "ENOTUNIQ")
    return chosen[0] if chosen else None


def _words(root: Root, path: str) -> tuple[str, ...]:
    data = root.whole(path, MAX_BYTES)
    text = data.decode(errors="surrogateescape") if isinstance(data, bytes) else ""
    return tuple(text.removesuffix("\0").split("\0")) if text else ()


def _status(root: Root, path: str) -> dict[str, str]:
    data = root.whole(path, MAX_BYTES)
    lines = data.decode(errors="replace").splitlines() if isinstance(data, bytes) else []
    return {name: rest.strip() for name, mark, rest in (line.partition(":") for line in lines) if mark}


def _first(status: Mapping[str, str], name: str) -> str:
    return "".join(status.get(name, "").split()[:1])


def process_lines(root: Root) -> Iterator[Mapping[str, Any]] | Missing:
    """All processes as facts, as the probe reads them from a tree of files.

    Whether memory is shielded is left out: the files that tell are only shown to those who may trace the process.
    """
    if not isinstance(root.look("/proc/1/stat"), Entry):
        return Missing("/proc/1/stat: not there", "ENOENT")
    from scapkit.dumps.store import FolderStore
    from scapkit.dumps.tree import PlainTree
    from scapkit.oval.evidence import Evidence
    from scapkit.oval.protocols import Query
    from scapkit.registry import find

    evidence = Evidence(PlainTree(FolderStore(root.path), ""))
    found = find("scapkit.oval.probes", "PROBE", PROCESS).collect(Query(PROCESS, {}), evidence)  # type: ignore[union-attr]
    return (_members(each.fields) for each in found.items)


def _members(fields: Sequence[Any]) -> Mapping[str, Any]:
    """What is known; a name that comes several times has a list."""
    known: dict[str, Any] = {}
    for name, value in ((each.name, each.value) for each in fields if each.status == "exists"):
        if name in known:
            before = known[name] if isinstance(known[name], list) else [known[name]]
            known[name] = [*before, value]
        elif name != "exec_shield":
            known[name] = value
    return known
