"""Symbolic links followed as the system itself would, inside the dump: absolute targets start at its root again."""

from collections.abc import Callable
from typing import NamedTuple

from scapkit.model.dump import Entry, Missing

MAX_LINKS = 40
"""As many links as Linux follows in one path (path_resolution(7))."""

MAX_PATH = 4096
"""As long as a path may be on Linux (PATH_MAX); where one is longer there is nothing."""


class Resolved(NamedTuple):
    """Where a path leads and what is there; `looped` says that the links never end, and `found` is one of them."""

    path: str
    found: Entry | Missing | None
    looped: bool = False


def components(path: str) -> list[str]:
    """The names in a path, empty ones and `.` left out."""
    return [name for name in path.split("/") if name not in ("", ".")]


def resolve(path: str, look: Callable[[str], Entry | Missing | None], follow_last: bool) -> Resolved:
    """Walk a path name by name; `look` gives what is at a path whose folders are all real.

    `..` stops at the root, as on any system. A file where a folder should be means that there is nothing.
    """
    return _followed(path, look, follow_last) if len(path) <= MAX_PATH else Resolved(path, None)


def _followed(path: str, look: Callable[[str], Entry | Missing | None], follow_last: bool) -> Resolved:
    pending = components(path)[::-1]
    real: list[str] = []
    found: Entry | Missing | None = look("/")
    links = 0
    while pending:
        name = pending.pop()
        if name == "..":
            del real[-1:]
            found = look("/" + "/".join(real))
            continue
        here = "/" + "/".join([*real, name])
        found = look(here)
        if isinstance(found, Entry) and found.kind == "symbolic link" and (pending or follow_last):
            links += 1
            if links > MAX_LINKS or len(found.target) > MAX_PATH:
                return Resolved(here, found, looped=True)
            pending += components(found.target)[::-1]
            if found.target.startswith("/"):
                real = []
            found = look("/" + "/".join(real))
            continue
        if pending and not (isinstance(found, Entry) and found.kind == "directory"):
            rest = "/".join(reversed(pending))
            return Resolved(f"{here}/{rest}", found if isinstance(found, Missing) else None)
        real.append(name)
    return Resolved("/" + "/".join(real), found)
