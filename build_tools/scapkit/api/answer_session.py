"""A session in which a person answers a profile's questions, and the form that can be filled in instead."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from scapkit.api.answers_text import answers_text, form, subject_of
from scapkit.api.dialogue import Leave, Person, put
from scapkit.api.tailored import find_tailoring
from scapkit.api.topics import Topic, all_asked, topics
from scapkit.api.writing import Output, write_all
from scapkit.model.answers import Entry
from scapkit.model.ocil import Question
from scapkit.names import short_id
from scapkit.ocil.answers_file import read_answers
from scapkit.ocil.counting import Answers, Asked, counted
from scapkit.problem import invalid
from scapkit.xccdf.make_policy import make_policy
from scapkit.xccdf.profiles import find_profile
from scapkit.xmlio.content import open_content


class AnswerOptions(NamedTuple):
    """Which questions: of a content's profile, all of them or those that no data decides; and the file of answers.

    `dump` is what the checks are judged by, so that what they find is shown.
    """

    content: str
    answers: str
    profile: str = ""
    tailoring: str = ""
    dump: str = ""
    every: bool = False


class Questions(NamedTuple):
    """What is asked, what was answered before, and by rule what its check found."""

    topics: tuple[Topic, ...]
    asked: tuple[Asked, ...]
    entries: tuple[Entry, ...]
    found: Mapping[str, tuple[str, ...]]


class Came(NamedTuple):
    """How a session ended: how many questions were answered in it, and how many rules are still open."""

    answered: int
    open: int


def questions(options: AnswerOptions, now: str) -> Questions:
    """The questions of a profile, and the answers there are; raises Invalid for what cannot be used."""
    content = open_content(options.content)
    tailoring = find_tailoring(content, options.tailoring, "")
    profile_id = options.profile
    if not profile_id and tailoring and len(tailoring.profiles) == 1:
        profile_id = tailoring.profiles[0].id
    profile = find_profile(content.bare_benchmark, tailoring, profile_id, options.content)
    policy = make_policy(content.bare_benchmark, profile, options.content)
    entries = read_answers(options.answers) if Path(options.answers).exists() else ()
    return Questions(topics(content, policy, options.every), all_asked(content), entries, _found(options, now))


def _found(options: AnswerOptions, now: str) -> Mapping[str, tuple[str, ...]]:
    """What the checks of the rules find in the dump, where one is named."""
    if not options.dump:
        return {}
    from scapkit.api.judging import EvaluateOptions, evaluate
    from scapkit.report.found import found

    judging = EvaluateOptions(options.content, options.dump, options.profile, options.tailoring)
    return {rule.text.id: found(rule) for rule in evaluate(judging, now).view().rules}


def write_form(options: AnswerOptions, now: str) -> int:
    """Write a form with the questions that are open; returns how many. Raises Invalid where the file is there."""
    if Path(options.answers).exists():
        raise invalid(options.answers, "file-exists", "is there already", hint="name another file with --answers")
    found = questions(options, now)
    text = form(found.topics, found.found)
    write_all([Output(options.answers, text.encode)], [options.content, options.tailoring])
    return len({question.id for topic in found.topics for question in topic.questions})


def run_session(
    options: AnswerOptions, who: str, ask: Callable[[str], str], show: Callable[[str], None], now: Callable[[], str]
) -> Came:
    """Put every open question, and save the file after each answer."""
    session = _Session(options, questions(options, now()), now)
    person = Person(who, now(), Path(options.answers).absolute().parent, ask, show)
    try:
        for number, topic in enumerate(session.found.topics, 1):
            session.put_all(person, topic, f"{number}/{len(session.found.topics)}")
    except Leave:
        show("")
    return Came(session.answered, session.open)


class _Session:
    """The entries so far, those of the file that was there first."""

    def __init__(self, options: AnswerOptions, found: Questions, now: Callable[[], str]) -> None:
        self.options, self.found, self.now = options, found, now
        self.entries = list(found.entries)
        self.digests: dict[Path, str] = {}
        self.answered = 0

    @property
    def counting(self) -> Answers:
        """What counts of the entries."""
        return counted(self.entries, self.found.asked, self.options.answers, self.now(), self.digests)

    @property
    def open(self) -> int:
        """How many topics would be told more about by an answer."""
        replies = self.counting.replies
        return sum(each.open_question(replies, ()) is not None for each in self.found.topics)

    def put_all(self, person: Person, topic: Topic, place: str) -> None:
        """The questions of a topic, each as the answers before it lead there."""
        skipped: set[str] = set()
        while True:
            counting = self.counting
            question = topic.open_question(counting.replies, skipped)
            if question is None:
                return
            text = "\n".join((topic.text(question, counting.replies), *self._seen(topic)))
            if why := counting.refused.get(question.id):
                text += f"\n\n(the answer that is there does not count: {why})"
            entry = put(person._replace(now=self.now()), topic, question, text, place)
            skipped.add(question.id)
            if entry is not None:
                self._take(topic, question, entry)

    def _seen(self, topic: Topic) -> tuple[str, ...]:
        """What the rule's check found, behind a blank line."""
        seen = self.found.found.get(topic.rule_id, ())
        return ("", *seen) if seen else ()

    def _take(self, topic: Topic, question: Question, entry: Entry) -> None:
        """The entry in the place of one to the same question, and the file saved."""
        names = {question.id}
        if subject_of(topic, question)[0]:
            names |= {topic.rule_id, short_id(topic.rule_id)}
        self.entries = [each for each in self.entries if each.subject not in names] + [entry]
        self.answered += 1
        output = Output(self.options.answers, answers_text(self.entries).encode)
        write_all([output], [self.options.content, self.options.tailoring])
