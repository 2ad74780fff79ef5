"""A dump as one archive, for those who cannot take a folder along: `.tar`, `.tar.gz`, `.tar.zst`, or a stream."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, cast

from scapkit.collect.keeping import writing
from scapkit.problem import invalid

STREAM = "-"
_FORMS = {".tar": "tar", ".tar.gz": "gz", ".tgz": "gz", ".tar.zst": "zst"}


def archive_form(output: str) -> str:
    """tar, gz or zst by the name; gz for a stream, empty for a folder."""
    return "gz" if output == STREAM else next((form for end, form in _FORMS.items() if output.endswith(end)), "")


@contextmanager
def delivered(output: str, resume: bool, stream: IO[bytes], look: Callable[[str], None] | None = None) -> Iterator[str]:
    """A folder to write a dump into, which is what `output` names or, at the end, is packed into what it names.

    `look` is shown the folder before it is packed and gone.

    Raises Invalid: not-resumable for an archive that should be resumed, dump-exists for one that is there.
    """
    form = archive_form(output)
    if not form:
        yield output
        return
    if resume:
        raise invalid(output, "not-resumable", "only a folder can be resumed", hint="name a folder, and pack it then")
    if output != STREAM and Path(output).exists():
        raise invalid(output, "dump-exists", "is there already", hint="name another")
    with TemporaryDirectory(prefix="scapkit-") as place:
        folder = f"{place}/dump"
        yield folder
        if look is not None:
            look(folder)
        if output == STREAM:
            pack(folder, form, stream)
            stream.flush()
        else:
            _pack_whole(folder, form, Path(output))


def _pack_whole(folder: str, form: str, target: Path) -> None:
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    with writing(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                pack(folder, form, file)
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)


def pack(folder: str, form: str, file: IO[bytes]) -> None:
    """Write a folder as an archive; the same files give the same bytes."""
    if form == "gz":
        import gzip

        with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
            _pack(folder, cast(IO[bytes], packed))
    elif form == "zst":
        import zstandard

        with zstandard.ZstdCompressor().stream_writer(file, closefd=False) as packed:
            _pack(folder, packed)
    else:
        _pack(folder, file)


def _pack(folder: str, file: IO[bytes]) -> None:
    import tarfile

    with tarfile.open(mode="w|", fileobj=file, format=tarfile.PAX_FORMAT) as archive:
        for place, folders, names in os.walk(folder):
            folders.sort()
            for name in sorted(names):
                path = Path(place, name)
                member = tarfile.TarInfo(str(path.relative_to(folder)))
                member.size, member.mode = path.stat().st_size, 0o600
                with path.open("rb") as content:
                    archive.addfile(member, content)
