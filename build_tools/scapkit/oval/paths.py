"""Files by filepath, or by path and filename, in a dump (OVAL 5.11 unix and independent schemas, file objects).

Where the standard leaves room the choice is OpenSCAP's, so that verdicts agree: `filepath` and `filename` never name a
folder, though `filename` may name a link to one; `path` names folders and links to folders; an item is the link
itself, not what it leads to. File systems are not known from a dump: `recurse_file_system` has no effect.
"""

from collections.abc import Callable, Iterator

from scapkit.dumps.links import components
from scapkit.dumps.protocol import Dump
from scapkit.model.dump import Entry, Missing
from scapkit.model.results import Result
from scapkit.oval.answers import find_answers, names_answers
from scapkit.oval.compare import compare
from scapkit.oval.evidence import Evidence
from scapkit.oval.literal import literal_start
from scapkit.oval.logic import combine_check
from scapkit.oval.protocols import Query, Wanted
from scapkit.oval.walk import Found, Rule, is_folder, joined, target, walk

_RECURSE = {
    "directories": Rule(links=False),
    "symlinks": Rule(folders=False),
    "symlinks and directories": Rule(),
    "files and directories": Rule(links=False),
}


def find_files(query: Query, evidence: Evidence) -> Iterator[Entry | Missing]:
    """What the entities filepath, or path and filename, name; each path once. A nil filename means the folders.

    Raises ValueError for a bad pattern, operation or behavior, and TimeoutError for a pattern that takes too long.
    """
    seen: set[str] = set()
    for found in _find(query, evidence.dump):
        mark = found.path if isinstance(found, Entry) else f"?{found.reason}"
        if mark not in seen:
            seen.add(mark)
            yield found


def _find(query: Query, dump: Dump) -> Iterator[Entry | Missing]:
    if "filepath" in query.entities:
        return _by_filepath(query.entities["filepath"], dump)
    return _by_path(query, dump)


def accepts(wanted: Wanted, actual: str) -> bool:
    """Whether a value satisfies an entity with all its values (VarCheck); raises ValueError where nobody can tell."""
    results = [compare("string", wanted.operation, actual, each) for each in wanted.values]
    result = combine_check(wanted.var_check, results)
    if result not in (Result.TRUE, Result.FALSE):
        raise ValueError(f"{wanted.name}: cannot compare {wanted.operation!r} with {' and '.join(wanted.values)!r}")
    return result is Result.TRUE


def _named(wanted: Wanted) -> tuple[str, ...] | None:
    """The only values that an entity can accept, or None where it takes a search to know."""
    if wanted.var_check.startswith("none"):
        return None
    if wanted.operation == "equals":
        return wanted.values
    if wanted.operation == "pattern match":
        starts = [literal_start(each) for each in wanted.values]
        if all(start.complete for start in starts):
            return tuple(start.text for start in starts)
    return None


def _clean(path: str) -> str:
    """A path as items show it: no double slashes and none at the end; `..` stays as it is written."""
    return "/" + "/".join(components(path))


def _by_filepath(wanted: Wanted, dump: Dump) -> Iterator[Entry | Missing]:
    named = _named(wanted)
    if named is not None:
        for path in named:
            if path.startswith("/") and not path.endswith("/") and accepts(wanted, path):
                yield from _file(_clean(path), dump)
        return
    if names_answers(wanted, dump):
        yield from find_answers(wanted, dump, accepts)
        return
    for found in _search(wanted, dump, "/"):
        if isinstance(found, Missing):
            yield found
        else:
            yield from (each for each in found.files if accepts(wanted, each.path))
            yield from (each for path, each in found.doubtful if accepts(wanted, path))


def _file(path: str, dump: Dump) -> Iterator[Entry | Missing]:
    """A file or a link that leads to no folder."""
    entry = dump.entry(path)
    if isinstance(entry, Entry) and entry.kind == "symbolic link":
        where = target(path, dump)
        if isinstance(where.found, Missing):
            yield where.found
            return
        if is_folder(where):
            return
    if entry is not None and not (isinstance(entry, Entry) and entry.kind == "directory"):
        yield entry


