"""A dump without evidence: for judging by what was collected before, of which only the asset is known."""

from typing import NamedTuple

from scapkit.dumps.listing import Listing
from scapkit.dumps.protocol import MAX_READ
from scapkit.model.dump import Asset, Entry, Manifest, Missing, Requirement

ABSENT = Missing("not collected: only what was collected before is judged")


class Nothing(NamedTuple):
    """Every question about files is answered by Missing."""

    asset: Asset
    manifest: Manifest | None = None

    def entry(self, _path: str) -> Entry | Missing | None:
        """Missing."""
        return ABSENT

    def has_acl(self, _path: str) -> bool | None:
        """Nobody knows."""
        return None

    def attributes(self, _path: str) -> tuple[tuple[str, bytes], ...] | Missing | None:
        """Missing."""
        return ABSENT

    def listing(self, _folder: str) -> Listing | Missing | None:
        """Missing."""
        return ABSENT

    def names(self, _folder: str) -> tuple[str, ...] | Missing | None:
        """Missing."""
        return ABSENT

    def read(self, _path: str, _limit: int = MAX_READ) -> bytes | Missing | None:
        """Missing."""
        return ABSENT

    def answers(self, _call: str = "") -> tuple[str, ...]:
        """Nothing is known of what was asked."""
        return ()

    def provenance(self, _path: str) -> Requirement | None:
        """Nobody asked for anything."""
        return None

    def close(self) -> None:
        """Nothing is open."""
