"""Which answers count: those to questions that are asked, signed, not expired, and with the evidence that they name."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from scapkit.model.answers import Entry, Evidence
from scapkit.model.ocil import Ocil, Question
from scapkit.model.ocil_results import ANSWERED
from scapkit.names import short_id
from scapkit.ocil.replies import Reply, understood
from scapkit.ocil.times import moment
from scapkit.problem import WARNING, Invalid, Problem, Problems, did_you_mean
from scapkit.span import Span
from scapkit.xmlio.beside import inside

BLOCK = 1 << 20
SLACK = timedelta(days=1)
"""How far ahead of us the clock and the calendar of who signs may be."""


class Asked(NamedTuple):
    """A question that a rule asks, and the document that it stands in."""

    rule_id: str
    question: Question
    document: Ocil


class Answers(NamedTuple):
    """The answers that count, by the ids of their questions, who gave them, and why others do not count."""

    replies: Mapping[str, Reply]
    entries: Mapping[str, Entry]
    refused: Mapping[str, str]
    warnings: Problems = ()


def counted(entries: Sequence[Entry], asked: Sequence[Asked], file: str, now: str) -> Answers:
    """The answers of a file to the questions of a content at a time (RFC 3339).

    Raises Invalid for a rule that asks several questions, for two answers to one question, and for what is no answer
    to its question. What does not count is a warning.
    """
    problems: list[Problem] = []
    found: dict[str, Entry] = {}
    for entry in filter(lambda each: each.is_given, entries):
        for question_id in _subjects(entry, asked, file, problems):
            if question_id in found:
                message = f"line {found[question_id].line} has an answer to {question_id} already"
                problems.append(Problem(Span(file, entry.line), "duplicate-answer", message))
            else:
                found[question_id] = entry
    problems += _misfits(found, asked, file)
    if errors := [each for each in problems if each.level != WARNING]:
        raise Invalid(sorted(errors, key=lambda each: each.span.line))
    refused = {name: why for name, each in found.items() if (why := _refusal(each, file, now))}
    for name, why in refused.items():
        message = f"the answer to {found[name].subject} does not count: {why}"
        problems.append(Problem(Span(file, found[name].line), "answer-not-counted", message, level=WARNING))
    good = {name: each for name, each in found.items() if name not in refused}
    replies = {name: _reply(each) for name, each in good.items()}
    return Answers(replies, good, refused, tuple(sorted(problems, key=lambda each: each.span.line)))


def _subjects(entry: Entry, asked: Sequence[Asked], file: str, problems: list[Problem]) -> Iterator[str]:
    """The id of the question that an entry is an answer to; nothing, with a problem, where there is not one."""
    if entry.question:
        found = dict.fromkeys(each.question.id for each in asked if each.question.id == entry.question)
        known: Iterable[str] = (each.question.id for each in asked)
    else:
        wanted = (entry.rule, short_id(entry.rule))
        rules = [each for each in asked if each.rule_id == entry.rule or short_id(each.rule_id) in wanted]
        found = dict.fromkeys(each.question.id for each in rules)
        known = (short_id(each.rule_id) for each in asked)
    if len(found) > 1:
        message = f"{entry.rule} asks several questions: answer each by its id"
        problems.append(Problem(Span(file, entry.line), "several-questions", message, ", ".join(found)))
        return
    if not found:
        message = f"the answer to {entry.subject} does not count: nothing asks for it"
        hint = did_you_mean(entry.subject, dict.fromkeys(known))
        problems.append(Problem(Span(file, entry.line), "orphaned-answer", message, hint, WARNING))
    yield from found


def _misfits(found: Mapping[str, Entry], asked: Iterable[Asked], file: str) -> Iterator[Problem]:
    """A problem for each answer that its question does not know."""
    questions = defaultdict(list)
    for each in asked:
        questions[each.question.id].append(each)
    for name, entry in found.items():
        for each in questions[name][:1]:
            try:
                if entry.answer is not None:
                    understood(each.document, each.question, entry.answer)
            except ValueError as error:
                message = f"{entry.answer!r} is no answer to {entry.subject}: it wants {error}"
                yield Problem(Span(file, entry.line), "bad-answer", message)


def _refusal(entry: Entry, file: str, now: str) -> str:
    """Why an answer does not count; the empty string where it does."""
    if not entry.who or not entry.when:
        lacking = " and ".join(name for name, given in (("who", entry.who), ("when", entry.when)) if not given)
        return f"it is not signed ({lacking} is missing)"
    if moment(entry.when) > moment(now) + SLACK:
        return f"it is dated {entry.when}, which is yet to come"
    if entry.expires and moment(entry.expires, end=True) <= moment(now):
        return f"it expired on {entry.expires}"
    return next((why for each in entry.evidence if (why := _unproven(each, file))), "")


def _unproven(evidence: Evidence, file: str) -> str:
    """Why a piece of evidence is none: it must lie in the answers file's folder or below, and be what it was."""
    path = inside(Path(file).parent, evidence.file)
    if path is None:
        return f"its evidence {evidence.file} is not beside the answers file"
    return "" if digest(path) == evidence.sha256 else f"its evidence {evidence.file} has another digest"


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    made = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            made.update(block)
    return made.hexdigest()


def _reply(entry: Entry) -> Reply:
    artifacts = tuple(each.artifact for each in entry.evidence if each.artifact)
    return Reply(entry.response or ANSWERED, entry.answer or "", artifacts)


def told(entry: Entry) -> str:
    """Who answered what and when, in words."""
    said = f"response {entry.response}" if entry.response else f"answer {entry.answer!r}"
    until = f", until {entry.expires}" if entry.expires else ""
    return f"{said} by {entry.who} on {entry.when}{until}" + (f": {entry.remark}" if entry.remark else "")
