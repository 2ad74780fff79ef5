"""Output files: all are made before the first is written, and each is written whole or not at all."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from scapkit.problem import invalid
from scapkit.xmlio.emit import write_file


class Output(NamedTuple):
    """A file to be written and what makes its bytes."""

    path: str
    make: Callable[[], bytes | Sequence[bytes]]


def write_all(outputs: Iterable[Output]) -> tuple[str, ...]:
    """Write every output and return the paths; raises Invalid where a file cannot be written there."""
    made = [(output.path, output.make()) for output in outputs]
    for path, _ in made:
        if Path(path).is_dir():
            raise invalid(path, "unwritable-file", "is a folder, not a file")
    for path, data in made:
        try:
            write_file(path, data)
        except OSError as error:
            raise invalid(path, "unwritable-file", error.strerror or str(error)) from None
    return tuple(path for path, _ in made)
