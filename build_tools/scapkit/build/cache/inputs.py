"""What a build reads: the content hash of every file of a project that can matter to a product."""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from scapkit.authoring.layout import further_folders
from scapkit.authoring.sources import MAX_FILE
from scapkit.program import digest

# Folders of the project's root that belong to all products, and what of content/PRODUCT a build never reads.
SHARED = ("templates", "controls", "product_properties", "components", "applicability")
UNREAD = frozenset(("samples", "tests", "__pycache__"))


class Inputs(NamedTuple):
    """Files by path with the hash of their content; `rules` has the hash of all files of each rule's folder."""

    files: Mapping[str, str]
    rules: Mapping[str, str]

    @property
    def digest(self) -> str:
        """One hash of all files and their names."""
        return digest(*(part for pair in self.files.items() for part in pair))


def read_inputs(root: Path, product: str, shipped: Path) -> Inputs:
    """The inputs of a product of the project in `root`; `shipped` is where the templates of scapkit are."""
    files = {path: _hash(path) for path in _files(root, product, shipped)}
    return Inputs(files, _rules(files))


def read_stamps(root: Path, product: str, shipped: Path) -> dict[str, tuple[int, int]]:
    """Size and time of each of the same files, which takes less than reading them."""
    found = {}
    for path in _files(root, product, shipped):
        with suppress(OSError):
            stat = os.stat(path)  # noqa: PTH116
            found[path] = stat.st_size, stat.st_mtime_ns
    return found


def _files(root: Path, product: str, shipped: Path) -> Iterator[str]:
    folders = [root / "content" / product, root / "profiles" / product, shipped / "templates"]
    folders += [root / name for name in SHARED]
    folders += further_folders(root, product)
    for folder in dict.fromkeys(map(str, folders)):
        yield from _walk(folder)


def _walk(folder: str) -> Iterator[str]:
    """Regular files below a folder, in order; links to folders are not followed."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in UNREAD and not name.startswith("."))
        yield from (f"{place}{os.sep}{name}" for name in sorted(names))


def _hash(path: str) -> str:
    """Of as much as any file of a project may hold; opening a pipe that nobody writes to must not wait."""
    try:
        with open(path, "rb", buffering=0, opener=_opened) as stream:
            return blake2b(stream.read(MAX_FILE + 1), digest_size=16).hexdigest()
    except OSError as error:
        return f"unreadable: {error.errno}"


def _opened(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK)


def _rules(files: Mapping[str, str]) -> dict[str, str]:
    """The hash of each folder that holds a rule.yml, with all that lies below it and the groups around it."""
    rules = frozenset(path.rpartition(os.sep)[0] for path in files if path.endswith(f"{os.sep}rule.yml"))
    parts = {folder: _groups(folder, files) for folder in rules}
    for path, found in files.items():
        folder = next((each for each in _above(path) if each in rules), None)
        if folder is not None:
            parts[folder] += (path.removeprefix(folder), found)
    return {folder: digest(*each) for folder, each in parts.items()}


def _groups(folder: str, files: Mapping[str, str]) -> list[str]:
    """The hashes of the group.yml of all groups around a rule, which hand their platforms on to it."""
    found = []
    while (group := f"{(folder := folder.rpartition(os.sep)[0])}{os.sep}group.yml") in files:
        found.append(files[group])
    return found


def _above(path: str) -> Iterator[str]:
    """The nearest folders of a file: a rule's own files lie in its folder or one below it."""
    for _ in range(2):
        path = path.rpartition(os.sep)[0]
        yield path
