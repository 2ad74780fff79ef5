"""What the rest of the program may ask of a dump."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from scapkit.model.dump import Asset, Entry, Manifest, Missing, Requirement

if TYPE_CHECKING:
    from scapkit.dumps.listing import Listing

MAX_READ = 512 * 1024 * 1024
"""Bytes of one file that is read."""
MAX_READ_IN_ALL = 64 * 1024 * 1024 * 1024
"""Bytes that are read of one dump: a tree may have any number of files that are just small enough."""


class Dump(Protocol):
    """Evidence by path as it was on the system. Every answer is found, absent (None) or Missing with the reason.

    Paths are absolute and use `/`. `/kubernetes-api-resources/...` and `/aws-api-resources/...` are API answers,
    `/@facts/...` is what was asked of the running system (only where there is a manifest), everything else is a
    node's file. Symbolic links are followed as on the system itself, never out of the root.
    """

    @property
    def asset(self) -> Asset:
        """What was looked at."""

    @property
    def manifest(self) -> Manifest | None:
        """What was asked for; None for a plain tree, where the tree is the truth."""

    def entry(self, path: str) -> Entry | Missing | None:
        """A file's metadata; a final symbolic link is itself, links on the way are followed."""

    def has_acl(self, path: str) -> bool | None:
        """Whether a file, links followed, has an access control list beyond its mode; None where nobody knows."""

    def attributes(self, path: str) -> tuple[tuple[str, bytes], ...] | Missing | None:
        """The extended attributes of a file, a final link being itself, by name; Missing where nobody kept them."""

    def listing(self, folder: str) -> "Listing | Missing | None":
        """What is in a folder, links followed, for walks; None where it does not exist or is no folder."""

    def names(self, folder: str) -> tuple[str, ...] | Missing | None:
        """The sorted names in a folder; None where it does not exist or is no folder."""

    def read(self, path: str, limit: int = MAX_READ) -> bytes | Missing | None:
        """A regular file's content, links followed; Missing where it is larger than the limit or not readable."""

    def answers(self, call: str = "") -> Sequence[str]:
        """Where the answers of APIs lie that were asked for; of one call of AWS, named as in `eks/ListAddons`."""

    def provenance(self, path: str) -> Requirement | None:
        """The requirement that brought this path; None for a plain tree or an unasked path."""

    def close(self) -> None:
        """Let go of open files."""
