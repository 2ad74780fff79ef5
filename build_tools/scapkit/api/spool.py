"""The views of many assets, kept on disk: formats go through them one at a time, as often as they need."""

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scapkit.report.shown import ReportView


class Spool:
    """Views in a temporary file that nobody else can open and that is gone at the end of the `with`."""

    def __init__(self) -> None:
        self._places: list[int] = []

    def __enter__(self) -> "Spool":
        self._file = TemporaryFile()  # closed at the end
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def append(self, view: "ReportView") -> None:
        """Keep one more."""
        import pickle

        self._places.append(self._file.seek(0, 2))
        pickle.dump(view, self._file, pickle.HIGHEST_PROTOCOL)

    def __iter__(self) -> "Iterator[ReportView]":
        """All of them in their order."""
        import pickle

        for place in self._places:
            self._file.seek(place)
            yield pickle.load(self._file)  # noqa: S301  # written above, and by nobody else

    def __len__(self) -> int:
        return len(self._places)
