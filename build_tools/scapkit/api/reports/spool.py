"""The views of many assets, kept on disk: formats go through them one at a time, as often as they need."""

import pickle
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from scapkit.problem import Problems
from scapkit.report.views.shown import RuleText
from scapkit.report.views.unlike import Named, named_of, same_names, unlike

if TYPE_CHECKING:
    from scapkit.report.views.shown import ReportView


class Spool:
    """Views in a temporary file that nobody else can open and that is gone at the end of the `with`.

    Rules' texts, which are most of a view and the same for many assets, stay in memory once. Assets of one name come
    back with names that tell them apart, and `warnings` tell of these.
    """

    def __init__(self) -> None:
        self._places: list[int] = []
        self._texts: dict[RuleText, int] = {}
        self._assets: list[Named] = []

    def __enter__(self) -> "Spool":
        self._file = TemporaryFile()  # closed at the end
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def append(self, view: "ReportView") -> None:
        """Keep one more."""
        self._places.append(self._file.seek(0, 2))
        self._assets.append(named_of(view))
        _Writer(self._file, self._texts).dump(view)

    def __iter__(self) -> "Iterator[ReportView]":
        """All of them in their order."""
        texts = tuple(self._texts)
        for place, name in zip(self._places, unlike(self._assets), strict=True):
            self._file.seek(place)
            yield _Reader(self._file, texts).load()._replace(target=name)

    @property
    def warnings(self) -> Problems:
        """What is to be told of names that several assets have."""
        return tuple(same_names(self._assets, unlike(self._assets)))

    def __len__(self) -> int:
        return len(self._places)


class _Writer(pickle.Pickler):
    """Writes a view with a number in the place of each text."""

    def __init__(self, file: IO[bytes], texts: dict[RuleText, int]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._texts = texts

    def persistent_id(self, obj: object) -> int | None:
        """The number of a text."""
        return self._texts.setdefault(obj, len(self._texts)) if isinstance(obj, RuleText) else None


class _Reader(pickle.Unpickler):
    """Reads what was written above, and by nobody else."""

    def __init__(self, file: IO[bytes], texts: tuple[RuleText, ...]) -> None:
        super().__init__(file)
        self._texts = texts

    def persistent_load(self, pid: int) -> RuleText:
        """The text of a number."""
        return self._texts[pid]
