"""Files put into a dump's folder: whole under a temporary name, then renamed to their place."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import NamedTuple

from scapkit.dumps.journal import PARTIAL
from scapkit.dumps.links import components
from scapkit.problem import invalid

BESIDE = "beside"
"""The folder of answers whose own place is taken, named by the SHA-256 of that place."""
_TAKEN = (NotADirectoryError, FileExistsError, IsADirectoryError)


class Kept(NamedTuple):
    """Where a file lies in the dump, its SHA-256 in hexadecimal and its size in bytes."""

    path: str
    sha256: str
    size: int


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """What the operating system refuses, as a problem of the folder that is written."""
    try:
        yield
    except OSError as error:
        raise invalid(str(folder), "unwritable-file", error.strerror or str(error)) from None


class Keeper:
    """The files of one dump; many threads may put theirs at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count()

    def keep(self, path: str, data: bytes | Iterable[bytes]) -> Kept:
        """Put a file at a path inside the dump, or beside it where that cannot be. Raises Invalid: unsafe-path."""
        if path.startswith("/") or ".." in components(path) or not components(path):
            raise invalid(str(self._folder), "unsafe-path", f"{path!r} leads out of the dump")
        temporary, digest, size = self._temporary(data)
        with writing(self._folder):
            return Kept(self._placed(temporary, path), digest, size)

    def _temporary(self, data: bytes | Iterable[bytes]) -> tuple[Path, str, int]:
        """The data as a file, its SHA-256 and size; what goes wrong in making the data is the caller's."""
        path = self._folder / PARTIAL / str(next(self._numbers))
        with writing(self._folder):
            file = path.open("wb")
        digest, size = sha256(), 0
        try:
            with file:
                for piece in (data,) if isinstance(data, bytes) else data:
                    digest.update(piece)
                    size += len(piece)
                    with writing(self._folder):
                        file.write(piece)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return path, digest.hexdigest(), size

    def _placed(self, temporary: Path, path: str) -> str:
        try:
            _move(temporary, self._folder / path)
        except _TAKEN:
            path = beside(path)
            _move(temporary, self._folder / path)
        finally:
            temporary.unlink(missing_ok=True)
        return path


def beside(path: str) -> str:
    """Where a file lies whose own place is taken."""
    return f"{BESIDE}/{sha256(os.fsencode(path)).hexdigest()}"


def _move(temporary: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary.replace(target)


def is_intact(folder: Path, path: str, digest: str) -> bool:
    """Whether a dump's file has this SHA-256."""
    from hashlib import file_digest

    try:
        with (folder / path).open("rb") as file:
            return file_digest(file, "sha256").hexdigest() == digest
    except OSError:
        return False
