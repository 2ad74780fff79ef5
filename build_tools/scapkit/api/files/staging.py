"""Many output files for folders: each made beside its place, all put there together once the last one is made."""

import os
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from scapkit.api.files.writing import Output, held, refuse_collisions, writable
from scapkit.problem import invalid
from scapkit.xmlio.files import Placing, told_of, write_file


class Staging:
    """For a `with`: what was not delivered at its end is removed. Raises Invalid (unwritable-file)."""

    def __init__(self) -> None:
        self.stack = ExitStack()
        """What is to be closed at the end."""
        self._placing = self.stack.enter_context(Placing())
        self._folders: dict[str, Path] = {}
        self._made: list[tuple[Path, Path]] = []

    def __enter__(self) -> "Staging":
        return self

    def __exit__(self, *_: object) -> None:
        import shutil

        for folder in self._folders.values():
            shutil.rmtree(folder, ignore_errors=True)
        self.stack.close()

    def open(self, folder: str) -> None:
        """Begin to fill a folder, which need not be there yet."""
        target = Path(os.path.realpath(folder))
        # in a folder that is there, as that may be a file system of its own, into which nothing can be moved
        stage = (target if target.is_dir() else target.parent) / f".{target.name}.{os.getpid()}"
        if target.exists() and not target.is_dir():
            raise invalid(folder, "unwritable-file", "is a file; a collection's results go into a folder")
        with writable(), told_of(folder):
            self._placing.make_folder(stage.parent)
            stage.mkdir(mode=0o700, exist_ok=True)
        self._folders[folder] = stage

    def add(self, folder: str, name: str, output: Output) -> None:
        """Make a file of an open folder."""
        place = self._folders[folder] / str(len(self._made))
        with writable(), told_of(output.path):
            write_file(place, output.make())
        self._made.append((place, Path(folder, name)))

    def deliver(self, outputs: Iterable[Output], inputs: Iterable[str]) -> None:
        """Put all files in their places, with some that are in no folder."""
        made = [(each.path, held(each.make(), self.stack)) for each in outputs]
        targets = [str(target) for _, target in self._made]
        refuse_collisions([*targets, *(path for path, _ in made)], inputs)
        with writable():
            for place, target in self._made:
                self._placing.take(place, target)
            for path, data in made:
                self._placing.write(path, data)
            self._placing.place()
