"""Filters that see one item of a list at a time, run together: jq reads the list once for all of them, batch by batch.

Most of jq's time goes into reading, and it takes 15 times the size of what it reads. So each batch is given to one
program that has all filters side by side and prints a line for each. Where that fails its halves are tried, down to the
filters that fail, which are left out from then on.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any

from scapkit.collect.filtering.printing import FAILURES, failure, printed
from scapkit.collect.filtering.split import Split
from scapkit.collect.kubernetes.pages import read_page

BATCH = 500


class Piecewise:
    """Filters by number, and the files for what they make; `failed` are the reasons of those that make nothing."""

    def __init__(self, jq: Any, filters: Mapping[int, Split], made: Sequence[IO[bytes]]) -> None:
        self._jq, self._filters, self._made = jq, filters, made
        self._programs: dict[tuple[int, ...], Any] = {}
        self.failed: dict[int, str] = {}

    def run(self, answer: IO[bytes]) -> None:
        """Each file has the pieces that its filter makes of the batches, and then what becomes of them all."""
        for number in self._filters:
            self._compile(number)
        try:
            for batch in _batches(answer) if self._left else ():
                self._pieces(self._left, batch)
        except FAILURES as error:
            self.failed.update(dict.fromkeys(self._left, failure(error)))
        for number in self._left:
            self._whole(number)

    @property
    def _left(self) -> tuple[int, ...]:
        return tuple(number for number in self._filters if number not in self.failed)

    def _compile(self, number: int) -> None:
        """Both parts: each must be a filter by itself before it may stand beside others."""
        try:
            self._jq.compile(self._filters[number].rest)
            self._program((number,))
        except FAILURES as error:
            self.failed[number] = failure(error)

    def _program(self, numbers: tuple[int, ...]) -> Any:
        if numbers not in self._programs:
            texts = [self._filters[number].each for number in numbers]
            text = ",".join(f"({each}\n)" for each in texts) if len(texts) > 1 else texts[0]
            self._programs[numbers] = self._jq.compile(text)
        return self._programs[numbers]

    def _pieces(self, numbers: tuple[int, ...], batch: str) -> None:
        if not numbers:
            return
        try:
            arrays = self._program(numbers).input_text(batch).text().split("\n")
            if len(arrays) != len(numbers):
                raise ValueError("it makes something else than an array")
        except FAILURES as error:
            self._failed(numbers, batch, error)
            return
        for number, array in zip(numbers, arrays, strict=True):
            if inside := array.strip()[1:-1].strip():
                separator = "," if self._made[number].tell() else ""
                self._made[number].write(f"{separator}{inside}".encode())

    def _failed(self, numbers: tuple[int, ...], batch: str, error: BaseException) -> None:
        if len(numbers) == 1:
            self.failed[numbers[0]] = failure(error)
            return
        middle = len(numbers) // 2
        self._pieces(numbers[:middle], batch)
        self._pieces(numbers[middle:], batch)

    def _whole(self, number: int) -> None:
        made = self._made[number]
        made.seek(0)
        array = f"[{made.read().decode()}]"
        made.seek(0)
        made.truncate()
        if reason := printed(lambda: self._jq.compile(self._filters[number].rest).input_text(array), made):
            self.failed[number] = reason


def _batches(answer: IO[bytes]) -> Iterator[str]:
    answer.seek(0)
    items = read_page(answer.read()).items
    if items is None:
        raise ValueError("there are no items")
    for start in range(0, len(items), BATCH):
        yield f'{{"items":[{",".join(items[start : start + BATCH])}]}}'
