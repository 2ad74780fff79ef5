"""Digests of files, each file read once for all of them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scapkit.model.dump import Missing
from scapkit.oval.evidence import Evidence
from scapkit.oval.files.readable import content, find_readable
from scapkit.oval.protocols import Query

ALGORITHMS = {
    "MD5": "md5",
    "SHA-1": "sha1",
    "SHA-224": "sha224",
    "SHA-256": "sha256",
    "SHA-384": "sha384",
    "SHA-512": "sha512",
}
"""The words of the OVAL schema (EntityItemHashTypeType) and what Python calls them."""


class Digested(NamedTuple):
    """A file with its digests in hexadecimal, in the order asked for; none where the file cannot be opened."""

    path: str
    digests: tuple[str, ...]


def find_digests(query: Query, evidence: Evidence, algorithms: Sequence[str]) -> Iterator[Digested | Missing]:
    """The digests of each file that the object names, by the schema's words for the algorithms.

    Raises ValueError and TimeoutError as `find_files` does.
    """
    for found in find_readable(query, evidence):
        if isinstance(found, Missing):
            yield found
        elif found[1]:
            yield _digested(found[0], evidence, algorithms)
        else:
            yield Digested(found[0], ())


def _digested(path: str, evidence: Evidence, algorithms: Sequence[str]) -> Digested | Missing:
    """From what is known of the file; what is not is worked out in one reading."""
    from hashlib import new

    known: dict[str, str] = evidence.once(("digests", path), dict)
    lacking = [each for each in algorithms if each not in known]
    if lacking:
        data = content(path, evidence)
        if isinstance(data, Missing):
            return data
        known.update((each, new(ALGORITHMS[each], data, usedforsecurity=False).hexdigest()) for each in lacking)
    return Digested(path, tuple(known[each] for each in algorithms))
