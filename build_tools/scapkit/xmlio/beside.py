"""Files beside a benchmark, which its checks refer to."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def inside(folder: Path, href: str) -> Path | None:
    """The regular file in a folder that a relative reference names (RFC 3986, 4.2); None where it is not there.

    What leads out of the folder is not there, be it by `..`, by its root or by a link.
    """
    from urllib.parse import unquote

    for name in (href, unquote(href.removeprefix("file:"))):
        file = folder / name
        with suppress(OSError, ValueError):  # names that no file can have
            if name and file.is_file() and file.resolve().is_relative_to(folder.resolve()):
                return file
    return None


def why_absent(href: str, folders: Iterable[Path]) -> str:
    """Why no OVAL definitions were found behind an href in any of the folders."""
    if "://" in href and not href.startswith("file:"):
        where = "it is remote" if href.startswith(("http:", "https:")) else f"it is at {href.partition(':')[0]}"
        return f"{where}, and nothing is fetched"
    if any(inside(folder, href) for folder in folders) or href.startswith("data:"):
        return "it holds no OVAL definitions"
    if any((folder / href).exists() for folder in folders):
        return "it is no regular file in the benchmark's folder"
    return "there is no such file beside the benchmark"
