"""A process of its own that runs one jq filter: no environment, no files, bounded in time, memory and output.

Arguments: folders to import from, the filter, the rest of it ("" where the filter takes the whole at once). The answer
comes on standard input, the result goes to standard output. Exit codes: 0 done, 3 the filter failed, 4 not one result.
"""

import resource
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

MEMORY = 2 << 30
SECONDS = 60
OUTPUT = 256 << 20
BATCH = 500
FAILED, NOT_ONE = 3, 4


def main() -> int:
    """Confine this process, then filter."""
    folders, program, rest = sys.argv[1:]
    sys.path += folders.split(":")
    jq = import_module("jq")

    from scapkit.collect.kubernetes.pages import read_page

    _confine()
    try:
        if rest:
            parts = _parts(jq, read_page, program)
            results = jq.compile(rest).input_text(f"[{','.join(parts)}]")
        else:
            results = jq.compile(program).input_text(sys.stdin.read())
        return _write(results.text())
    except (ValueError, MemoryError, RecursionError) as error:
        print(" ".join(str(error).split())[:300], file=sys.stderr)
        return FAILED


def _confine() -> None:
    """No further file can be opened, so that `import` in a filter finds nothing. Lower limits stay."""
    for what, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, OUTPUT),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 3),
    ):
        hard = resource.getrlimit(what)[1]
        lower = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(what, (lower, lower))


def _parts(jq: Any, read_page: Callable[[bytes], Any], program: str) -> Iterator[str]:
    """The inside of the array that each batch of the list gives, empty ones left out."""
    compiled = jq.compile(program)
    items = read_page(sys.stdin.buffer.read()).items
    if items is None:
        raise ValueError("there are no items")
    for start in range(0, len(items), BATCH):
        text = f'{{"items":[{",".join(items[start : start + BATCH])}]}}'
        inside = compiled.input_text(text).text().strip()[1:-1]
        if inside.strip():
            yield inside


def _write(text: str) -> int:
    """jq prints a result a line; a filter must give one, as the Compliance Operator's collector has it."""
    if not text or "\n" in text:
        return NOT_ONE
    print(text)
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
