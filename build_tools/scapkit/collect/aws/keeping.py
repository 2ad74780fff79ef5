"""Answers, what filters make of them, and what was not had, put into the dump."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from scapkit.collect.aws.answers import encoded, plain
from scapkit.collect.aws.asking import Answer
from scapkit.collect.aws.expand import Gap, Outcome, Request
from scapkit.collect.aws.filters import Filters
from scapkit.collect.aws.names import ROOT
from scapkit.collect.filtering.running import Filtering
from scapkit.collect.writer import DumpWriter

KIND = "aws"


class Keeping:
    """A dump's writer, the filters that the policy wants, what runs them, and the clock."""

    def __init__(self, writer: DumpWriter, filters: Filters, filtering: Filtering, now: Callable[[], str]) -> None:
        self._writer = writer
        self._filters = filters
        self._filtering = filtering
        self._now = now

    def earlier(self, request: Request) -> Outcome | None:
        """What an earlier run has of a request; None where it must be asked."""
        if not self._writer.has(KIND, request.key):
            return None
        path = self._writer.folder / ROOT / request.key
        if not path.exists():
            self._missing(request.call.key, request.key, self._known(request.key))
            return Outcome("not-found", request.variables)
        self._filter(request)
        return Outcome("collected", request.variables, json.loads(path.read_bytes()))

    def answer(self, request: Request, answer: Answer) -> Outcome:
        """Keep what came of a request."""
        if answer.status != "collected":
            self._missing(request.call.key, request.key, answer)
            reason = f"{request.call.key} was {answer.status}: {answer.code}".replace("was error", "failed")
            return Outcome(answer.status, request.variables, reason=reason)
        content = plain(answer.content, request.call.call.without)
        self._writer.answer(KIND, request.key, f"{ROOT}/{request.key}", encoded(content), time=self._now())
        self._filter(request)
        return Outcome("collected", request.variables, content)

    def settled(self, requests: Iterable[Request]) -> None:
        """Of an earlier run, that could not tell what to ask about, say that it is asked now."""
        places = {(request.call.key, above) for request in requests for above in _above(request.key)}
        for call, where in sorted(places):
            if self._writer.outcome(KIND, where) is not None:
                self._missing(call, where, Answer("not-found", message="there is an answer for each"))

    def gap(self, call: str, gap: Gap) -> None:
        """Note that something could not be asked, or that there is nothing to ask about."""
        self._missing(call, gap.key, Answer(gap.status, message=gap.message))

    def _missing(self, call: str, key: str, answer: Answer) -> None:
        """Neither the answer nor what filters would have made of it is there."""
        for each in (key, *(chosen.key(key) for chosen in self._filters.get(call, ()))):
            self._writer.missing(KIND, each, answer.status, answer.code, answer.message, self._now())

    def _known(self, key: str) -> Answer:
        """What the dump has of something that was not had."""
        found = self._writer.outcome(KIND, key)
        return Answer(found.status, None, found.code, found.message) if found else Answer("error")

    def _filter(self, request: Request) -> None:
        """Keep what filters make of an answer that is kept."""
        programs = {}
        for chosen in self._filters.get(request.call.key, ()):
            key = chosen.key(request.key)
            if self._writer.has(KIND, key):
                continue
            try:
                programs[key] = chosen.program(request.asked)
            except ValueError as error:
                self._wrong(key, str(error))
        if programs:
            self._run(programs, self._writer.folder / ROOT / request.key)

    def _run(self, programs: Mapping[str, str], path: Path) -> None:
        with path.open("rb") as answer:
            for key, made in zip(programs, self._filtering.made(answer, tuple(programs.values())), strict=True):
                if made.wrong:
                    self._wrong(key, made.wrong)
                else:
                    self._writer.answer(KIND, key, f"{ROOT}/{key}", made.pieces(), time=self._now())

    def _wrong(self, key: str, reason: str) -> None:
        self._writer.missing(KIND, key, "error", message=reason, time=self._now())


def _above(key: str) -> Iterator[str]:
    """The keys at which it would stand that a request with more arguments could not be made."""
    parts = key.removesuffix(".json").split("/")
    return (f"{'/'.join(parts[:size])}.json" for size in range(4, len(parts)))
