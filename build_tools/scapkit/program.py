"""What stands for things when it is asked whether they are still the same: the program itself, and texts."""

import os
from functools import cache
from hashlib import blake2b
from pathlib import Path


def digest(*parts: str) -> str:
    """A hash of texts, told apart by their lengths."""
    made = blake2b(digest_size=16)
    for part in parts:
        data = part.encode(errors="surrogateescape")
        made.update(b"%d:" % len(data) + data)
    return made.hexdigest()


@cache
def program(*parts: str) -> str:
    """What stands for the program, or for these folders of it: the size and time of each of their files."""
    package = Path(__file__).resolve().parent
    found: list[str] = []
    for place, folders, names in (each for part in parts or ("",) for each in os.walk(package / part)):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            stat = os.stat(f"{place}{os.sep}{name}")  # noqa: PTH116
            found.append(f"{place}{os.sep}{name}:{stat.st_size}:{stat.st_mtime_ns}")
    return digest(*found)