def _search(wanted: Wanted, dump: Dump, ending: str) -> Iterator[Found | Missing]:
    """Every folder in which or below which something may match, or with an empty ending that may match itself."""
    start, enter = _bounds(wanted, ending)
    where = target(start, dump)
    if isinstance(where.found, Missing):
        yield where.found
    elif is_folder(where):
        yield from walk(start, dump, Rule(), enter)


def _bounds(wanted: Wanted, ending: str) -> tuple[str, Callable[[str], bool]]:
    """Where a search starts, and a test of whether a folder, with this ending, can lead to what is wanted."""
    if wanted.operation != "pattern match" or wanted.var_check.startswith("none"):
        return "/", lambda _folder: True
    starts = [literal_start(each) for each in wanted.values]
    if not starts or not all(start.anchored for start in starts):
        return "/", lambda _folder: True
    from scapkit.oval.patterns import compiled, could_lead_to

    patterns = [compiled(each) for each in wanted.values]
    folders = {start.text.rpartition("/")[0] or "/" for start in starts}
    first = folders.pop() if len(folders) == 1 else "/"
    return _clean(first), lambda folder: any(could_lead_to(each, folder + ending) for each in patterns)


def _by_path(query: Query, dump: Dump) -> Iterator[Entry | Missing]:
    filename = query.entities.get("filename")
    for folder in _folders(query.entities["path"], dump):
        if isinstance(folder, Missing):
            yield folder
            continue
        for found in _recursed(folder, query, dump, listed=filename is not None and not filename.nil):
            if isinstance(found, Missing):
                yield found
            elif filename is None or filename.nil:
                yield from _itself(found.path, dump)
            else:
                yield from _in_folder(found, filename, dump)


def _itself(path: str, dump: Dump) -> Iterator[Entry | Missing]:
    entry = dump.entry(path)
    if entry is not None:
        yield entry


def _folders(wanted: Wanted, dump: Dump) -> Iterator[str | Missing]:
    """The folders, and links to folders, that the path entity names."""
    named = _named(wanted)
    if named is not None:
        for path in named:
            if path.startswith("/") and accepts(wanted, path):
                yield from _folder(path, dump)
        return
    for found in _search(wanted, dump, ""):
        if isinstance(found, Missing):
            yield found
        elif accepts(wanted, found.path):
            yield found.path


def _folder(path: str, dump: Dump) -> Iterator[str | Missing]:
    where = target(path, dump)
    if isinstance(where.found, Missing):
        yield where.found
    elif is_folder(where):
        yield _clean(path)


def _recursed(folder: str, query: Query, dump: Dump, listed: bool) -> Iterator[Found | Missing]:
    """The folder, and those above or below it that the behaviors include."""
    direction = query.behaviors.get("recurse_direction", "none")
    depth = _depth(query)
    if direction == "none":
        yield Found(folder, ())
    elif direction == "up":
        yield from (Found(each, ()) for each in _upwards(folder, depth))
    elif direction == "down":
        rule = _RECURSE.get(query.behaviors.get("recurse", "symlinks and directories"))
        if rule is None:
            raise ValueError(f"recurse: {query.behaviors['recurse']!r} is not known")
        if depth == 0 and not listed:
            yield Found(folder, ())
        else:
            yield from walk(folder, dump, rule._replace(depth=depth), lambda _folder: True)
    else:
        raise ValueError(f"recurse_direction: {direction!r} is not known")


def _depth(query: Query) -> int:
    text = query.behaviors.get("max_depth", "-1")
    try:
        return max(int(text), -1)
    except ValueError:
        raise ValueError(f"max_depth: {text!r} is not a whole number") from None


def _upwards(folder: str, depth: int) -> Iterator[str]:
    names = components(folder)
    steps = len(names) if depth == -1 else min(depth, len(names))
    for step in range(steps + 1):
        yield "/" + "/".join(names[: len(names) - step])


def _in_folder(found: Found, wanted: Wanted, dump: Dump) -> Iterator[Entry | Missing]:
    """The entries of a folder, folders left out, that the filename entity names."""
    named = _named(wanted)
    names = dump.names(found.path) if named is None else named
    if isinstance(names, Missing):
        yield names
        return
    for name in names or ():
        if name in ("", ".", "..") or "/" in name or not accepts(wanted, name):
            continue
        entry = dump.entry(joined(found.path, name))
        if entry is not None and not (isinstance(entry, Entry) and entry.kind == "directory"):
            yield entry
