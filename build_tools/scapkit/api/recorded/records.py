"""Records of results, to be compared: many files are read by several processes, and what is the same is kept once."""

import os
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from scapkit.api.recorded.known import Known, fingerprint
from scapkit.api.recorded.reading import ReadingOptions, read_results
from scapkit.api.recorded.result_files import result_files
from scapkit.compare.results.contents import Contents
from scapkit.compare.results.record import AssetRecord, RuleRecord
from scapkit.compare.results.recording import record_of
from scapkit.problem import Invalid, Problem, Problems
from scapkit.xmlio.content import Content

FEW, AT_ONCE, MOST_PROCESSES = 16, 20, 8
"""So many files are read by one process, so many are given to a process at once, and as many there are at most."""


class Read(NamedTuple):
    """What came of one file; `wrong` is what is wrong with it."""

    records: tuple[AssetRecord, ...]
    warnings: Problems = ()
    wrong: Problems = ()


class Records:
    """The records of results as they are read, the contents that these were made by, and what is to be told."""

    def __init__(self, content: str) -> None:
        self.contents = Contents()
        self.warnings: dict[Problem, None] = {}
        self.files: dict[str, None] = {}
        self._options = ReadingOptions(content=content, each_target=True)
        self._rules: dict[RuleRecord, RuleRecord] = {}

    def read(self, path: str) -> tuple[AssetRecord, ...]:
        """The records of all results in a file or folder. Raises Invalid as `read_results` does."""
        files, skipped = result_files(path)
        self.warnings.update(dict.fromkeys(skipped))
        self.files.update(dict.fromkeys(files))
        return tuple(self._kept(each) for found in _read_all(files, self._options) for each in self._taken(found))

    def _taken(self, found: Read) -> tuple[AssetRecord, ...]:
        if found.wrong:
            raise Invalid(found.wrong)
        self.warnings.update(dict.fromkeys(found.warnings))
        return found.records

    def _kept(self, record: AssetRecord) -> AssetRecord:
        self.contents.add(record.content, partial(_content_in, record.place, record.content, self._options))
        return record._replace(rules={key: self._rules.setdefault(each, each) for key, each in record.rules.items()})


def _read_all(files: Sequence[str], options: ReadingOptions) -> Iterator[Read]:
    """What came of each file, in order."""
    number = min(len(os.sched_getaffinity(0)), MOST_PROCESSES) if hasattr(os, "sched_getaffinity") else 1
    if len(files) < FEW or number < 2:
        yield from _read_some(options, files)
        return
    from multiprocessing import get_context

    parts = [files[start : start + AT_ONCE] for start in range(0, len(files), AT_ONCE)]
    with get_context("fork").Pool(min(number, len(parts))) as pool:
        for found in pool.imap(partial(_read_some, options), parts):
            yield from found


def _read_some(options: ReadingOptions, files: Sequence[str]) -> list[Read]:
    known = Known()
    return [_read(known, options, file) for file in files]


def _read(known: Known, options: ReadingOptions, file: str) -> Read:
    records: list[AssetRecord] = []
    warnings: list[Problem] = []
    try:
        for each in read_results([file], options, known):
            warnings += each.warnings
            mark = known.fingerprint(each.content)
            records.append(record_of(each.policy, each.evaluation, each.documents(), file, mark))
    except Invalid as error:
        return Read((), wrong=error.problems)
    return Read(tuple(records), tuple(warnings))


def _content_in(file: str, mark: str, options: ReadingOptions) -> Content:
    """The content of a fingerprint in a file, read again."""
    found = (each.content for each in read_results([file], options))
    return next(each for each in found if fingerprint(each) == mark)
