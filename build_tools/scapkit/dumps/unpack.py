"""Compressed archives unpacked to an unnamed temporary file, so that members can be read in any order."""

import zlib
from collections.abc import Iterator
from os import SEEK_END
from typing import IO

from scapkit.problem import invalid

MAX_UNPACKED = 64 * 1024**3
"""Bytes of an archive unpacked, of which only the first gigabyte may be more than MAX_RATIO times the packed ones."""
MAX_RATIO, UNSUSPICIOUS = 200, 1024**3
_IN_MEMORY = 32 * 1024**2
_CHUNK = 1024**2
# A few bytes of Zstandard can stand for a hundred kilobytes.
_PACKED_CHUNK = 4096
_GZIP = b"\x1f\x8b"
_ZSTANDARD = b"\x28\xb5\x2f\xfd"


def unpacked(file: IO[bytes], name: str) -> IO[bytes]:
    """The archive itself where it is not compressed, else its content; raises Invalid where it is damaged."""
    limit = min(MAX_UNPACKED, max(UNSUSPICIOUS, MAX_RATIO * file.seek(0, SEEK_END)))
    file.seek(0)
    magic = file.read(4)
    file.seek(0)
    if magic.startswith(_GZIP):
        import gzip

        with file, gzip.GzipFile(fileobj=file) as plain:
            return _copied(iter(lambda: plain.read(_CHUNK), b""), name, (OSError, EOFError, zlib.error), limit)
    if magic == _ZSTANDARD:
        import zstandard

        with file:
            return _copied(_frames(file), name, (OSError, zstandard.ZstdError), limit)
    return file


def _frames(file: IO[bytes]) -> Iterator[bytes]:
    """Zstandard's frames one after the other. Its stream reader would take a frame that is cut off for a whole one."""
    import zstandard

    decompressor = zstandard.ZstdDecompressor(max_window_size=2**27)
    frame = decompressor.decompressobj()
    while packed := file.read(_PACKED_CHUNK):
        while packed:
            frame = decompressor.decompressobj() if frame.eof else frame
            yield frame.decompress(packed)
            packed = frame.unused_data
    if not frame.eof:
        raise OSError("it is cut off")


def _copied(chunks: Iterator[bytes], name: str, errors: tuple[type[Exception], ...], limit: int) -> IO[bytes]:
    from tempfile import SpooledTemporaryFile

    copy = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
    total = 0
    try:
        for chunk in chunks:
            total += len(chunk)
            if total > limit:
                raise invalid(name, "archive-too-large", f"more than {limit >> 20} MiB unpacked")
            copy.write(chunk)
    except errors as error:
        copy.close()
        raise invalid(name, "malformed-archive", f"the compressed data is damaged: {error}") from None
    except BaseException:
        copy.close()
        raise
    copy.seek(0)
    return copy
