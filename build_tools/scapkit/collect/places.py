"""Where the files lie that an OVAL object names (OVAL 5.11, filepath, path and filename, and FileBehaviors)."""

from collections.abc import Iterator, Mapping

from scapkit.collect.need import Need
from scapkit.dumps.links import components
from scapkit.dumps.tree import API_ROOTS
from scapkit.oval.matching.accepting import named
from scapkit.oval.matching.literal import literal_start
from scapkit.oval.protocols import Entities, Wanted

READ = frozenset(
    f"independent:{name}"
    for name in ("textfilecontent", "textfilecontent54", "yamlfilecontent", "xmlfilecontent", "filehash", "filehash58")
)
"""Object types that read what is in files."""
SEEN = frozenset(("unix:file", "unix:symlink", "unix:fileextendedattribute", "linux:selinuxsecuritycontext"))
"""Object types that look at files from outside."""
UNREAD = ("content", "no")
"""The argument of a need for what a file is, not for what is in it."""
# A few levels are asked for one by one, more as the whole folder.
_LEVELS = 3
_ROOTS = tuple(f"/{root}/" for root in API_ROOTS)


def file_needs(kind: str, entities: Entities, behaviors: Mapping[str, str]) -> Iterator[Need]:
    """The files, folders and patterns that hold everything the object can find; API answers by their paths as files.

    Arguments tell what need not be read: nothing (`content` no), or all whose filepath, path or filename does not match
    the patterns of that name.
    """
    unread = (UNREAD,) if kind in SEEN else ()
    if "filepath" in entities:
        yield from _by_filepath(entities["filepath"], unread)
    elif "path" in entities:
        for need in _by_path(entities["path"], entities.get("filename"), behaviors):
            yield need._replace(arguments=unread or need.arguments)


def _by_filepath(wanted: Wanted, unread: tuple[tuple[str, str], ...]) -> Iterator[Need]:
    known = named(wanted)
    if known is not None:
        yield from (Need("file", clean(each), arguments=unread) for each in known if each.startswith("/"))
    elif not _is_of_answers(wanted):
        yield Need("folder", _start(wanted), arguments=unread or _patterns(wanted))


def _by_path(path: Wanted, filename: Wanted | None, behaviors: Mapping[str, str]) -> Iterator[Need]:
    patterns = () if filename is None or filename.nil else _patterns(filename)
    known = named(path)
    if known is None:
        if not _is_of_answers(path):
            yield Need("folder", _start(path), arguments=_patterns(path) + patterns)
        return
    names = None if filename is None or filename.nil else named(filename)
    nil = filename is None or filename.nil
    for folder in (clean(each) for each in known if each.startswith("/")):
        levels = _levels(behaviors)
        if behaviors.get("recurse_direction") == "up":
            for each in _upwards(folder, levels):
                yield from _within(each, nil, names, patterns)
        elif behaviors.get("recurse_direction") != "down" or levels == 0:
            yield from _within(folder, nil, names, patterns)
        elif 0 < levels <= _LEVELS:
            globs = (f"{folder.rstrip('/')}{'/*' * level}" for level in range(1, levels + 2))
            yield from (Need("glob", each, arguments=(UNREAD,) if nil else patterns) for each in globs)
        else:
            yield Need("folder", folder, arguments=(UNREAD,) if nil else patterns)


def _within(
    folder: str, nil: bool, names: tuple[str, ...] | None, patterns: tuple[tuple[str, str], ...]
) -> Iterator[Need]:
    """What is right in a folder: itself for a nil filename, its files of some names, or those that match."""
    start = folder.rstrip("/")
    if nil:
        yield Need("file", folder, arguments=(UNREAD,))
    elif names is not None:
        yield from (
            Need("file", f"{start}/{name}") for name in names if name not in ("", ".", "..") and "/" not in name
        )
    else:
        yield Need("glob", f"{start}/*", arguments=patterns)


def _patterns(wanted: Wanted) -> tuple[tuple[str, str], ...]:
    """What a name must match for its content to count; nothing where it takes another operation to tell."""
    if len(wanted.values) != 1 or wanted.var_check.startswith("none"):
        return ()
    if wanted.operation == "pattern match":
        return ((wanted.name, wanted.value),)
    import re

    return ((wanted.name, f"^{re.escape(wanted.value)}$"),) if wanted.operation == "equals" else ()


def _is_of_answers(wanted: Wanted) -> bool:
    """Whether patterns can match nothing but API answers, which a folder of a node does not hold."""
    if wanted.operation != "pattern match" or not wanted.values:
        return False
    return all(literal_start(each).text.startswith(_ROOTS) for each in wanted.values)


def _start(wanted: Wanted) -> str:
    """The folder below which everything lies that is wanted."""
    if wanted.operation != "pattern match" or wanted.var_check.startswith("none"):
        return "/"
    starts = [literal_start(each) for each in wanted.values]
    folders = {start.text.rpartition("/")[0] if start.anchored else "" for start in starts}
    return clean(folders.pop()) if len(folders) == 1 else "/"


def _levels(behaviors: Mapping[str, str]) -> int:
    try:
        return max(int(behaviors.get("max_depth", "-1")), -1)
    except ValueError:
        return 0


def _upwards(folder: str, levels: int) -> Iterator[str]:
    names = components(folder)
    for step in range((len(names) if levels < 0 else min(levels, len(names))) + 1):
        yield "/" + "/".join(names[: len(names) - step])


def clean(path: str) -> str:
    """An absolute path without empty names and dots."""
    return "/" + "/".join(components(path))
