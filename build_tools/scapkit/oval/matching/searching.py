"""Searches with limits on time and memory: hostile patterns and texts can take hours in any engine that backtracks.

What an evaluation has spent is held by its `Budget`, which every comparison shares and none has to carry.
"""

from collections.abc import Callable
from contextvars import ContextVar
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from regex import Match, Pattern

TIMEOUT = 10.0
"""Seconds for one search."""
PATTERN_SECONDS = 120.0
"""Seconds for all searches of an evaluation by one pattern. One that timed out once is not tried again."""
SLOW_SECONDS, SLOW = 300.0, 1.0
"""Seconds for all searches of an evaluation that took over a second; then each has HURRIED seconds."""
HURRIED = 0.1
ALL_SECONDS = 1800.0
"""Seconds for all searches of an evaluation."""
MAX_COMPARISONS = 50_000_000
"""How many times an evaluation compares with one of several values of a variable; an item of a test counts for ten."""
MAX_MEMORY = 1024 * 1024 * 1024
"""Bytes that one search may take more than there were before; looked after where it could come to that much."""
_COULD_COME_TO_MUCH = 4 * 1024 * 1024


Find = Callable[..., Any]


class Budget:
    """The time that searches have taken in one evaluation, by pattern, in slow ones and in all; and comparisons."""

    __slots__ = ("all", "compared", "slow", "spent")

    def __init__(self) -> None:
        self.all = 0.0
        self.compared = 0
        self.spent: dict[str, float] = {}
        self.slow = 0.0

    def limit(self, pattern: str) -> float:
        """Seconds for the next search; raises TimeoutError where the pattern has used up its time."""
        if self.spent.get(pattern, 0.0) >= PATTERN_SECONDS:
            raise TimeoutError(f"{shown(pattern)} took too long and is not tried again")
        if self.all >= ALL_SECONDS:
            raise TimeoutError(f"the evaluation has searched for {ALL_SECONDS:g} s, and does no more of it")
        return TIMEOUT if self.slow < SLOW_SECONDS else HURRIED

    def charge(self, pattern: str, seconds: float) -> None:
        """Count a search that has ended."""
        self.spent[pattern] = self.spent.get(pattern, 0.0) + seconds
        self.all += seconds
        if seconds > SLOW:
            self.slow += seconds

    def refuse(self, pattern: str) -> None:
        """Try this pattern no more."""
        self.spent[pattern] = PATTERN_SECONDS


_BUDGET: ContextVar[Budget | None] = ContextVar("search budget", default=None)


def begin() -> Budget:
    """A new budget for the searches that follow, of one evaluation."""
    budget = Budget()
    _BUDGET.set(budget)
    return budget


def spending(text: str, work: Callable[[float], Any]) -> Any:
    """What `work` returns in the seconds that it is given, charged to a pattern, or to another expression.

    Raises TimeoutError where it took too long or its time is used up.
    """
    budget = _BUDGET.get() or Budget()
    limit = budget.limit(text)
    start = perf_counter()
    try:
        return work(limit)
    except TimeoutError:
        budget.refuse(text)
        raise TimeoutError(f"{shown(text)} took more than {limit:g} s") from None
    finally:
        budget.charge(text, perf_counter() - start)


def count_comparisons(number: int) -> None:
    """Raises TimeoutError where the evaluation has made too many of them."""
    budget = _BUDGET.get()
    if budget is not None:
        budget.compared += number
        if budget.compared > MAX_COMPARISONS:
            raise TimeoutError(f"more than {MAX_COMPARISONS} comparisons of items and values")


def shown(pattern: str) -> str:
    """A pattern as messages have it, cut where it is long."""
    return repr(pattern if len(pattern) <= 100 else f"{pattern[:100]}…")


class Limited:
    """A compiled pattern whose every search has limits; `text` is what the author wrote.

    Searches raise TimeoutError where they take too long, and ValueError where they take too much memory.
    """

    __slots__ = ("_match", "_search", "_small", "text")

    def __init__(self, text: str, pattern: "Pattern[str]") -> None:
        self.text = text
        self._search, self._match = pattern.search, partial(pattern.match, partial=True)
        self._small = _COULD_COME_TO_MUCH // (len(text) + 1)

    def search(self, text: str, position: int = 0) -> "Match[str] | None":
        """The first place from a position on where the pattern is found."""
        found: Match[str] | None = self._limited(self._search, text, position)
        return found

    def could_lead_to(self, start: str) -> bool:
        """Whether something that starts with this text may match at its beginning."""
        return self._limited(self._match, start, 0) is not None

    def _limited(self, find: Find, text: str, position: int) -> Any:
        budget = _BUDGET.get() or Budget()
        limit = budget.limit(self.text)
        start = perf_counter()
        try:
            if len(text) > self._small:
                return _with_little_memory(lambda: find(text, position, timeout=limit))
            return find(text, position, timeout=limit)
        except TimeoutError:
            budget.refuse(self.text)
            raise TimeoutError(f"{shown(self.text)} took more than {limit:g} s") from None
        except MemoryError:
            budget.refuse(self.text)
            raise ValueError(f"{shown(self.text)} took more than {MAX_MEMORY >> 20} MiB") from None
        finally:
            budget.charge(self.text, perf_counter() - start)


def _with_little_memory(search: Callable[[], Any]) -> Any:
    """A search for which the process may not grow by more than MAX_MEMORY; where there is no such limit, as it is."""
    try:
        from resource import RLIMIT_AS, getpagesize, getrlimit, setrlimit

        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123
            used = int(file.read().split()[0]) * getpagesize()
        soft, hard = getrlimit(RLIMIT_AS)
        most = used + MAX_MEMORY
        setrlimit(RLIMIT_AS, (most if soft < 0 else min(soft, most), hard))
    except (ImportError, OSError, ValueError):
        return search()
    try:
        return search()
    finally:
        setrlimit(RLIMIT_AS, (soft, hard))
