"""The configuration that the node's kubelet has in effect, as content reads it, and the parts that it was made from."""

from collections.abc import Callable
from pathlib import Path

from scapkit.collect.kubelet.documents import Document
from scapkit.collect.kubelet.effective import Effective, Parts, from_configz, from_parts
from scapkit.collect.kubelet.flags import last, read_flags
from scapkit.collect.node.folders import take_folder
from scapkit.collect.node.known import Known, Told, content, line_of
from scapkit.collect.node.processes import Process
from scapkit.collect.node.root import Root
from scapkit.collect.node.taking import Taker
from scapkit.collect.writer import DumpWriter
from scapkit.model.dump import Entry, Missing
from scapkit.problem import invalid

PATH = "/tmp/runtime/openscap-kubeletconfig"  # noqa: S108
"""Where content for the Compliance Operator, and ours, looks for it."""
_OTHERS_WRITE = 0o022


def read_answer(path: str) -> bytes:
    """A file with a kubelet's answer to configz. Raises Invalid: unreadable-file, malformed-configz."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise invalid(path, "unreadable-file", error.strerror or str(error)) from None
    try:
        from_configz(data)
    except ValueError as error:
        raise invalid(path, "malformed-configz", str(error)) from None
    return data


def take_kubelet(taker: Taker, told: Told, known: Known) -> None:
    """Write the file that content reads, saying what it was made from, or why it could not be made."""
    process = known.process
    if told.configz:
        words = process.words if isinstance(process, Process) else ()
        keep_answer(taker.writer, taker.now(), told.configz, words, _place(process))
    elif isinstance(process, Process):
        _made(taker.writer, taker.now(), lambda: _from_parts(taker, process, known))
    elif _is_trusted(taker.root):
        taker.path(PATH)
    elif isinstance(process, Missing):
        taker.lacking(
            "file", PATH, process._replace(reason=f"the kubelet's command line is not known: {process.reason}")
        )
    else:
        reason = "no kubelet was found below /proc, so its command line is not known (--configz or --proc would tell)"
        taker.lacking("file", PATH, Missing(reason))


def keep_answer(writer: DumpWriter, time: str, answer: bytes, words: tuple[str, ...] = (), place: str = "") -> None:
    """Write the file from a kubelet's answer to configz; with the words of its command line, and where that stands."""
    source = f"made from the kubelet's answer to configz{f' and {place}' if place else ''}"
    told = f"{source}; what it omits for being false or 0 is written out"
    _made(writer, time, lambda: (from_configz(answer, words[1:]), told))


def _made(writer: DumpWriter, time: str, make: Callable[[], tuple[Effective, str]]) -> None:
    try:
        made, source = make()
    except ValueError as error:
        writer.missing("file", PATH, "error", message=str(error), time=time)
        return
    entry = Entry(PATH, "regular", -1, -1, -1, len(made.data), -1.0, -1.0, -1.0, "", None)
    status, message = ("truncated", f"{source}; {made.doubt}") if made.doubt else ("collected", source)
    writer.file(entry, made.data, time, status, message=message)


def _place(process: Process | Missing | None) -> str:
    return line_of(process) if isinstance(process, Process) else ""


def _from_parts(taker: Taker, process: Process, known: Known) -> tuple[Effective, str]:
    flags = read_flags(process.words[1:])
    config, folder = last(flags, "config"), last(flags, "config-dir")
    document = Document(config, _needed(taker, config)) if config else None
    dropins = _dropins(taker, folder) if folder else ()
    made = from_parts(Parts(process.words[1:], document, dropins, known.version))
    files = [line_of(process), *([config] if config else ()), *(each.path for each in dropins)]
    version = f"{known.version} ({known.version_from})" if known.version else "a version that is not known"
    return made, f"made from {', '.join(files)} and the defaults of {version}"


def _needed(taker: Taker, path: str) -> bytes:
    """A file that the kubelet cannot do without, taken as evidence. Raises ValueError."""
    if not path.startswith("/"):
        raise ValueError(f"the kubelet was started with {path}, which is no absolute path")
    taker.path(path)
    data = content(taker, path)
    if isinstance(data, bytes):
        return data
    raise ValueError(f"the kubelet was started with {path}, which " + ("is not there" if data is None else data.reason))


def _dropins(taker: Taker, folder: str) -> tuple[Document, ...]:
    """The files of the directory and those below it; a link is read where it is a file. Raises ValueError."""
    take_folder(taker, folder)
    top = taker.root.resolved(folder)[0]
    if not isinstance(top.found, Entry) or top.found.kind != "directory":
        raise ValueError(f"the kubelet was started with {folder}, which cannot be listed")
    found: list[Document] = []
    pending = [top.path]
    while pending:
        place = pending.pop()
        names = taker.root.names(place)
        if not isinstance(names, tuple):
            raise ValueError(f"the kubelet was started with {folder}, of which {place} cannot be listed")
        for name in names:
            path = f"{place}/{name}"
            entry = taker.root.look(path)
            if isinstance(entry, Entry) and entry.kind == "directory":
                pending.append(path)
            elif name.endswith(".conf"):
                found.append(Document(path, _needed(taker, path)))
    return tuple(sorted(found, key=lambda each: each.path.split("/")))


def _is_trusted(root: Root) -> bool:
    """Whether a file at that place was put there by the system's owner: anybody may write into /tmp."""
    top, folder, found = root.look("/"), root.look(PATH.rpartition("/")[0]), root.look(PATH)
    if not (isinstance(top, Entry) and isinstance(folder, Entry) and isinstance(found, Entry)):
        return False
    kinds = (folder.kind, found.kind) == ("directory", "regular")
    return kinds and all(each.uid == top.uid and not each.mode & _OTHERS_WRITE for each in (folder, found))
