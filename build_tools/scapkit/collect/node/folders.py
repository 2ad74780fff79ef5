"""Folders taken as a whole, and patterns: what they hold, and where nobody can say what they hold."""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from scapkit.collect.node.taking import KERNEL, Taker, Wanted, everything
from scapkit.dumps.links import components
from scapkit.dumps.requirements import matches_glob
from scapkit.model.dump import Entry, Missing

FULL = Missing("there are more files than are taken", "EFBIG")
KERNELS = Missing("the kernel's own, which is only taken where it is named", "")
MOUNTS = ("/proc/1/mounts", "/proc/mounts")
"""The first is the node's own table; the second is that of whoever reads it."""
_WILD = frozenset("*?[")


def take_folder(taker: Taker, path: str, wanted: Wanted = everything) -> None:
    """All below a folder; a subfolder that cannot be listed is noted by itself, and so is what is the kernel's."""
    where, links = taker.root.resolved(path)
    for link in links:
        taker.entry(link)
    taker.way(where.path)
    if where.found is None:
        taker.writer.missing("folder", path, "not-found", "ENOENT", time=taker.now())
        return
    if isinstance(where.found, Missing):
        taker.lacking("folder", path, where.found)
        return
    if where.found.kind != "directory":
        taker.path(path, wanted)
        return
    _take_all(taker, where.found, path, wanted)


def _take_all(taker: Taker, top: Entry, path: str, wanted: Wanted) -> None:
    taker.below(top)
    if isinstance(why := taker.root.names(top.path), Missing):
        for key in {path, top.path}:
            taker.lacking("folder", key, why)
        return
    is_whole = True
    for found in _below(taker, top.path):
        if isinstance(found, Missing):
            is_whole = False
            break
        taker.below(found, wanted)
        if found.kind == "symbolic link":
            _take_target(taker, found, wanted)
    for key in sorted({path, top.path}):
        if is_whole:
            taker.writer.covered("folder", key, taker.now())
        else:
            taker.writer.missing("folder", key, "truncated", FULL.key, FULL.reason, taker.now())


def _take_target(taker: Taker, link: Entry, wanted: Wanted) -> None:
    """The file that a link in a folder leads to: configuration is often linked in. Folders are not gone through."""
    found = taker.root.resolved(link.path)[0].found
    if isinstance(found, Entry) and (found.kind == "directory" or _is_kernels(found)):
        return
    taker.path(link.path, wanted)


def _is_kernels(found: Entry) -> bool:
    return found.kind == "regular" and found.path.startswith(tuple(f"{each}/" for each in KERNEL))


def _below(taker: Taker, top: str) -> Iterator[Entry | Missing]:
    """Everything below a folder, each folder before what is in it; Missing where there is too much."""
    pending = [top]
    while pending:
        folder = pending.pop()
        names = taker.root.names(folder)
        if isinstance(names, Missing):
            taker.lacking("folder", folder, names)
            continue
        for name in names or ():
            if taker.is_full:
                yield FULL
                return
            found = taker.root.look(f"{folder.rstrip('/')}/{name}")
            if isinstance(found, Missing):
                taker.lacking("file", f"{folder.rstrip('/')}/{name}", found)
            elif found is not None:
                yield found
                pending += _entered(taker, found, top)


def _entered(taker: Taker, found: Entry, top: str) -> list[str]:
    if found.kind != "directory":
        return []
    if found.path in KERNEL and top != found.path:
        # which tells whoever walks through local file systems alone not to go there either
        take_mounts(taker)
        taker.writer.missing("folder", found.path, "skipped", message=KERNELS.reason, time=taker.now())
        return []
    return [found.path]


def take_mounts(taker: Taker) -> None:
    """The table of what is mounted where."""
    taker.path(next((path for path in MOUNTS if taker.root.resolved(path)[0].found is not None), MOUNTS[1]))


def take_glob(taker: Taker, pattern: str, wanted: Wanted = everything) -> None:
    """All that a pattern matches. Where a folder could not be listed, nobody knows what else it would match."""
    names = components(pattern)
    fixed = next((number for number, name in enumerate(names) if _WILD.intersection(name)), len(names))
    where, links = taker.root.resolved("/" + "/".join(names[:fixed]))
    for link in links:
        taker.entry(link)
    taker.way(f"{where.path}/{names[-1]}")
    why = where.found if isinstance(where.found, Missing) else None
    if isinstance(where.found, Entry):
        real = "/".join([where.path.rstrip("/"), *names[fixed:]])
        why = _take_matching(taker, where.path, real, tuple(names[fixed:]), wanted)
        _note(taker, real, why)
    if not isinstance(where.found, Entry) or real != pattern:
        _note(taker, pattern, why)


def _note(taker: Taker, pattern: str, why: Missing | None) -> None:
    if why is None:
        taker.writer.covered("glob", pattern, taker.now())
    elif why is FULL:
        taker.writer.missing("glob", pattern, "truncated", FULL.key, FULL.reason, taker.now())
    else:
        taker.lacking("glob", pattern, why)


def _take_matching(taker: Taker, top: str, pattern: str, names: tuple[str, ...], wanted: Wanted) -> Missing | None:
    """Take what matches; returns why there could be more."""
    why: Missing | None = None
    pending = [(top, 0)]
    while pending and not taker.is_full:
        folder, level = pending.pop()
        inside = taker.root.names(folder)
        why = inside if isinstance(inside, Missing) else why
        for name in inside if isinstance(inside, tuple) else ():
            path = f"{folder.rstrip('/')}/{name}"
            found = taker.root.look(path) if _may_lead(names, level, name) else None
            why = found if isinstance(found, Missing) else why
            if isinstance(found, Entry):
                if matches_glob(pattern, path) and not taker.is_full:
                    taker.path(path, wanted)
                pending += _onward(found, names, level)
    return FULL if taker.is_full else why


def _onward(found: Entry, names: tuple[str, ...], level: int) -> tuple[tuple[str, int], ...]:
    """The folder itself, where it may hold more that matches."""
    goes_on = found.kind == "directory" and found.path not in KERNEL and _goes_on(names, level)
    return ((found.path, level + 1),) if goes_on else ()


def _may_lead(names: tuple[str, ...], level: int, name: str) -> bool:
    """Whether a name at this depth can be part of a match; behind `**` any can."""
    if "**" in names[: level + 1]:
        return True
    return level < len(names) and fnmatchcase(name, names[level])


def _goes_on(names: tuple[str, ...], level: int) -> bool:
    return "**" in names[: level + 1] or level + 1 < len(names)
