"""Output files: all are made before the first is written, and all are written or none."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from os.path import realpath
from pathlib import Path
from typing import NamedTuple

from scapkit.problem import invalid
from scapkit.xmlio.emit import Chunks
from scapkit.xmlio.files import Placing

MOST_IN_MEMORY = 16 << 20
CHUNK = 1 << 20
ROOT = "/"
"""Where the whole machine is read, an output can only lie in it."""


class Output(NamedTuple):
    """A file to be written and what makes its bytes."""

    path: str
    make: Callable[[], bytes | Chunks | Iterable[bytes]]


def write_all(outputs: Iterable[Output], inputs: Iterable[str] = ()) -> tuple[str, ...]:
    """Write every output and return the paths.

    Raises Invalid where a file cannot be written there, where two outputs are one file, or where one is an input or
    lies in a folder that is one. `inputs` are asked for when all is made, as making may read further files.
    """
    with ExitStack() as stack:
        made = [(output.path, held(output.make(), stack)) for output in outputs]
        refuse_collisions([path for path, _ in made], inputs)
        with writable(), Placing() as placing:
            for path, data in made:
                placing.write(path, data)
            placing.place()
        return tuple(path for path, _ in made)


@contextmanager
def writable() -> Iterator[None]:
    """Raises Invalid (unwritable-file) for what goes wrong in here with the file that the error names."""
    try:
        yield
    except OSError as error:
        raise invalid(str(error.filename or ""), "unwritable-file", error.strerror or str(error)) from None


def held(data: bytes | Chunks | Iterable[bytes], stack: ExitStack) -> bytes | Iterable[bytes | memoryview]:
    """What an output is made of, all of it made; what comes in any number of chunks waits in a file of the stack."""
    if isinstance(data, Sequence):
        return data
    from tempfile import SpooledTemporaryFile

    file = stack.enter_context(SpooledTemporaryFile(MOST_IN_MEMORY))  # noqa: SIM115
    file.writelines(data)
    file.seek(0)
    return iter(lambda: file.read(CHUNK), b"")


def refuse_collisions(paths: list[str], inputs: Iterable[str]) -> None:
    """Raises Invalid where a file cannot be written there, or is an input or another output."""
    taken = {realpath(each): "is what is read" for each in inputs if each}
    folders = [each for each in taken if each != ROOT and Path(each).is_dir()]
    for path in paths:
        if path == "-":
            raise invalid(path, "unwritable-file", "name a file; standard output is for the summary")
        if Path(path).is_dir():
            raise invalid(path, "unwritable-file", "is a folder, not a file")
        if (place := realpath(path)) in taken:
            raise invalid(path, "output-collision", f"{taken[place]}, and would be overwritten")
        for folder in folders:
            if place.startswith(f"{folder}/"):
                raise invalid(path, "output-collision", f"lies in {folder}, which is what is read")
        taken[place] = "is the name of another output"


def numbered(path: str, documents: Sequence[Chunks]) -> Iterator[Output]:
    """One file for the first document, a number before the suffix for each further one."""
    stem, dot, suffix = path.rpartition(".")
    for number, document in enumerate(documents):
        name = path if number == 0 else f"{stem}-{number}.{suffix}" if dot else f"{path}-{number}"
        yield Output(name, lambda document=document: document)  # type: ignore[misc]
