"""What an HTTP answer means for a dump's manifest."""

import json
from typing import NamedTuple

from scapkit.collect.kubernetes.connection import TOO_LARGE, Answer

MAX_MESSAGE = 300
_WORDS = {401: "forbidden", 403: "forbidden", 404: "not-found", 429: "throttled"}


class Outcome(NamedTuple):
    """A requirement's status, code and message."""

    status: str
    code: str = ""
    message: str = ""


class Cut(Exception):
    """An answer that was not had, or not whole; `answer` is what came instead."""

    def __init__(self, outcome: Outcome, answer: Answer) -> None:
        self.outcome, self.answer = outcome, answer
        super().__init__(outcome.message)


def outcome_of(answer: Answer) -> Outcome:
    """The status by HTTP's code; the message is the API's own, shortened: Status.message, or the first line of a text.

    What is refused before the API looks at it (429), what no API group answers (404) and a kubelet's words are text.
    """
    if answer.fault:
        return Outcome("truncated" if answer.fault == TOO_LARGE else "error", "", answer.message)
    if answer.code == 200:
        return Outcome("collected", "200")
    return Outcome(_WORDS.get(answer.code, "error"), str(answer.code), _said(answer.body))


def _said(body: bytes) -> str:
    try:
        status = json.loads(body)
        text = status["message"] if status.get("kind") == "Status" else ""
    except (ValueError, RecursionError):
        text = _line(body)
    except (LookupError, TypeError, AttributeError):
        return ""
    shown = "".join(each if each.isprintable() else " " for each in text) if isinstance(text, str) else ""
    return shown if len(shown) <= MAX_MESSAGE else f"{shown[:MAX_MESSAGE]}..."


def _line(body: bytes) -> str:
    """The first line of a text; nothing of a page of HTML."""
    text = body[: 4 * MAX_MESSAGE].decode(errors="replace").lstrip()
    return "" if text.startswith(("<", "{", "[")) else text.partition("\n")[0].strip()
