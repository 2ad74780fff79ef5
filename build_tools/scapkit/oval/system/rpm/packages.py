"""The packages in a dump's RPM database by name, version and architecture, and the headers behind them."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from scapkit.model.dump import Missing
from scapkit.oval.evidence import Evidence
from scapkit.oval.system.rpm.database import find_database, read_records
from scapkit.oval.system.rpm.header import Header, Tag, binary, numbers, read_header, texts
from scapkit.oval.system.rpm.pgpkey import key_id

NONE = "(none)"
SIGNATURES = (Tag.SIGGPG, Tag.SIGPGP, Tag.RSAHEADER, Tag.DSAHEADER)
"""Where a package's signature is, of the whole or of its header alone, as packages of today have it."""


class Package(NamedTuple):
    """What identifies a package; what it lacks is `(none)`, as rpm shows it, and a signature it lacks is key 0."""

    name: str
    epoch: str
    version: str
    release: str
    arch: str
    key: str = "0"

    @property
    def evr(self) -> str:
        """EPOCH:VERSION-RELEASE, with 0 where there is no epoch."""
        return f"{'0' if self.epoch == NONE else self.epoch}:{self.version}-{self.release}"

    @property
    def extended_name(self) -> str:
        """NAME-EPOCH:VERSION-RELEASE.ARCHITECTURE."""
        return f"{self.name}-{self.evr}.{self.arch}"


class Packages(NamedTuple):
    """All packages, and what could not be read."""

    packages: tuple[Package, ...] = ()
    missing: tuple[Missing, ...] = ()


def read_packages(evidence: Evidence) -> Packages:
    """All packages, read once; none and nothing missing where the dump is known to have no database."""
    return evidence.once("rpm packages", lambda: _read(evidence))


def _read(evidence: Evidence) -> Packages:
    packages: list[Package] = []
    missing: list[Missing] = []
    for found in read_headers(evidence, lambda _package: True):
        if isinstance(found, Missing):
            missing.append(found)
        else:
            packages.append(found[0])
    return Packages(tuple(packages), tuple(missing))


def read_headers(
    evidence: Evidence, is_wanted: Callable[[Package], bool]
) -> Iterator[tuple[Package, Header] | Missing]:
    """The wanted packages with their headers, which are large and hence read again each time."""
    database = find_database(evidence)
    if isinstance(database, Missing):
        yield database
        return
    if database is None:
        return
    try:
        for record in read_records(database, evidence):
            header = read_header(record)
            package = _package(header)
            if is_wanted(package):
                yield package, header
    except ValueError as error:
        yield Missing(str(error))


def _package(header: Header) -> Package:
    """Raises ValueError where the header is damaged."""
    epoch = next(iter(numbers(header, Tag.EPOCH)), None)
    signature = next((found for tag in SIGNATURES if (found := binary(header, tag))), b"")
    return Package(
        _first(header, Tag.NAME),
        NONE if epoch is None else str(epoch),
        _first(header, Tag.VERSION),
        _first(header, Tag.RELEASE),
        _first(header, Tag.ARCH),
        key_id(signature) or "0",
    )


def _first(header: Header, tag: Tag) -> str:
    return next(iter(texts(header, tag)), NONE)
