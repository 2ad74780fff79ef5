"""Many output files for folders: each made beside its place, all put there together once the last one is made."""

import os
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from scapkit.api.writing import Output, held, refuse_collisions
from scapkit.problem import Invalid, invalid
from scapkit.xmlio.files import write_file


class Staging:
    """For a `with`: what was not delivered at its end is removed. Raises Invalid (unwritable-file)."""

    def __init__(self) -> None:
        self.stack = ExitStack()
        """What is to be closed at the end."""
        self._folders: dict[str, Path] = {}
        self._made: list[tuple[Path, Path]] = []

    def __enter__(self) -> "Staging":
        return self

    def __exit__(self, *_: object) -> None:
        import shutil

        self.stack.close()
        for folder in self._folders.values():
            shutil.rmtree(folder, ignore_errors=True)

    def open(self, folder: str) -> None:
        """Begin to fill a folder, which need not be there yet."""
        target = Path(os.path.realpath(folder))
        stage = target.with_name(f".{target.name}.{os.getpid()}")
        if target.exists() and not target.is_dir():
            raise invalid(folder, "unwritable-file", "is a file; a collection's results go into a folder")
        try:
            stage.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise _unwritable(folder, error) from None
        self._folders[folder] = stage

    def add(self, folder: str, name: str, output: Output) -> None:
        """Make a file of an open folder."""
        place = self._folders[folder] / str(len(self._made))
        try:
            write_file(place, output.make())
        except OSError as error:
            raise _unwritable(output.path, error) from None
        self._made.append((place, Path(folder, name)))

    def deliver(self, outputs: Iterable[Output], inputs: Iterable[str]) -> None:
        """Put all files in their places, with some that are in no folder."""
        made = [(each.path, held(each.make(), self.stack)) for each in outputs]
        targets = [str(target) for _, target in self._made]
        refuse_collisions([*targets, *(path for path, _ in made)], inputs)
        for place, target in self._made:
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                place.replace(target)
            except OSError as error:
                raise _unwritable(str(target), error) from None
        for path, data in made:
            try:
                write_file(path, data)
            except OSError as error:
                raise _unwritable(path, error) from None


def _unwritable(path: str, error: OSError) -> Invalid:
    return invalid(path, "unwritable-file", error.strerror or str(error))
