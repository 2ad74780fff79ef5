"""Files that an object names, with links that lead nowhere told apart, as OpenSCAP does for digests and XML."""

from collections.abc import Iterator

from scapkit.dumps.protocol import MAX_READ
from scapkit.model.dump import Missing
from scapkit.oval.evidence import Evidence
from scapkit.oval.files.paths import find_files
from scapkit.oval.files.walk import target
from scapkit.oval.protocols import Query


def find_readable(query: Query, evidence: Evidence) -> Iterator[tuple[str, bool] | Missing]:
    """Path of each regular file, links followed, and whether it can be opened: a link to nothing cannot.

    Folders, devices, FIFOs and sockets are left out. Raises ValueError and TimeoutError as `find_files` does.
    """
    for found in find_files(query, evidence):
        if isinstance(found, Missing):
            yield found
            continue
        where = target(found.path, evidence.dump)
        if isinstance(where.found, Missing):
            yield where.found
        elif where.looped or where.found is None:
            yield found.path, False
        elif where.found.kind == "regular":
            yield found.path, True


def content(path: str, evidence: Evidence, limit: int = MAX_READ) -> bytes | Missing:
    """What is in a file that was found."""
    data = evidence.dump.read(path, limit)
    return Missing(f"{path} is gone", path) if data is None else data
