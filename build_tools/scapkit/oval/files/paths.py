"""Files by filepath, or by path and filename, in a dump (OVAL 5.11 unix and independent schemas, file objects).

Where the standard leaves room the choice is OpenSCAP's, so that verdicts agree: `filepath` and `filename` never name a
folder, though `filename` may name a link to one; `path` names folders and links to folders; an item is the link
itself, not what it leads to. File systems are not known from a dump: `recurse_file_system` has no effect.
"""

from collections.abc import Callable, Iterator, Sequence

from scapkit.dumps.links import components
from scapkit.dumps.protocol import Dump
from scapkit.model.dump import Entry, Missing
from scapkit.oval.evidence import Evidence
from scapkit.oval.files.answers import find_answers, names_answers
from scapkit.oval.files.filesystems import entered
from scapkit.oval.files.walk import Found, Rule, is_folder, joined, target, walk
from scapkit.oval.matching.accepting import acceptor, named
from scapkit.oval.matching.literal import literal_start
from scapkit.oval.protocols import Query, Wanted

_RECURSE = {
    "none": Rule(folders=False, links=False),
    "files": Rule(folders=False, links=False),
    "directories": Rule(links=False),
    "symlinks": Rule(folders=False),
    "symlinks and directories": Rule(),
    "files and directories": Rule(links=False),
}


def find_files(query: Query, evidence: Evidence) -> Iterator[Entry | Missing]:
    """What the entities filepath, or path and filename, name; each path once. A nil filename means the folders.

    Raises ValueError for a bad pattern, operation or behavior, and TimeoutError for a pattern that takes too long.
    """
    told: set[Missing] = set()
    for found in _find(query, evidence):
        if isinstance(found, Missing):
            if found in told:
                continue
            told.add(found)
        yield found


def _find(query: Query, evidence: Evidence) -> Iterator[Entry | Missing]:
    if "filepath" in query.entities:
        return _by_filepath(query.entities["filepath"], evidence.dump)
    return _by_path(query, evidence)


def _clean(path: str) -> str:
    """A path as items show it: no double slashes and none at the end; `..` stays as it is written."""
    return "/" + "/".join(components(path))


def _cleaned(paths: Sequence[str], wanted: Wanted, ending: str = "") -> Iterator[str]:
    """Absolute paths that the entity accepts, as items show them; a pattern must match them so."""
    exact = wanted.operation == "equals"
    accept = acceptor(wanted)
    chosen = (path if exact else _clean(path) for path in paths if path.startswith("/"))
    accepted = (path for path in chosen if accept(path))
    yield from dict.fromkeys(_clean(path) for path in accepted if ending or not path.endswith("/"))


def _by_filepath(wanted: Wanted, dump: Dump) -> Iterator[Entry | Missing]:
    known = named(wanted)
    if known is not None:
        for path in _cleaned(known, wanted):
            yield from _file(path, dump)
        return
    accept = acceptor(wanted)
    if names_answers(wanted, dump):
        yield from find_answers(wanted, dump, accept)
        return
    for found in _search(wanted, dump, "/"):
        if isinstance(found, Missing):
            yield found
        else:
            yield from _accepted(found, accept)


def _accepted(found: Found, accept: Callable[[str], bool]) -> Iterator[Entry | Missing]:
    """The files of a folder whose paths are accepted; links to folders are none."""
    start = joined(found.path, "")
    for number, name in found.names():
        path = start + name
        if accept(path):
            entry = found.leads[number] if number in found.leads else found.entry(number, path)
            if entry is not None:
                yield entry


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
    from scapkit.oval.matching.patterns import compiled

    patterns = [compiled(each) for each in wanted.values]
    folders = {start.text.rpartition("/")[0] or "/" for start in starts}
    first = folders.pop() if len(folders) == 1 else "/"
    return _clean(first), lambda folder: any(each.could_lead_to(folder + ending) for each in patterns)


def _by_path(query: Query, evidence: Evidence) -> Iterator[Entry | Missing]:
    dump, filename = evidence.dump, query.entities.get("filename")
    inside = None if filename is None or filename.nil else _chooser(filename, dump)
    seen: set[str] = set()
    for folder in _folders(query.entities["path"], dump):
        if isinstance(folder, Missing):
            yield folder
            continue
        for found in _recursed(folder, query, evidence, listed=inside is not None):
            if isinstance(found, Missing):
                yield found
            elif found.path not in seen:
                seen.add(found.path)
                yield from inside(found) if inside else _itself(found.path, dump)


def _itself(path: str, dump: Dump) -> Iterator[Entry | Missing]:
    entry = dump.entry(path)
    if entry is not None:
        yield entry


def _folders(wanted: Wanted, dump: Dump) -> Iterator[str | Missing]:
    """The folders, and links to folders, that the path entity names."""
    known = named(wanted)
    if known is not None:
        for path in _cleaned(known, wanted, ending="/"):
            yield from _folder(path, dump)
        return
    accept = acceptor(wanted)
    for found in _search(wanted, dump, ""):
        if isinstance(found, Missing):
            yield found
        elif accept(found.path):
            yield found.path


def _folder(path: str, dump: Dump) -> Iterator[str | Missing]:
    where = target(path, dump)
    if isinstance(where.found, Missing):
        yield where.found
    elif is_folder(where):
        yield _clean(path)


def _recursed(folder: str, query: Query, evidence: Evidence, listed: bool) -> Iterator[Found | Missing]:
    """The folder, and those above or below it that the behaviors include."""
    direction = query.behaviors.get("recurse_direction", "none")
    depth = _depth(query)
    if direction == "none":
        yield Found(folder)
    elif direction == "up":
        yield from (Found(each) for each in _upwards(folder, depth))
    elif direction == "down":
        rule = _RECURSE.get(query.behaviors.get("recurse", "symlinks and directories"))
        if rule is None:
            raise ValueError(f"recurse: {query.behaviors['recurse']!r} is not known")
        if depth == 0 and not listed:
            yield Found(folder)
        else:
            enter = entered(folder, query.behaviors.get("recurse_file_system", "all"), evidence)
            yield from walk(folder, evidence.dump, rule._replace(depth=depth), enter)
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


def _chooser(wanted: Wanted, dump: Dump) -> Callable[[Found], Iterator[Entry | Missing]]:
    """What gives the entries of a folder, folders left out, that the filename entity names."""
    known = named(wanted)
    if known is None:
        accept = acceptor(wanted)
        return lambda found: _matching(found, accept, dump)
    names = [each for each in dict.fromkeys(known) if each not in ("", ".", "..") and "/" not in each]
    names = list(filter(acceptor(wanted), names))
    return lambda found: _known(found, names, dump)


def _matching(found: Found, accept: Callable[[str], bool], dump: Dump) -> Iterator[Entry | Missing]:
    if found.listing is None:
        listing = dump.listing(found.path)
        if isinstance(listing, Missing):
            yield listing
        found = Found(found.path, None if isinstance(listing, Missing) else listing)
    start = joined(found.path, "")
    for number, name in found.names():
        if accept(name):
            entry = found.entry(number, start + name)
            if entry is not None:
                yield entry


def _known(found: Found, names: Sequence[str], dump: Dump) -> Iterator[Entry | Missing]:
    """Without a listing each name is asked for by itself."""
    for name in names:
        path = joined(found.path, name)
        if found.listing is None:
            entry = dump.entry(path)
        else:
            number = found.listing.find(name)
            entry = None if number < 0 else found.entry(number, path)
        if entry is not None and not (isinstance(entry, Entry) and entry.kind == "directory"):
            yield entry
