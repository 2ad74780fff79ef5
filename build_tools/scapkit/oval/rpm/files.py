"""The files of an RPM package as its header describes them (rpm 4.18, rpmfiles.h and rpmvf.h)."""

from collections.abc import Iterator, Sequence
from enum import IntFlag
from typing import NamedTuple, TypeVar

from scapkit.oval.rpm.header import Header, Tag, numbers, texts

T = TypeVar("T")


class Kind(IntFlag):
    """What a file is to its package."""

    CONFIG = 1
    DOC = 2
    GHOST = 64
    LICENSE = 128
    README = 256


class Attribute(IntFlag):
    """What of a file can be verified."""

    DIGEST = 1
    SIZE = 2
    LINK = 4
    USER = 8
    GROUP = 16
    MTIME = 32
    MODE = 64
    DEVICE = 128
    CAPABILITIES = 256


class File(NamedTuple):
    """A file as it was packed; `verify` says what of it is meant to stay so, `state` is 0 where it was installed."""

    path: str
    kind: Kind
    verify: Attribute
    state: int
    mode: int
    size: int
    mtime: int
    digest: str
    link: str
    user: str
    group: str


def read_files(header: Header) -> Iterator[File]:
    """All files of a package, folders too; raises ValueError where the header is damaged."""
    paths = read_paths(header)
    count = len(paths)
    columns = (
        paths,
        map(Kind, _column(header, Tag.FILEFLAGS, count)),
        map(Attribute, (each & 511 for each in _column(header, Tag.FILEVERIFYFLAGS, count, 511))),
        _column(header, Tag.FILESTATES, count),
        _column(header, Tag.FILEMODES, count),
        _column(header, Tag.LONGFILESIZES if Tag.LONGFILESIZES in header.places else Tag.FILESIZES, count),
        _column(header, Tag.FILEMTIMES, count),
        _padded(texts(header, Tag.FILEDIGESTS), count, ""),
        _padded(texts(header, Tag.FILELINKTOS), count, ""),
        _padded(texts(header, Tag.FILEUSERNAME), count, "root"),
        _padded(texts(header, Tag.FILEGROUPNAME), count, "root"),
    )
    return (File(*each) for each in zip(*columns, strict=True))


def read_paths(header: Header) -> Sequence[str]:
    """The paths of all files; raises ValueError where the header is damaged."""
    names, folders = texts(header, Tag.BASENAMES), texts(header, Tag.DIRNAMES)
    if not names:
        return texts(header, Tag.OLDFILENAMES)
    indexes = numbers(header, Tag.DIRINDEXES)
    if len(indexes) != len(names) or max(indexes) >= len(folders):
        raise ValueError("DIRINDEXES does not fit BASENAMES and DIRNAMES")
    return [folders[index] + name for index, name in zip(indexes, names, strict=True)]


def _column(header: Header, tag: Tag, count: int, default: int = 0) -> Sequence[int]:
    return _padded(numbers(header, tag), count, default)


def _padded(values: tuple[T, ...], count: int, default: T) -> Sequence[T]:
    """As many values as files; a column is whole or not there."""
    if not values:
        return (default,) * count
    if len(values) != count:
        raise ValueError(f"{len(values)} values for {count} files")
    return values
