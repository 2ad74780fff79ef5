"""Several things done at once, by threads that nobody waits for: who interrupts need not wait for a slow server."""

from collections import deque
from collections.abc import Callable, Iterable
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


def work_through(items: Iterable[T], work: Callable[[T], None], count: int) -> None:
    """Do the work on every item, on a few at a time; what goes wrong with one ends all and is raised here."""
    waiting = deque(items)
    total = len(waiting)
    results: SimpleQueue[BaseException | None] = SimpleQueue()

    def serve() -> None:
        while True:
            try:
                item = waiting.popleft()
            except IndexError:
                return
            try:
                work(item)
            except BaseException as error:
                results.put(error)
                return
            results.put(None)

    try:
        for _ in range(min(count, total)):
            Thread(target=serve, daemon=True).start()
        for _ in range(total):
            error = results.get()
            if error is not None:
                raise error
    finally:
        waiting.clear()
