"""A dump's manifest: the asset, and every requirement with what came of it."""

from typing import NamedTuple


class Interface(NamedTuple):
    """One address of a network interface; what is not known is empty."""

    name: str = ""
    address: str = ""
    mac: str = ""


class Asset(NamedTuple):
    """What was looked at; kind is `eks-cluster`, `eks-node` or another word of the collector's."""

    name: str
    kind: str = ""
    addresses: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    interfaces: tuple[Interface, ...] = ()


class Requirement(NamedTuple):
    """One thing asked for. Times are RFC 3339; code is the HTTP status or the AWS error code.

    status: collected, not-found, forbidden, throttled, truncated, error or skipped.
    """

    kind: str
    key: str
    status: str
    path: str = ""
    code: str = ""
    sha256: str = ""
    size: int = -1
    time: str = ""
    message: str = ""


class Manifest(NamedTuple):
    """The whole of manifest.json; `values` are the Values that were put into filters, by short name."""

    asset: Asset
    requirements: tuple[Requirement, ...]
    collector: str = ""
    started: str = ""
    finished: str = ""
    version: int = 1
    values: tuple[tuple[str, str], ...] = ()


class Entry(NamedTuple):
    """A file as it was on the system; kind is as in the OVAL file item, times are seconds since 1970.

    What was not collected of it is negative, or None for `has_acl`.
    """

    path: str
    kind: str = "regular"
    mode: int = 0o644
    uid: int = 0
    gid: int = 0
    size: int = 0
    mtime: float = 0.0
    atime: float = 0.0
    ctime: float = 0.0
    target: str = ""
    has_acl: bool | None = False


class Missing(NamedTuple):
    """Evidence that is not there, why, and which requirement it belongs to (or an empty key)."""

    reason: str
    key: str = ""
