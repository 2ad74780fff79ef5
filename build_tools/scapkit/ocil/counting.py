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
from scapkit.problem import WARNING, Invalid, Problem, Problems, did_you_mean
from scapkit.span import Span
from scapkit.xmlio.beside import inside
from scapkit.yamlio.times import moment

BLOCK = 1 << 20
SLACK = timedelta(days=1)
"""How far ahead of us the clock and the calendar of who signs may be."""


class Asked(NamedTuple):
    """A question that a rule asks, and the document that it stands in."""

    rule_id: str
    question: Question
    document: Ocil


class Answers(NamedTuple):
    """The answers that count, by the ids of their questions, who gave them, and why others do not count.

    `rules` are the rules that ask each question that has an answer, `file` is where the answers are from.
    """

    replies: Mapping[str, Reply]
    entries: Mapping[str, Entry]
    refused: Mapping[str, str]
    rules: Mapping[str, tuple[str, ...]]
    file: str
    warnings: Problems = ()


class _Questions:
    """The questions of a content, found by their own ids and by those of the rules that ask them."""

    def __init__(self, asked: Iterable[Asked]) -> None:
        self.by_id: dict[str, list[Asked]] = defaultdict(list)
        self.by_rule: dict[str, dict[str, None]] = defaultdict(dict)
        for each in asked:
            self.by_id[each.question.id].append(each)
            for name in (each.rule_id, short_id(each.rule_id)):
                self.by_rule[name][each.question.id] = None

    def named(self, entry: Entry) -> Iterable[str]:
        """The questions that an entry is about."""
        if entry.question:
            return (entry.question,) if entry.question in self.by_id else ()
        return self.by_rule.get(entry.rule, {})

    def rules(self, question_id: str) -> tuple[str, ...]:
        """The rules that ask a question."""
        return tuple(dict.fromkeys(each.rule_id for each in self.by_id[question_id]))


def counted(
    entries: Sequence[Entry], asked: Iterable[Asked], file: str, now: str, digests: dict[Path, str] | None = None
) -> Answers:
    """The answers of a file to the questions of a content at a time (RFC 3339).

    Raises Invalid for a rule that asks several questions, for two answers to one question, and for what is no answer
    to its question. What does not count is a warning. `digests` remembers those of evidence from one time to the next.
    """
    questions, known = _Questions(asked), {} if digests is None else digests
    problems: list[Problem] = []
    found: dict[str, Entry] = {}
    for entry in filter(lambda each: each.is_given, entries):
        for question_id in _subjects(entry, questions, file, problems):
            if question_id in found:
                message = f"line {found[question_id].line} has an answer to {question_id} already"
                problems.append(Problem(Span(file, entry.line), "duplicate-answer", message))
            else:
                found[question_id] = entry
    problems += _misfits(found, questions, file)
    if errors := [each for each in problems if each.level != WARNING]:
        raise Invalid(sorted(errors, key=lambda each: each.span.line))
    refused = {name: why for name, each in found.items() if (why := _refusal(each, file, now, known))}
    problems += (_uncounted(found[name], why, file) for name, why in refused.items())
    good = {name: each for name, each in found.items() if name not in refused}
    replies = {name: _reply(each) for name, each in good.items()}
    rules = {name: questions.rules(name) for name in good}
    return Answers(replies, good, refused, rules, file, tuple(sorted(problems, key=lambda each: each.span.line)))


def _uncounted(entry: Entry, why: str, file: str) -> Problem:
    message = f"the answer to {entry.subject} does not count: {why}"
    return Problem(Span(file, entry.line), "answer-not-counted", message, level=WARNING)


def _subjects(entry: Entry, questions: _Questions, file: str, problems: list[Problem]) -> Iterable[str]:
    """The id of the question that an entry is an answer to; nothing, with a problem, where there is not one."""
    found = tuple(questions.named(entry))
    if len(found) > 1:
        message = f"{entry.rule} asks several questions: answer each by its id"
        problems.append(Problem(Span(file, entry.line), "several-questions", message, ", ".join(found)))
        return ()
    if not found:
        message = f"the answer to {entry.subject} does not count: nothing asks for it"
        hint = did_you_mean(entry.subject, questions.by_id if entry.question else questions.by_rule)
        problems.append(Problem(Span(file, entry.line), "orphaned-answer", message, hint, WARNING))
    return found


def _misfits(found: Mapping[str, Entry], questions: _Questions, file: str) -> Iterator[Problem]:
    """A problem for each answer that its question does not know."""
    for name, entry in found.items():
        for each in questions.by_id[name][:1]:
            try:
                if entry.answer is not None:
                    understood(each.document, each.question, entry.answer)
            except ValueError as error:
                message = f"{entry.answer!r} is no answer to {entry.subject}: it wants {error}"
                yield Problem(Span(file, entry.line), "bad-answer", message)


def _refusal(entry: Entry, file: str, now: str, digests: dict[Path, str]) -> str:
    """Why an answer does not count; the empty string where it does."""
    if not entry.who or not entry.when:
        lacking = " and ".join(name for name, given in (("who", entry.who), ("when", entry.when)) if not given)
        return f"it is not signed ({lacking} is missing)"
    if moment(entry.when) > moment(now) + SLACK:
        return f"it is dated {entry.when}, which is yet to come"
    if entry.expires and moment(entry.expires, end=True) <= moment(now):
        return f"it expired on {entry.expires}"
    return next((why for each in entry.evidence if (why := _unproven(each, file, digests))), "")


def _unproven(evidence: Evidence, file: str, digests: dict[Path, str]) -> str:
    """Why a piece of evidence is none: it must lie in the answers file's folder or below, and be what it was."""
    path = inside(Path(file).parent, evidence.file)
    if path is None:
        return f"its evidence {evidence.file} is not beside the answers file"
    if path not in digests:
        digests[path] = digest(path)
    return "" if digests[path] == evidence.sha256 else f"its evidence {evidence.file} has another digest"


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
