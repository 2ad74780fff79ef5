"""What the page shows of a question besides its answer."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from scapkit.api.asking.answers_text import wanted
from scapkit.api.asking.dialogue import artifacts_of
from scapkit.api.asking.session import Questions
from scapkit.api.asking.topics import Topic
from scapkit.model.ocil import Question, Step
from scapkit.model.ocil_results import OcilResult
from scapkit.ocil.replies import Reply
from scapkit.ocil.structure import Structure
from scapkit.ocil.tables import combined
from scapkit.report.contents.rules import Library, rule_text
from scapkit.report.guides.guide_rules import severity
from scapkit.report.views.shown import RuleText
from scapkit.report.writing.prose import wording
from scapkit.xccdf.make_policy import make_policy

COMMAND = re.compile(r"\s*[$#] (?=\S)")
FULL = 70
MEANS = {OcilResult.PASS: "passes", OcilResult.FAIL: "fails"}


class Piece(NamedTuple):
    """A paragraph of a question, or the commands that it says to run."""

    text: str
    is_command: bool = False


class Option(NamedTuple):
    """An answer to choose; `means` is what the questionnaire comes to by it, where that is clear."""

    value: str
    text: str
    means: str = ""


class Card(NamedTuple):
    """A question with the rule that asks it; `also` are further rules that do, `ask` is what it ends with."""

    key: str
    topic: Topic
    question: Question
    rule: RuleText
    severity: str
    also: tuple[str, ...]
    pieces: tuple[Piece, ...]
    ask: str
    wanted: str
    options: tuple[Option, ...]
    steps: tuple[Step, ...]
    steps_title: str
    artifacts: tuple[tuple[str, str], ...]
    found: tuple[str, ...]


def cards(questions: Questions) -> tuple[Card, ...]:
    """A card for each question, where it is asked first."""
    by_id: dict[str, list[tuple[Topic, Question]]] = {}
    for topic in questions.topics:
        for question in topic.questions:
            by_id.setdefault(question.id, []).append((topic, question))
    rules = _rules(questions)
    documents = {id(each.document): each.document for each in questions.topics}
    structures = {name: Structure(each) for name, each in documents.items()}
    return tuple(
        _card(f"q{number}", each, rules, questions.found, structures[id(each[0][0].document)])
        for number, each in enumerate(by_id.values(), 1)
    )


def _rules(questions: Questions) -> dict[str, tuple[RuleText, str]]:
    """The words of the rules with their severities, as their policies put them."""
    found: dict[str, tuple[RuleText, str]] = {}
    for policy in {id(each.policy): each.policy for each in questions.topics}.values():
        whole = make_policy(questions.content.benchmark, policy.profile)
        library = Library(wording(whole), {})
        asking = {each.rule_id for each in questions.topics if each.policy is policy}
        found |= {each.id: (rule_text(each, library), severity(each)) for each in whole.rules if each.id in asking}
    return found


def _card(
    key: str,
    asked: list[tuple[Topic, Question]],
    rules: dict[str, tuple[RuleText, str]],
    found: Mapping[str, tuple[str, ...]],
    structure: Structure,
) -> Card:
    topic, question = asked[0]
    text, level = rules[topic.rule_id]
    *pieces, last = pieces_of(topic.text(question, {}, structure)) or (Piece("?"),)
    if last.is_command:
        pieces, last = [*pieces, last], Piece(topic.title)
    return Card(
        key,
        topic,
        question,
        text,
        level,
        tuple(dict.fromkeys(each.title for each, _ in asked[1:] if each.rule_id != topic.rule_id)),
        tuple(pieces),
        last.text,
        wanted(topic, question),
        tuple(_options(topic, question, structure)),
        question.instructions.steps if question.instructions else (),
        question.instructions.title if question.instructions else "",
        tuple(artifacts_of(topic, question).items()),
        found.get(topic.rule_id, ()),
    )


def pieces_of(text: str) -> list[Piece]:
    """The paragraphs and commands of a question; lines that were only broken to fit are joined again."""
    found: list[Piece] = []
    before = ""
    for line in text.expandtabs().splitlines():
        is_command = COMMAND.match(line) is not None
        shown = COMMAND.sub("", line, count=1) if is_command else line.strip()
        goes_on = bool(found and before.strip() and shown) and found[-1].is_command is is_command
        if goes_on:
            joint = " " if not is_command and len(before) > FULL else "\n"
            found[-1] = Piece(f"{found[-1].text}{joint}{shown}", is_command)
        elif shown:
            found.append(Piece(shown, is_command))
        before = line
    return found


def _options(topic: Topic, question: Question, structure: Structure) -> Iterator[Option]:
    """What can be chosen, and what follows from it."""
    if question.kind == "boolean":
        words = ("true", "false") if question.model == "MODEL_TRUE_FALSE" else ("yes", "no")
        choices = [(each, each.capitalize()) for each in words]
    else:
        choices = [(each.id, each.text or each.id) for each in topic.choices(question)]
    for value, text in choices:
        interview = topic.interview({question.id: Reply(answer=value)}, structure)
        came = combined("AND", [interview.outcome(name).result for name in topic.names])
        yield Option(value, text, MEANS.get(came, ""))
