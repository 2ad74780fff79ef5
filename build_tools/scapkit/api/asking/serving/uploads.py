"""Evidence that comes from the browser: files beside the answers, none of them written over."""

from collections.abc import Iterable, Iterator
from io import BufferedIOBase
from itertools import count
from pathlib import Path

from scapkit.api.asking.serving.posted import Wrong
from scapkit.ocil.refusals import BLOCK, digest

FOLDER = "evidence"
MAX_UPLOAD = 64 * 1024 * 1024
MAX_NAME = 120


def blocks(stream: BufferedIOBase, length: int) -> Iterator[bytes]:
    """So many bytes of a stream; raises OSError where it ends before."""
    while length:
        block = stream.read(min(BLOCK, length))
        if not block:
            raise OSError("the upload ended too early")
        length -= len(block)
        yield block


def keep(folder: Path, name: str, data: Iterable[bytes]) -> str:
    """Put a file into the folder of evidence below `folder`; returns its path from there. Raises Wrong.

    Where one of that name is there already, and is the same, it stays; another gets a number behind its name.
    """
    stem, dot, suffix = _plain(name).rpartition(".")
    stem, suffix = (stem, dot + suffix) if stem else (suffix, "")
    try:
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
        if not (folder / FOLDER).resolve().is_relative_to(folder.resolve()):
            raise Wrong("evidence", f"{FOLDER} leads out of {folder}")
        path, before = _written(folder / FOLDER, stem, suffix, data)
        same = next((each for each in before if digest(each) == digest(path)), None)
        if same is not None:
            path.unlink()
    except OSError as error:
        raise Wrong("evidence", f"{name} cannot be kept: {error.strerror or error}") from None
    return f"{FOLDER}/{(same or path).name}"


def _plain(name: str) -> str:
    """The last part of a name, which no folder, option or hidden file can be."""
    last = name.replace("\\", "/").rpartition("/")[2].strip()
    if not last or last[0] in ".-" or not last.isprintable() or len(last.encode(errors="replace")) > MAX_NAME:
        raise Wrong("evidence", "that is no name for a file")
    return last


def _written(folder: Path, stem: str, suffix: str, data: Iterable[bytes]) -> tuple[Path, list[Path]]:
    """The new file, under the first name that is free, and the files whose names were not."""
    before: list[Path] = []
    for number in count(1):
        path = folder / (f"{stem}-{number}{suffix}" if number > 1 else f"{stem}{suffix}")
        try:
            stream = path.open("xb")
        except FileExistsError:
            before.append(path)
            continue
        try:
            with stream:
                stream.writelines(data)
        except BaseException:
            path.unlink()
            raise
        return path, [each for each in before if each.is_file()]
    raise AssertionError("numbers end")
