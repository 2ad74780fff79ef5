"""Questions put to a person, one after the other; what was answered is kept at once."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from scapkit.api.asking.answers_text import subject_of, wanted
from scapkit.api.asking.topics import Topic
from scapkit.model.answers import Entry, Evidence
from scapkit.model.ocil import Question, Step
from scapkit.model.ocil_results import OcilResult
from scapkit.names import short_id
from scapkit.ocil.refusals import digest
from scapkit.ocil.replies import understood
from scapkit.xmlio.beside import inside
from scapkit.yamlio.times import moment

COMMANDS = {
    ":u": OcilResult.UNKNOWN,
    ":na": OcilResult.NOT_APPLICABLE,
    ":nt": OcilResult.NOT_TESTED,
}
HELP = "Enter: skip   :u unknown   :na not applicable   :nt not tested   :q leave (what was answered is kept)"


class Leave(Exception):
    """Somebody wants to go."""


class Person(NamedTuple):
    """Who is asked: `ask` puts a prompt and gives the line typed, `show` shows text; `folder` is the answers file's."""

    name: str
    now: str
    folder: Path
    ask: Callable[[str], str]
    show: Callable[[str], None]


def put(person: Person, topic: Topic, question: Question, text: str, place: str) -> Entry | None:
    """The entry that came of a question; None where it was skipped. Raises Leave."""
    person.show(f"\n[{place}] {topic.title} ({short_id(topic.rule_id)})\n\n{text}\n")
    _show_choices(person, topic, question)
    given = _answer(person, topic, question)
    if given is None:
        return None
    rule, name = subject_of(topic, question)
    entry = given._replace(rule=rule, question=name, who=person.name, when=person.now)
    remark = person.ask("remark (Enter for none): ").strip()
    expires = _expiry(person)
    return entry._replace(remark=remark, expires=expires, evidence=tuple(_evidence(person, topic, question)))


def _show_choices(person: Person, topic: Topic, question: Question) -> None:
    if question.kind == "choice":
        for number, each in enumerate(topic.choices(question), 1):
            person.show(f"  {number}  {each.text or each.id}")
    if question.instructions is not None:
        person.show(question.instructions.title)
        _show_steps(person, question.instructions.steps, "  ")


def _show_steps(person: Person, steps: tuple[Step, ...], indent: str) -> None:
    """What to do to find the answer, and where more is told."""
    for step in steps:
        links = " ".join(f"{each.text} <{each.href}>" if each.href else each.text for each in step.links)
        optional = "" if step.is_required else "(if you like) "
        person.show(f"{indent}- {optional}{step.description} {links}".rstrip())
        _show_steps(person, step.steps, f"{indent}  ")


def _answer(person: Person, topic: Topic, question: Question) -> Entry | None:
    """An entry with the answer, or with the response in its place; None for none."""
    while True:
        typed = person.ask(f"{wanted(topic, question)} (? for help): ")
        word = typed.strip()
        if word == ":q":
            raise Leave
        if not word:
            return None
        if word in COMMANDS:
            return Entry(response=COMMANDS[word].value)
        if word == "?":
            person.show(HELP)
            continue
        try:
            return Entry(answer=_chosen(topic, question, typed))
        except ValueError as error:
            person.show(f"that is no answer: it wants {error}")


def _chosen(topic: Topic, question: Question, typed: str) -> str:
    """The answer that was typed; a choice may be named by its number. Raises ValueError."""
    if question.kind == "choice" and typed.strip().isdecimal():
        choices = topic.choices(question)
        if 1 <= int(typed) <= len(choices):
            return choices[int(typed) - 1].id
    understood(topic.document, question, typed)
    return typed if question.kind == "string" else typed.strip()


def _expiry(person: Person) -> str:
    """Until when the answer holds: a date, or a number of days from now."""
    while True:
        word = person.ask("holds until (date, or days such as 90; Enter for no end): ").strip()
        try:
            return until(word, person.now)
        except ValueError as error:
            person.show(f"{word} {error}")


def until(word: str, now: str) -> str:
    """The end that a date, a time or a number of days from now names; none for nothing. Raises ValueError."""
    if word.isascii() and word.isdecimal() and len(word) < 5:
        return (moment(now) + timedelta(days=int(word))).date().isoformat()
    if word and moment(word, end=True) <= moment(now):
        raise ValueError("has passed already")
    return word


def _evidence(person: Person, topic: Topic, question: Question) -> list[Evidence]:
    """Files beside the answers file that support an answer, with what they are where the questionnaire asks for it."""
    found: list[Evidence] = []
    artifacts = artifacts_of(topic, question)
    for title in artifacts.values():
        person.show(f"evidence that is asked for: {title}")
    while word := person.ask("evidence, a file beside the answers (Enter for none): ").strip():
        path = inside(person.folder, word)
        if path is None:
            person.show(f"{word} is no file in {person.folder}")
            continue
        artifact = next(iter(artifacts), "") if len(artifacts) == 1 else ""
        if len(artifacts) > 1:
            artifact = person.ask(f"which of {', '.join(artifacts)} (Enter for none): ").strip()
        found.append(Evidence(word, digest(path), artifact if artifact in artifacts else ""))
    return found


def artifacts_of(topic: Topic, question: Question) -> dict[str, str]:
    """The artifacts that the test actions of a question ask for, with their titles."""
    titles = {each.id: each.title for each in topic.document.artifacts}
    actions = (each for each in topic.document.actions if each.question_ref == question.id)
    named = (ref.id for action in actions for handler in action.handlers for ref in handler.artifacts)
    return {name: titles.get(name, name) for name in named}
