"""Output files: written whole or not at all."""

import os
from collections.abc import Iterable
from pathlib import Path


def write_file(path: Path | str, data: bytes | Iterable[bytes | memoryview]) -> None:
    """Write all of a file or nothing: to a temporary name beside it, then renamed; a device or pipe is written to.

    What a symbolic link leads to is written, and the link stays, as do the permissions of a file that is there.
    """
    chunks = [data] if isinstance(data, bytes) else data
    if Path(path).exists() and not Path(path).is_file():
        with Path(path).open("wb") as stream:
            stream.writelines(chunks)
        return
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        # a name that can be guessed: where somebody else has put a link there, it is not followed
        temporary.unlink(missing_ok=True)
        with temporary.open("xb") as stream:
            if target.exists():
                temporary.chmod(target.stat().st_mode & 0o7777)
            stream.writelines(chunks)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
