"""A profile's questions with the answers so far, for whoever puts them: each answer is saved at once."""

from collections.abc import Callable, Mapping
from pathlib import Path
from threading import RLock
from typing import NamedTuple

from scapkit.api.asking.answers_text import answers_text, subject_of
from scapkit.api.asking.found_by_checks import Found, found_in
from scapkit.api.asking.topics import Topic, all_asked, topics
from scapkit.api.evaluating.judging import means_of, opened
from scapkit.api.evaluating.options import EvaluateOptions
from scapkit.api.evaluating.tailored import policy_of
from scapkit.api.files.writing import Output, write_all
from scapkit.model.answers import AnswersFile, Entry
from scapkit.model.ocil import Question
from scapkit.names import short_id
from scapkit.ocil.answers_file import answers_of
from scapkit.ocil.counting import Answers, Asked, Counting
from scapkit.ocil.interview import Interview
from scapkit.xmlio.content import Content
from scapkit.xmlio.parse import read_bytes


class AnswerOptions(NamedTuple):
    """Which questions: of a content's profile, all of them or those that no data decides; and the file of answers.

    `dump` is what the checks are judged by, so that what they find is shown; a collection may be, too. `asset` is what
    answers are for: the name of an asset, or a pattern of names; empty for every one.
    """

    content: str
    answers: str
    profile: str = ""
    tailoring: str = ""
    dump: str = ""
    every: bool = False
    asset: str = ""


class Questions(NamedTuple):
    """What is asked, all that the content asks, and by rule what its check found, and in which assets."""

    content: Content
    topics: tuple[Topic, ...]
    asked: tuple[Asked, ...]
    found: Mapping[str, tuple[str, ...]]
    assets: tuple[str, ...] = ()


def questions(options: AnswerOptions, now: str) -> Questions:
    """The questions of a profile; raises Invalid for what cannot be used."""
    judging = EvaluateOptions(options.content, options.dump, options.profile, options.tailoring)
    content = opened(judging)
    means = means_of(content, judging, now)
    if options.dump:
        found = found_in(means, judging, options.asset, now)
    else:
        found = Found((), (policy_of(content, means.tailoring, options.profile),), {})
    by_rule: dict[tuple[str, tuple[str, ...]], Topic] = {}
    for policy in found.policies:
        for topic in topics(content, policy, options.every):
            by_rule.setdefault((topic.rule_id, topic.names), topic)
    return Questions(content, tuple(by_rule.values()), all_asked(content), found.lines, found.assets)


class Session:
    """The questions, and the answers file as it is: what others write there meanwhile is read before it is saved.

    One thread at a time may be at it, so hold `lock` while what was read matters. What reads the file raises Invalid
    where it has mistakes.
    """

    def __init__(self, options: AnswerOptions, now: Callable[[], str]) -> None:
        self.options, self.now = options, now
        self.lock = RLock()
        self.questions = questions(options, now())
        self._done: set[str] = set()
        self._digests: dict[Path, str] = {}
        self._bytes: bytes | None = b""
        self._answers = AnswersFile(options.answers)
        self.refresh()

    @property
    def answers(self) -> AnswersFile:
        """What the file held when it was last read."""
        return self._answers

    @property
    def answered(self) -> int:
        """How many questions were answered, or their answers taken back."""
        return len(self._done)

    @property
    def folder(self) -> Path:
        """Where evidence lies."""
        return Path(self.options.answers).absolute().parent

    def refresh(self) -> None:
        """Read the file again where it is not what was last read or written."""
        data = read_bytes(self.options.answers) if Path(self.options.answers).exists() else b""
        if data != self._bytes:
            found = answers_of(data, self.options.answers)
            Counting(found, self.questions.asked, self.now(), self._digests)
            self._answers, self._bytes = found, data

    def counting(self) -> Answers:
        """What counts of the answers, now, for the assets in question."""
        counting = Counting(self._answers, self.questions.asked, self.now(), self._digests)
        return counting.of(self.options.asset)

    def wanted(self, counting: Answers) -> tuple[frozenset[str], ...]:
        """Of each topic the questions whose answers would tell more; an interview serves all that have the same."""
        begun: dict[tuple[int, tuple[tuple[str, str], ...]], Interview] = {}
        found = []
        for topic in self.questions.topics:
            key = (id(topic.document), tuple(topic.external.items()))
            if key not in begun:
                begun[key] = topic.interview(counting.replies)
            found.append(frozenset(each for name in topic.names for each in begun[key].outcome(name).unanswered))
        return tuple(found)

    def open(self) -> int:
        """How many topics would be told more about by an answer."""
        return sum(map(bool, self.wanted(self.counting())))

    def entry(self, topic: Topic, question: Question) -> Entry | None:
        """The answer that a question has for the assets in question, whether it counts or not."""
        names = _names(topic, question)
        mine = (each for each in self._answers.entries if each.subject in names and each.asset == self.options.asset)
        return next((each for each in mine if each.is_given), None)

    def put(self, topic: Topic, question: Question, entry: Entry | None) -> None:
        """Save an answer in the place of the one to the same question, or, with None, that there is none."""
        with self.lock:
            self.refresh()
            names, asset = _names(topic, question), self.options.asset
            kept = [each for each in self._answers.entries if each.subject not in names or each.asset != asset]
            rule, name = subject_of(topic, question)
            given = [] if entry is None else [entry._replace(rule=rule, question=name, asset=asset)]
            self._save(self._answers._replace(entries=(*kept, *given)))
            self._done.add(question.id)

    def _save(self, answers: AnswersFile) -> None:
        data = answers_text(answers).encode()
        found = answers_of(data, self.options.answers)
        write_all([Output(self.options.answers, lambda: data)], [self.options.content, self.options.tailoring])
        self._answers, self._bytes = found, data


def _names(topic: Topic, question: Question) -> set[str]:
    """What an answer to a question may be about by the file."""
    names = {question.id}
    return names | {topic.rule_id, short_id(topic.rule_id)} if subject_of(topic, question)[0] else names
