"""Where evaluations keep what they have read of datastreams, and when that is not trusted."""

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from scapkit.xmlio.kept import NOTHING_KEPT, KeptParts
from scapkit.xmlio.sources import Choice

MIN_BYTES = 64 * 1024
"""Smaller documents are parsed sooner than what was kept of them is found."""
MAX_FILES = 32
SECRET_BYTES = 32


class Keeping(NamedTuple):
    """The folder of the kept files, and the file of the secret that shows who wrote them; empty: nothing is kept."""

    folder: str = ""
    secret: str = ""


def kept_parts(keeping: Keeping, choice: Choice) -> Callable[[bytes], KeptParts]:
    """From a document's bytes to what is kept of it, under the hash of its content; nothing where that is not safe."""

    def find(data: bytes) -> KeptParts:
        if not keeping.folder or len(data) < MIN_BYTES:
            return NOTHING_KEPT
        secret = _secret(Path(keeping.secret)) if _is_own_folder(Path(keeping.folder)) else b""
        if not secret:
            return NOTHING_KEPT
        from scapkit.program import digest, program
        from scapkit.store import Store

        key = digest(program("model", "xmlio"), *choice)
        name = blake2b(data, key=key.encode(), digest_size=20).hexdigest()
        return KeptParts(Store(Path(keeping.folder) / f"{name}.sqlite3", ("scapkit.model", "scapkit.xmlio"), secret))

    return find


def _is_own_folder(folder: Path) -> bool:
    """Whether it is there, made where it is not, and nobody else can write into it."""
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
        return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o022
    return False


def _secret(path: Path) -> bytes:
    """The secret of this user on this machine, made when it is first needed; nothing where others may know it."""
    with suppress(OSError):
        if not path.exists() and _is_own_folder(path.parent):
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(os.urandom(SECRET_BYTES))
        found = path.lstat()
        if stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o077:
            secret = path.read_bytes()
            return secret if len(secret) == SECRET_BYTES else b""
    return b""


def tidy(keeping: Keeping) -> None:
    """Remove the oldest files where there are more than 32."""
    with suppress(OSError):
        files = sorted(Path(keeping.folder).glob("*.sqlite3"), key=lambda each: each.stat().st_mtime, reverse=True)
        for old in files[MAX_FILES:]:
            old.unlink()
