"""Output files: written whole or not at all, and several together."""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class Placing:
    """Files that come to their places together; for a `with`, after which what did not is gone, new folders included.

    What a symbolic link leads to is written, and the link stays, as do the permissions of a file that is there. All
    raise OSError with the path that was asked for.
    """

    def __init__(self) -> None:
        self._devices: list[tuple[Path | str, Iterable[bytes | memoryview]]] = []
        self._written: list[tuple[Path, Path, Path | str]] = []
        self._folders: list[Path] = []

    def __enter__(self) -> "Placing":
        return self

    def __exit__(self, *_: object) -> None:
        for temporary, _target, _path in self._written:
            temporary.unlink(missing_ok=True)
        for folder in reversed(self._folders):
            with suppress(OSError):
                folder.rmdir()

    def write(self, path: Path | str, data: bytes | Iterable[bytes | memoryview]) -> None:
        """Write a file to a temporary name beside its place; what a device or a pipe is to get waits for `place`."""
        chunks = [data] if isinstance(data, bytes) else data
        with told_of(path):
            if Path(path).exists() and not Path(path).is_file():
                self._devices.append((path, chunks))
                return
            target = Path(os.path.realpath(path))
            self.make_folder(target.parent)
            temporary = target.with_name(f".{target.name}.{os.getpid()}")
            # a name that can be guessed: where somebody else has put a link there, it is not followed
            temporary.unlink(missing_ok=True)
            self._written.append((temporary, target, path))
            with temporary.open("xb") as stream:
                if target.exists():
                    temporary.chmod(target.stat().st_mode & 0o7777)
                stream.writelines(chunks)

    def take(self, file: Path, target: Path) -> None:
        """A file that was written elsewhere in the file system, to be put in its place."""
        with told_of(target):
            self.make_folder(target.parent)
            if not os.access(target.parent, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        self._written.append((file, target, target))

    def make_folder(self, folder: Path) -> None:
        """Make a folder and those above it where they are not there, and remember which these are."""
        for each in reversed((folder, *folder.parents)):
            if not each.exists():
                each.mkdir(exist_ok=True)
                self._folders.append(each)
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))

    def place(self) -> None:
        """Give devices and pipes what they get, and put every file in its place."""
        for path, chunks in self._devices:
            with told_of(path), Path(path).open("wb") as stream:
                stream.writelines(chunks)
        for temporary, target, path in self._written:
            with told_of(path):
                temporary.replace(target)
        self._written.clear()
        self._folders.clear()


@contextmanager
def told_of(path: Path | str) -> Iterator[None]:
    """What goes wrong with files in here goes wrong with this one."""
    try:
        yield
    except NotADirectoryError as error:
        file = next((each for each in Path(path).parents if each.is_file()), None)
        reason = f"{file} is a file, not a folder" if file else error.strerror
        raise OSError(error.errno, reason, str(path)) from None
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(path)) from None


def write_file(path: Path | str, data: bytes | Iterable[bytes | memoryview]) -> None:
    """Write all of a file or nothing, as `Placing` does."""
    with Placing() as placing:
        placing.write(path, data)
        placing.place()
