"""Of which files a plan wants the content (see collect/need.py); of all others it wants owner, mode and times alone."""

from collections.abc import Iterable

from scapkit.collect.need import Need
from scapkit.collect.node.taking import Wanted
from scapkit.collect.places import UNREAD
from scapkit.model.results import Result
from scapkit.oval.compare import compare_values


def wanted_by(needs: Iterable[Need]) -> Wanted:
    """Whether one of these needs wants a path's content."""
    arguments = tuple(need.arguments for need in needs)
    return lambda path: any(_wants(each, path) for each in arguments)


def _wants(arguments: tuple[tuple[str, str], ...], path: str) -> bool:
    return UNREAD not in arguments and all(_matches(name, pattern, path) for name, pattern in arguments)


def _matches(name: str, pattern: str, path: str) -> bool:
    """Content that nobody can tell to be needless is taken."""
    folder, _, last = path.rpartition("/")
    value = {"filepath": path, "path": folder or "/", "filename": last}.get(name)
    if value is None:
        return True
    try:
        return compare_values("string", "pattern match", value, (pattern,), "all") is Result.TRUE
    except (ValueError, TimeoutError):
        return True
