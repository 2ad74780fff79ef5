"""One filter run by jq, and what it gives written."""

from collections.abc import Callable
from typing import IO, Any

FAILURES = (ValueError, MemoryError, RecursionError)
NOT_ONE = "the filter gave not one result but none or several"
MAX_MESSAGE = 300


def failure(error: BaseException) -> str:
    """Why a filter failed, in one line."""
    words = " ".join(str(error).split()).encode(errors="backslashreplace")
    text = words[:MAX_MESSAGE].decode(errors="replace").strip()
    return f"the filter failed: {text}" if text else "the filter failed"


def printed(run: Callable[[], Any], made: IO[bytes]) -> str:
    """Write what jq gives when it is run; why that is nothing, or "".

    jq prints a result a line; a filter must give one, as the Compliance Operator's collector has it.
    """
    try:
        result = run().text()
    except FAILURES as error:
        return failure(error)
    if not result or "\n" in result:
        return NOT_ONE
    made.write(f"{result}\n".encode())
    return ""
