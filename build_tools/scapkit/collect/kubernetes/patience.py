"""Trying again: where a server is busy or a connection breaks, with pauses that grow and are random."""

from collections.abc import Callable
from email.utils import parsedate_to_datetime
from random import random
from threading import Event
from time import monotonic, sleep
from typing import NamedTuple

from scapkit.collect.kubernetes.connection import BROKEN, TOO_SLOW, Answer

BUSY = frozenset((408, 429, 500, 502, 503, 504))


class Patience(NamedTuple):
    """How often to try, how long in all for one answer, and the pauses: up to base * 2^n, never more than `longest`.

    `until` is when the whole run must end, by the same clock; all in seconds.
    """

    attempts: int = 6
    seconds: float = 180.0
    base: float = 0.5
    longest: float = 30.0
    until: float = float("inf")
    sleep: Callable[[float], None] = sleep
    random: Callable[[], float] = random
    clock: Callable[[], float] = monotonic

    @property
    def is_over(self) -> bool:
        """Whether the time for the whole run is up."""
        return self.clock() >= self.until


class Watch:
    """The time. Once it is stopped it is later than anything, so that no thread waits any more."""

    def __init__(self) -> None:
        self._stopped = Event()

    def clock(self) -> float:
        """Seconds since some moment."""
        return float("inf") if self._stopped.is_set() else monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait, unless stopped."""
        self._stopped.wait(seconds)

    def stop(self) -> None:
        """Let nobody wait any more."""
        self._stopped.set()


def persist(ask: Callable[[], Answer], patience: Patience) -> Answer:
    """The first answer that is worth having, or the last that was had before patience ended."""
    end = min(patience.clock() + patience.seconds, patience.until)
    attempt = 0
    while True:
        answer = ask()
        attempt += 1
        if answer.code not in BUSY and answer.fault not in (BROKEN, TOO_SLOW):
            return answer
        pause = _pause(answer, attempt, patience)
        if attempt >= patience.attempts or patience.clock() + pause > end:
            return answer
        patience.sleep(pause)


def _pause(answer: Answer, attempt: int, patience: Patience) -> float:
    """Full jitter over a span that doubles; after the time that the server asks for, where it does."""
    span: float = min(patience.longest, patience.base * 2**attempt)
    return retry_after(answer) + patience.random() * span


def retry_after(answer: Answer) -> float:
    """Seconds to wait by Retry-After (RFC 9110, 10.2.3); a date is taken from the server's own Date."""
    text = answer.retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        return max(0.0, (parsedate_to_datetime(text) - parsedate_to_datetime(answer.date)).total_seconds())
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0
