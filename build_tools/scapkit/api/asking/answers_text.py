"""Answers files written: entries that somebody gave, or a form to fill in (docs/answers.md)."""

from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap

from scapkit.api.asking.topics import Topic
from scapkit.authoring.yaml.document import Yaml, entry_lines
from scapkit.model.answers import AnswersFile, Entry
from scapkit.model.ocil import Question
from scapkit.names import short_id
from scapkit.report.html.page import inert

WIDTH = 118
FORM = ("answer", "who", "when", "expires", "remark")
HEAD = "# Fill in answer, who and when (2026-01-31); expires and remark may stay empty. Without answer it is none."


def answers_text(answers: AnswersFile) -> str:
    """The text that reads back as these answers."""
    lines = ["needs_sign_off: true"] if answers.needs_sign_off else []
    entries = [line for each in answers.entries for line in _entry(each)]
    return "\n".join((*lines, "answers:" if entries else "answers: []", *entries)) + "\n"


def _entry(entry: Entry) -> Iterator[str]:
    values: dict[str, Yaml] = {}
    for name in ("rule", "question", "asset", "answer", "response", "who", "when", "expires", "remark"):
        value = getattr(entry, name)
        if value or (name == "answer" and value is not None):
            values[name] = value
    if entry.evidence:
        values["evidence"] = [{name: text for name, text in each._asdict().items() if text} for each in entry.evidence]
    if entry.sign_off:
        values["sign_off"] = {name: text for name, text in entry.sign_off._asdict().items() if text}
    lines = [line for name, value in values.items() for line in entry_lines(name, value)]
    yield from (f"{'  ' if number else '- '}{line}".rstrip() for number, line in enumerate(lines))


def form(topics: Iterable[Topic], found: Mapping[str, tuple[str, ...]], asset: str = "") -> str:
    """A file to fill in: every question in comments with what its rule's check `found`, and empty keys below.

    `asset` is what the answers will be for; every asset where it is empty.
    """
    lines = [HEAD, "answers:"]
    done: set[str] = set()
    for topic in topics:
        for question in topic.questions:
            if question.id not in done:
                done.add(question.id)
                lines += ["", *_asking(topic, question, found.get(topic.rule_id, ()), asset)]
    return "\n".join(lines) + "\n"


def _asking(topic: Topic, question: Question, found: tuple[str, ...], asset: str) -> Iterator[str]:
    text = (*topic.text(question, {}).splitlines(), *(("", *found) if found else ()))
    for paragraph in (topic.title, "", *text, "", f"Answer: {wanted(topic, question)}."):
        yield from _comment(paragraph)
    rule, name = subject_of(topic, question)
    yield from (f"- {line}" for line in (entry_lines("rule", rule) if rule else entry_lines("question", name)))
    yield from (f"  {line}" for line in (entry_lines("asset", asset) if asset else ()))
    yield from (f"  {key}:" for key in FORM)


def _comment(text: str) -> Iterator[str]:
    """Text of content as a comment: no line of it, by whatever sign it is broken, may become an entry."""
    for paragraph in text.splitlines() or [""]:
        yield from (f"# {inert(line)}".rstrip() for line in wrap(paragraph, WIDTH) or [""])


def subject_of(topic: Topic, question: Question) -> tuple[str, str]:
    """What names a question in an answers file: its rule where that asks nothing else, else its id; as rule and id."""
    return (short_id(topic.rule_id), "") if len(topic.questions) == 1 else ("", question.id)


def wanted(topic: Topic, question: Question) -> str:
    """What is an answer to a question, in words."""
    if question.kind == "boolean":
        return "true or false" if question.model == "MODEL_TRUE_FALSE" else "yes or no"
    if question.kind == "choice":
        return "one of " + ", ".join(each.text or each.id for each in topic.choices(question))
    return "a number" if question.kind == "numeric" else "text"
