"""The filters of one answer, run in a process that can do nothing else: bounded in time, memory and output, no files.

The slip has the filters as a JSON array, and afterwards what came of each: "" or why it made nothing.
"""

import json
import resource
from collections.abc import Sequence
from contextlib import ExitStack
from importlib import import_module
from typing import IO, Any

from scapkit.collect.filtering.piecewise import Piecewise
from scapkit.collect.filtering.printing import printed
from scapkit.collect.filtering.split import split_filter

MEMORY = 2 << 30
SECONDS = 60
OUTPUT = 256 << 20
MAX_FILTER = 64 << 10


def run(answer: int, slip: int, *made: int) -> None:
    """Confine this process, then filter from and into files that are open."""
    _confine()
    with ExitStack() as stack:
        given, told, *results = (stack.enter_context(_opened(each)) for each in (answer, slip, *made))
        reasons = _filter(import_module("jq"), given, _read(told), results)
        told.truncate(0)
        told.seek(0)
        told.write(json.dumps(reasons).encode())


def _opened(descriptor: int) -> IO[bytes]:
    return open(descriptor, "r+b")


def _read(told: IO[bytes]) -> list[str]:
    told.seek(0)
    programs: list[str] = json.loads(told.read())
    return programs


def _alone(jq: Any, program: str, answer: IO[bytes], made: IO[bytes]) -> str:
    answer.seek(0)
    return printed(lambda: jq.compile(program).input_text(answer.read().decode(errors="surrogateescape")), made)


def _confine() -> None:
    """No further file can be opened, so that `import` in a filter finds nothing. Lower limits stay."""
    for what, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, OUTPUT),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        lower = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(what, (lower, lower))


def _filter(jq: Any, answer: IO[bytes], programs: Sequence[str], made: Sequence[IO[bytes]]) -> list[str]:
    """Run those together that can be, the others one by one; the reason of each that makes nothing, else ""."""
    usable = {number: each for number, each in enumerate(programs) if len(each) <= MAX_FILTER and "\0" not in each}
    parted = {number: split for number, each in usable.items() if (split := split_filter(each))}
    together = Piecewise(jq, parted, made)
    together.run(answer)
    reasons = {number: together.failed.get(number, "") for number in parted}
    for number in sorted(usable.keys() - parted.keys()):
        reasons[number] = _alone(jq, usable[number], answer, made[number])
    return [reasons.get(number, "the filter is too long") for number in range(len(programs))]
