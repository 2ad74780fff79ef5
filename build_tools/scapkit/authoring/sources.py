"""Finding a project's files: where a project is, what is in its folders, nothing from outside of it."""

import os
import re
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from scapkit.authoring.lines import Source, plain_source
from scapkit.problem import did_you_mean, invalid

MAX_FILE = 2 * 1024 * 1024
ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")


def shipped_source() -> Path:
    """The project that comes with scapkit: the checkout of an editable installation, else the installed data."""
    checkout = Path(__file__).resolve().parents[3]
    if (checkout / "content").is_dir() and (checkout / "templates").is_dir():
        return checkout
    package = Path(__file__).resolve().parents[1]
    places = [Path(sysconfig.get_path("data")), package.parent]
    folders = [place / "share" / "scapkit" for place in places]
    return next((folder for folder in folders if folder.is_dir()), folders[0])


def is_shipped(root: Path) -> bool:
    """Whether a project is the one that comes with scapkit."""
    return root.resolve() == shipped_source().resolve()


def is_id(name: str) -> bool:
    """Whether a file's or folder's name can be part of an XCCDF and OVAL id."""
    return ID.fullmatch(name) is not None


def check_product(root: Path, product: str, hint: str = "") -> None:
    """Raise Invalid, naming the products there are, unless the project has this one; with a hint, that one."""
    content = root / "content"
    if is_id(product) and (content / product / "product.yml").is_file():
        return
    known = sorted(each.parent.name for each in content.glob("*/product.yml"))
    there_are = f"; there are: {', '.join(known)}" if known else ""
    message = f"no product {product}{there_are}"
    missing = "" if content.is_dir() else "there is no such folder"
    raise invalid(str(content), "unknown-product", message, hint=hint or missing or did_you_mean(product, known))


def read_source(root: Path, path: Path) -> Source:
    """A file's text; raises Invalid for what is outside of the project, too large, unreadable or not UTF-8."""
    file = str(path)
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
        raise invalid(file, "outside-of-project", "leads out of the project's folder")
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise invalid(file, "unreadable-file", "is not a file but a device or a pipe")
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_FILE + 1)
    except OSError as error:
        raise invalid(file, "unreadable-file", error.strerror or str(error)) from None
    if len(data) > MAX_FILE:
        raise invalid(file, "file-too-large", f"larger than {MAX_FILE >> 20} MiB")
    try:
        return plain_source(data.decode("utf-8-sig").replace("\r\n", "\n"), file)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise invalid(file, "not-utf-8", "is not text in UTF-8", line=line) from None


def folders(folder: Path) -> Iterator[Path]:
    """The folders in a folder, sorted, symbolic links and hidden ones left out."""
    found = (each for each in folder.iterdir() if each.is_dir() and not each.is_symlink())
    return iter(sorted(each for each in found if not each.name.startswith(".")))


def files(folder: Path, ending: str) -> list[Path]:
    """The files in a folder by the ending of their names, sorted."""
    return sorted(folder.glob(f"*{ending}")) if folder.is_dir() else []


def template_files(root: Path, kind: str) -> list[tuple[Path, Path]]:
    """Pairs of root and file below templates/KIND: those of the project win over those that are shipped."""
    found: dict[str, tuple[Path, Path]] = {}
    for place in (shipped_source(), root):
        for path in files(place / "templates" / kind, ".jinja"):
            found[path.name] = (place, path)
    return [found[name] for name in sorted(found)]
