"""Answers, and what was not had, put into the dump."""

import json
from collections.abc import Callable, Iterable, Iterator

from scapkit.collect.aws.answers import encoded, plain
from scapkit.collect.aws.asking import Answer
from scapkit.collect.aws.expand import Gap, Outcome, Request
from scapkit.collect.aws.names import ROOT
from scapkit.collect.writer import DumpWriter

KIND = "aws"


class Keeping:
    """A dump's writer, and the clock."""

    def __init__(self, writer: DumpWriter, now: Callable[[], str]) -> None:
        self._writer = writer
        self._now = now

    def earlier(self, request: Request) -> Outcome | None:
        """What an earlier run has of a request; None where it must be asked."""
        if not self._writer.has(KIND, request.key):
            return None
        path = self._writer.folder / ROOT / request.key
        if not path.exists():
            return Outcome("not-found", request.variables)
        return Outcome("collected", request.variables, json.loads(path.read_bytes()))

    def answer(self, request: Request, answer: Answer) -> Outcome:
        """Keep what came of a request."""
        if answer.status != "collected":
            self._writer.missing(KIND, request.key, answer.status, answer.code, answer.message, self._now())
            reason = f"{request.call.key} was {answer.status}: {answer.code}".replace("was error", "failed")
            return Outcome(answer.status, request.variables, reason=reason)
        content = plain(answer.content, request.call.call.without)
        self._writer.answer(KIND, request.key, f"{ROOT}/{request.key}", encoded(content), time=self._now())
        return Outcome("collected", request.variables, content)

    def settled(self, requests: Iterable[Request]) -> None:
        """Of an earlier run, that could not tell what to ask about, say that it is asked now."""
        for where in {above for request in requests for above in _above(request.key)}:
            if self._writer.outcome(KIND, where) is not None:
                self._writer.missing(KIND, where, "not-found", message="there is an answer for each", time=self._now())

    def gap(self, gap: Gap) -> None:
        """Note that something could not be asked, or that there is nothing to ask about."""
        self._writer.missing(KIND, gap.key, gap.status, message=gap.message, time=self._now())


def _above(key: str) -> Iterator[str]:
    """The keys at which it would stand that a request with more arguments could not be made."""
    parts = key.removesuffix(".json").split("/")
    return (f"{'/'.join(parts[:size])}.json" for size in range(4, len(parts)))
