"""The files of an RPM package as its header describes them (rpm 4.18, rpmfiles.h and rpmvf.h)."""

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple, TypeVar

from scapkit.oval.system.rpm.header import DamagedError, Header, Tag, numbers, texts

T = TypeVar("T")


class Kind(IntEnum):
    """What a file is to its package; several of these are added up."""

    CONFIG = 1
    DOC = 2
    GHOST = 64
    LICENSE = 128
    README = 256


class Attribute(IntEnum):
    """What of a file can be verified; several of these are added up."""

    DIGEST = 1
    SIZE = 2
    LINK = 4
    USER = 8
    GROUP = 16
    MTIME = 32
    MODE = 64
    DEVICE = 128
    CAPABILITIES = 256


ALL = 511


class File(NamedTuple):
    """A file as it was packed; `verify` says what of it is meant to stay so, `state` is 0 where it was installed."""

    path: str
    kind: int
    verify: int
    state: int
    mode: int
    size: int
    mtime: int
    digest: str
    link: str
    user: str
    group: str


def read_files(header: Header, paths: Sequence[str], places: Iterable[int]) -> Iterator[File]:
    """The files at some places of a package's `paths`; raises DamagedError where the header is damaged."""
    count = len(paths)
    columns = (
        paths,
        _column(header, Tag.FILEFLAGS, count),
        _column(header, Tag.FILEVERIFYFLAGS, count, ALL),
        _column(header, Tag.FILESTATES, count),
        _column(header, Tag.FILEMODES, count),
        _column(header, Tag.LONGFILESIZES if Tag.LONGFILESIZES in header.places else Tag.FILESIZES, count),
        _column(header, Tag.FILEMTIMES, count),
        _padded(texts(header, Tag.FILEDIGESTS), count, ""),
        _padded(texts(header, Tag.FILELINKTOS), count, ""),
        _padded(texts(header, Tag.FILEUSERNAME), count, "root"),
        _padded(texts(header, Tag.FILEGROUPNAME), count, "root"),
    )
    return (File(*(column[place] for column in columns)) for place in places)  # type: ignore[arg-type]


def read_paths(header: Header) -> Sequence[str]:
    """The paths of all files; raises DamagedError where the header is damaged."""
    names, folders = texts(header, Tag.BASENAMES), texts(header, Tag.DIRNAMES)
    if not names:
        return texts(header, Tag.OLDFILENAMES)
    indexes = numbers(header, Tag.DIRINDEXES)
    if len(indexes) != len(names) or max(indexes) >= len(folders):
        raise DamagedError("DIRINDEXES does not fit BASENAMES and DIRNAMES")
    return [folders[index] + name for index, name in zip(indexes, names, strict=True)]


def _column(header: Header, tag: Tag, count: int, default: int = 0) -> Sequence[int]:
    return _padded(numbers(header, tag), count, default)


def _padded(values: tuple[T, ...], count: int, default: T) -> Sequence[T]:
    """As many values as files; a column is whole or not there."""
    if not values:
        return (default,) * count
    if len(values) != count:
        raise DamagedError(f"{len(values)} values for {count} files")
    return values
