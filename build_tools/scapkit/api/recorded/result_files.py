"""The files of results that a path stands for."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from scapkit.problem import WARNING, Problem, Problems, invalid
from scapkit.span import Span

ENDS = (".xml", ".xml.bz2")
ROOTS = ("asset-report-collection", "TestResult", "Benchmark")
OVAL = "it begins with oval_results"
"""Left out without a word, as the XCCDF results beside it lead to it."""


class ResultFiles(NamedTuple):
    """The files, and a warning for each XML file of a folder that is none of them."""

    files: tuple[str, ...]
    skipped: Problems = ()


def result_files(path: str) -> ResultFiles:
    """The path itself; of a folder the files of results in it and below, by name. Raises Invalid: no-results."""
    if not Path(path).is_dir():
        return ResultFiles((path,))
    found = {each: _unlike_results(each) for each in _below(path)}
    files = tuple(each for each, why in found.items() if not why)
    if not files:
        raise invalid(path, "no-results", "there is no asset report collection in it, and no XCCDF result")
    return ResultFiles(files, tuple(_skipped(each, why) for each, why in found.items() if why not in ("", OVAL)))


def _skipped(file: str, why: str) -> Problem:
    return Problem(Span(file), "skipped-file", f"is left out of the results of its folder: {why}", level=WARNING)


def _below(folder: str) -> Iterator[str]:
    """The XML files, folder by folder; links to other folders are not followed."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        yield from (str(Path(place) / name) for name in sorted(names) if name.endswith(ENDS))


def _unlike_results(path: str) -> str:
    """Why a file is not of results, empty where it is: its root is none of theirs, or it is a benchmark without any."""
    from scapkit.xmlio.first import starts
    from scapkit.xmlio.parse import read_bytes

    names = starts(read_bytes(path))
    root = next(names, "")
    if root not in ROOTS:
        return f"it begins with {root}" if root else "it is no XML"
    if root == ROOTS[2] and ROOTS[1] not in names:
        return "it is a benchmark without a TestResult"
    return ""
