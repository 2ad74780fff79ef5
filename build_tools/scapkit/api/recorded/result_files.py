"""The files of results that a path stands for."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from scapkit.problem import invalid

ENDS = (".xml", ".xml.bz2")
HEAD = 64 * 1024
ROOT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s/>]")
ROOTS = (b"asset-report-collection", b"TestResult", b"Benchmark")
BENCHMARK_RESULT = re.compile(rb"<(?:[\w.-]+:)?TestResult[\s/>]")


def result_files(path: str) -> tuple[str, ...]:
    """The path itself; of a folder the files of results in it and below, by name. Raises Invalid: no-results."""
    if not Path(path).is_dir():
        return (path,)
    found = tuple(each for each in _below(path) if _holds_results(each))
    if not found:
        raise invalid(path, "no-results", "there is no asset report collection in it, and no XCCDF result")
    return found


def _below(folder: str) -> Iterator[str]:
    """The XML files, folder by folder; links to other folders are not followed."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        yield from (str(Path(place) / name) for name in sorted(names) if name.endswith(ENDS))


def _holds_results(path: str) -> bool:
    """Whether it begins as results do, and is no benchmark without any."""
    from scapkit.xmlio.parse import read_bytes

    data = read_bytes(path)
    root = ROOT.search(data[:HEAD])
    if root is None or root[1] not in ROOTS:
        return False
    return root[1] != ROOTS[2] or BENCHMARK_RESULT.search(data) is not None
