"""The packages that dpkg's database in a dump has as installed (Debian Policy, 5.3 and 5.6.12; dpkg(1))."""

from collections.abc import Iterator
from typing import NamedTuple

from scapkit.model.dump import Missing
from scapkit.oval.evidence import Evidence

STATUS = "/var/lib/dpkg/status"
STATUS_FOLDER = "/var/lib/dpkg/status.d"
MAX_BYTES = 256 * 1024 * 1024
MAX_FILES = 100_000
_ABSENT = ("not-installed", "config-files")
_MEMBERS = {b"package": "name", b"status": "status", b"architecture": "arch", b"version": "version"}


class Package(NamedTuple):
    """A package that is there, if perhaps half unpacked, as apt counts them."""

    name: str
    arch: str
    version: str


class Packages(NamedTuple):
    """What the database says, and what of it could not be read or made sense of."""

    packages: tuple[Package, ...] = ()
    missing: tuple[Missing, ...] = ()


def read_packages(evidence: Evidence) -> Packages:
    """All packages in `status` and, as images without dpkg have them, in the files of `status.d`; read once."""
    return evidence.once("dpkg", lambda: _read(evidence))


def _read(evidence: Evidence) -> Packages:
    packages: dict[Package, None] = {}
    missing: list[Missing] = []
    for path, data in _files(evidence):
        if isinstance(data, Missing):
            missing.append(data)
            continue
        for stanza in _stanzas(data):
            package = _package(stanza, path != STATUS)
            if isinstance(package, Package):
                packages[package] = None
            elif package:
                missing.append(Missing(f"{path}: {package}"))
    return Packages(tuple(packages), tuple(dict.fromkeys(missing)))


def _files(evidence: Evidence) -> Iterator[tuple[str, bytes | Missing]]:
    """Where `status` was had, nobody need have asked for `status.d` too."""
    status = evidence.dump.read(STATUS, MAX_BYTES)
    if status is not None:
        yield STATUS, status
    names = evidence.dump.names(STATUS_FOLDER)
    if isinstance(names, Missing):
        if status is None:
            yield STATUS_FOLDER, names
        return
    for name in (names or ())[:MAX_FILES]:
        path = f"{STATUS_FOLDER}/{name}"
        # Beside each of them lie the digests of its files.
        data = None if name.endswith(".md5sums") else evidence.dump.read(path, MAX_BYTES)
        if data is not None:
            yield path, data
    if len(names or ()) > MAX_FILES:
        yield STATUS_FOLDER, Missing(f"{STATUS_FOLDER} holds more than {MAX_FILES} files")


def _stanzas(data: bytes) -> Iterator[dict[str, str]]:
    """The fields of interest of each paragraph; continued lines belong to fields that are of none."""
    stanza: dict[str, str] = {}
    for line in data.split(b"\n"):
        if not line.strip():
            if stanza:
                yield stanza
            stanza = {}
        elif line[:1] in b"PSAVpsav":
            key, colon, value = line.partition(b":")
            name = _MEMBERS.get(key.lower())
            if name and colon:
                stanza[name] = value.strip().decode(errors="replace")
    if stanza:
        yield stanza


def _package(stanza: dict[str, str], is_installed: bool) -> Package | str | None:
    """A package, None for one that is not there, or what is wrong; without a Status it is as `is_installed` says."""
    words = stanza.get("status", "install ok installed" if is_installed else "").split()
    name = stanza.get("name", "")
    if len(words) != 3 or not name:
        return f"a paragraph without {'Status' if name else 'Package'} ({name or 'no name'})"
    if words[2] in _ABSENT:
        return None
    if not stanza.get("version"):
        return f"{name} has no Version"
    return Package(name, stanza.get("arch", ""), stanza["version"])
