"""What people say, as the answer to a question of a kind (ocil-2.0.xsd, QuestionResultType)."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from scapkit.model.ocil import Choice, Ocil, Question
from scapkit.model.ocil_results import ANSWERED, OcilResult

DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
MAX_DIGITS = 1000
EXCEPTIONAL = (OcilResult.UNKNOWN, OcilResult.ERROR, OcilResult.NOT_TESTED, OcilResult.NOT_APPLICABLE)
_BOOLEAN = {"yes": "true", "true": "true", "no": "false", "false": "false"}


class Reply(NamedTuple):
    """The response to a question: ANSWERED with the answer as a result has it, or an exceptional one without.

    `artifacts` are the ids of the artifacts that came with it.
    """

    response: str = ANSWERED
    answer: str = ""
    artifacts: tuple[str, ...] = ()


def choices_of(document: Ocil, question: Question) -> Iterator[Choice]:
    """The choices of a question in order, those of groups in their place; an unknown group has none."""
    groups: Mapping[str, tuple[Choice, ...]] = {each.id: each.choices for each in document.groups}
    for each in question.choices:
        if isinstance(each, str):
            yield from groups.get(each, ())
        else:
            yield each


def understood(document: Ocil, question: Question, text: str) -> str:
    """An answer as a result has it: true or false, a number, a choice's id, or the text itself.

    A choice may be given by its text too. Raises ValueError, which says what would be an answer.
    """
    if question.kind == "boolean":
        return _boolean(question, text)
    if question.kind == "numeric":
        return number(text)
    return _choice(tuple(choices_of(document, question)), text) if question.kind == "choice" else text


def _boolean(question: Question, text: str) -> str:
    if text.strip().casefold() not in _BOOLEAN:
        raise ValueError("true or false" if question.model == "MODEL_TRUE_FALSE" else "yes or no")
    return _BOOLEAN[text.strip().casefold()]


def number(text: str) -> str:
    """An xsd:decimal; raises ValueError."""
    if len(text) > MAX_DIGITS or DECIMAL.fullmatch(text.strip()) is None:
        raise ValueError("a number, such as 3 or -0.5")
    return text.strip()


def _choice(choices: tuple[Choice, ...], text: str) -> str:
    wanted = text.strip().casefold()
    found = [each.id for each in choices if each.id == text.strip()]
    found = found or [each.id for each in choices if each.text.casefold() == wanted]
    if len(found) != 1:
        raise ValueError("one of " + ", ".join(f"{each.id} ({each.text})" for each in choices))
    return found[0]
