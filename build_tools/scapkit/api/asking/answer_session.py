"""A session in which a person answers a profile's questions, and the form that can be filled in instead."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from scapkit.api.asking.answers_text import form
from scapkit.api.asking.dialogue import Leave, Person, put
from scapkit.api.asking.session import AnswerOptions, Session, questions
from scapkit.api.asking.topics import Topic
from scapkit.api.files.writing import Output, write_all
from scapkit.model.answers import Entry
from scapkit.model.ocil import Question
from scapkit.problem import Invalid, invalid


class Came(NamedTuple):
    """How a session ended: how many questions were answered in it, and how many rules are still open."""

    answered: int
    open: int


def write_form(options: AnswerOptions, now: str) -> int:
    """Write a form with the questions that are open; returns how many. Raises Invalid where the file is there."""
    if Path(options.answers).exists():
        raise invalid(options.answers, "file-exists", "is there already", hint="name another file with --answers")
    found = questions(options, now)
    text = form(found.topics, found.found, options.asset)
    write_all([Output(options.answers, text.encode)], [options.content, options.tailoring])
    return len({question.id for topic in found.topics for question in topic.questions})


def run_session(session: Session, who: str, ask: Callable[[str], str], show: Callable[[str], None]) -> Came:
    """Put every open question, and save the file after each answer."""
    person = Person(who, session.now(), session.folder, ask, show)
    topics = session.questions.topics
    try:
        for number, topic in enumerate(topics, 1):
            _put_all(session, person, topic, f"{number}/{len(topics)}")
    except Leave:
        show("")
    return Came(session.answered, session.open())


def _put_all(session: Session, person: Person, topic: Topic, place: str) -> None:
    """The questions of a topic, each as the answers before it lead there."""
    skipped: set[str] = set()
    seen = session.questions.found.get(topic.rule_id, ())
    while True:
        counting = session.counting()
        question = topic.open_question(counting.replies, skipped)
        if question is None:
            return
        text = "\n".join((topic.text(question, counting.replies), *(("", *seen) if seen else ())))
        if why := counting.refused.get(question.id):
            text += f"\n\n(the answer that is there does not count: {why})"
        entry = put(person._replace(now=session.now()), topic, question, text, place)
        skipped.add(question.id)
        if entry is not None:
            _save(session, person, topic, question, entry)


def _save(session: Session, person: Person, topic: Topic, question: Question, entry: Entry) -> None:
    """Save an answer; where somebody has put a mistake into the file meanwhile, when it is mended. Raises Leave."""
    while True:
        try:
            session.put(topic, question, entry)
            return
        except Invalid as error:
            person.show("\n".join(str(each) for each in error.problems))
            if person.ask("the answer is not saved: mend the file and press Enter (:q leaves): ").strip() == ":q":
                raise Leave from None
