"""Which answers count: those to questions that are asked, signed, not expired, and with the evidence that they name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from scapkit.model.answers import AnswersFile, Entry
from scapkit.model.ocil import Ocil, Question
from scapkit.model.ocil_results import ANSWERED
from scapkit.names import short_id
from scapkit.ocil.refusals import refusal
from scapkit.ocil.replies import Reply, understood
from scapkit.problem import WARNING, Invalid, Problem, Problems, did_you_mean
from scapkit.span import Span
from scapkit.wildcards import covers


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


class Counting:
    """The answers of a file to the questions of a content at a time (RFC 3339), for one asset after the other.

    Raises Invalid for a rule that asks several questions, for two answers to one question for the same assets, and for
    what is no answer to its question, and for `problems` that the file has besides. `digests` remembers those of
    evidence from one time to the next.
    """

    def __init__(
        self,
        answers: AnswersFile,
        asked: Iterable[Asked],
        now: str,
        digests: dict[Path, str] | None = None,
        problems: Problems = (),
    ) -> None:
        self._answers, self._questions, self._now = answers, _Questions(asked), now
        self._digests = {} if digests is None else digests
        self._found: dict[str, list[Entry]] = defaultdict(list)
        told = list(problems)
        for entry in filter(lambda each: each.is_given, answers.entries):
            for question_id in _subjects(entry, self._questions, answers.file, told):
                told += _duplicates(question_id, self._found[question_id], entry, answers.file)
                self._found[question_id].append(entry)
        told += _misfits(self._found, self._questions, answers.file)
        if any(each.level != WARNING for each in told):
            raise Invalid(sorted(told, key=lambda each: each.span.line))
        self._warnings = told

    def of(self, asset: str) -> Answers:
        """The answers for an asset of a name; those for every asset where it is empty."""
        good: dict[str, Entry] = {}
        refused: dict[str, str] = {}
        problems = list(self._warnings)
        for name, entries in self._found.items():
            entry, why = _chosen(entries, asset)
            if entry is not None and (why := refusal(entry, self._answers, self._now, self._digests)):
                problems.append(_uncounted(entry, why, self._answers.file))
            if entry is not None and not why:
                good[name] = entry
            else:
                refused[name] = why
        replies = {name: _reply(each) for name, each in good.items()}
        rules = {name: self._questions.rules(name) for name in good}
        warnings = tuple(sorted(problems, key=lambda each: each.span.line))
        return Answers(replies, good, refused, rules, self._answers.file, warnings)


def _chosen(entries: Sequence[Entry], asset: str) -> tuple[Entry | None, str]:
    """The answer for an asset: one that has its name, else one whose pattern has, else one for all; or why none is."""
    named = [each for each in entries if each.asset and each.asset == asset]
    fitting = named or [each for each in entries if each.asset and asset and covers(each.asset, asset)]
    fitting = fitting or [each for each in entries if not each.asset]
    if len(fitting) > 1:
        return None, f"{' and '.join(f'line {each.line}' for each in fitting)} are for this asset"
    if not fitting:
        return None, f"it is for {', '.join(each.asset for each in entries)}, and not for {asset or 'every asset'}"
    return fitting[0], ""


def _duplicates(question_id: str, before: Sequence[Entry], entry: Entry, file: str) -> Iterator[Problem]:
    for each in before:
        if each.asset == entry.asset:
            message = f"line {each.line} has an answer to {question_id} already"
            hint = "leave one out, or tell them apart by asset"
            yield Problem(Span(file, entry.line), "duplicate-answer", message, hint)


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


def _misfits(found: Mapping[str, Sequence[Entry]], questions: _Questions, file: str) -> Iterator[Problem]:
    """A problem for each answer that its question does not know."""
    for name, entry in ((name, each) for name, entries in found.items() for each in entries):
        for asked in questions.by_id[name][:1]:
            try:
                if entry.answer is not None:
                    understood(asked.document, asked.question, entry.answer)
            except ValueError as error:
                message = f"{entry.answer!r} is no answer to {entry.subject}: it wants {error}"
                yield Problem(Span(file, entry.line), "bad-answer", message)


def _reply(entry: Entry) -> Reply:
    artifacts = tuple(each.artifact for each in entry.evidence if each.artifact)
    return Reply(entry.response or ANSWERED, entry.answer or "", artifacts)


def told(entry: Entry) -> str:
    """Who answered what and when, in words."""
    said = f"response {entry.response}" if entry.response else f"answer {entry.answer!r}"
    until = f", until {entry.expires}" if entry.expires else ""
    approved = f", signed off by {entry.sign_off.who} on {entry.sign_off.when}" if entry.sign_off else ""
    return f"{said} by {entry.who} on {entry.when}{until}{approved}" + (f": {entry.remark}" if entry.remark else "")
