"""The assets of a collection: views of those that were judged, and what is known of those that were not."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from scapkit.report.views.shown import ReportView


class UnjudgedAsset(NamedTuple):
    """An asset that was not judged, and why; with `fails` that is nothing to be content with."""

    place: str
    name: str
    kind: str
    reasons: tuple[str, ...]
    fails: bool = False

    @property
    def label(self) -> str:
        """Its name where that is known, else where it lies."""
        return self.name or self.place or "unnamed asset"


class Collection:
    """The views of a collection's assets, which can be gone through like any, and what nobody could judge of it."""

    def __init__(
        self,
        views: "Iterable[ReportView]",
        name: str,
        unjudged: tuple[UnjudgedAsset, ...] = (),
        missing: tuple[str, ...] = (),
    ) -> None:
        self.name, self.unjudged, self.missing = name, unjudged, missing
        self._views = views

    @property
    def gaps(self) -> tuple[UnjudgedAsset, ...]:
        """All that was not judged; what more there may be that nobody knows of is one of them, the collection's own."""
        more = UnjudgedAsset("", self.name or "collection", "collection", self.missing, fails=True)
        return (*self.unjudged, *((more,) if self.missing else ()))

    def __iter__(self) -> "Iterator[ReportView]":
        return iter(self._views)


def collection_of(views: "Iterable[ReportView]") -> Collection:
    """The views as a collection, of which nothing is missing unless they say so themselves."""
    return views if isinstance(views, Collection) else Collection(views, "")
