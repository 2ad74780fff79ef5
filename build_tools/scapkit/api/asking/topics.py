"""What a profile asks people: its rules' questions, one after the other as answers lead to them."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from scapkit.api.asking.answering import SYSTEMS, asked_by
from scapkit.api.contents.guides import with_values
from scapkit.evaluate.sessions import bound
from scapkit.model.ocil import Choice, Ocil, Question, Sub
from scapkit.model.xccdf import Check, Rule
from scapkit.names import short_id
from scapkit.ocil.counting import Asked
from scapkit.ocil.interview import Interview
from scapkit.ocil.parts import questions_below
from scapkit.ocil.replies import Reply, choices_of
from scapkit.ocil.structure import Structure
from scapkit.ocil.variables import Undetermined, Variables
from scapkit.report.console.outline import plain
from scapkit.report.contents.scope import checks_of
from scapkit.xccdf.policy import Policy
from scapkit.xmlio.content import Content


class Topic(NamedTuple):
    """A check of a rule that asks people: questionnaires of a document, with the values that are handed in."""

    rule_id: str
    title: str
    document: Ocil
    names: tuple[str, ...]
    external: Mapping[str, str]
    questions: tuple[Question, ...]
    policy: Policy

    @property
    def asked(self) -> tuple[Asked, ...]:
        """The questions, as answers are counted by."""
        return tuple(Asked(self.rule_id, each, self.document) for each in self.questions)

    def open_question(self, replies: Mapping[str, Reply], skipped: Collection[str]) -> Question | None:
        """The first question whose answer would tell more, of those that were not skipped."""
        interview = self.interview(replies)
        names = (name for each in self.names for name in interview.outcome(each).unanswered)
        wanted = next((name for name in names if name not in skipped), "")
        return next((each for each in self.questions if each.id == wanted), None)

    def interview(self, replies: Mapping[str, Reply], structure: Structure | None = None) -> Interview:
        """The questionnaires with the replies so far; `structure` is what another knows of the document."""
        return Interview(self.document, replies, self.external, structure)

    def text(self, question: Question, replies: Mapping[str, Reply], structure: Structure | None = None) -> str:
        """A question's text, the values of variables in it as far as they are known."""
        variables = self.interview(replies, structure).variables

        def value(part: str | Sub) -> str:
            return part if isinstance(part, str) else _value(variables, part.var_ref)

        text = "\n".join("".join(map(value, parts)).strip() for parts in question.texts)
        return with_values({"": text}, self.policy)[""]

    def choices(self, question: Question) -> tuple[Choice, ...]:
        """The choices of a question, those of groups in their place, and texts of variables put in."""
        variables = self.interview({}).variables
        return tuple(
            each._replace(text=_value(variables, each.var_ref)) if each.var_ref and not each.text else each
            for each in choices_of(self.document, question)
        )


def _value(variables: Variables, name: str) -> str:
    """A variable's value, or its name in brackets where it is not known."""
    try:
        return variables.value(name)
    except Undetermined:
        return f"[{name}]"


def topics(content: Content, policy: Policy, every: bool = False) -> tuple[Topic, ...]:
    """The checks of a policy's selected rules that ask people, where no data decides alone; or `every` one."""
    below: dict[str, Callable[[str], tuple[Question, ...]]] = {}
    found = []
    for rule in policy.rules:
        checks = tuple(checks_of(rule))
        is_manual = rule.complex_check is not None or all(each.system in SYSTEMS for each in checks)
        if rule.id in policy.selected and (every or is_manual):
            asking = (each for each in checks if each.system in SYSTEMS)
            found += [topic for check in asking for topic in _topic(content, policy, rule, check, below)]
    return tuple(found)


def _topic(
    content: Content,
    policy: Policy,
    rule: Rule,
    check: Check,
    below: dict[str, Callable[[str], tuple[Question, ...]]],
) -> Iterator[Topic]:
    """The topic of the first content of a check that can be found."""
    for ref in check.contents:
        document = content.ocil(ref.href)
        if document is None:
            continue
        if ref.href not in below:
            below[ref.href] = questions_below(document)
        tops = tuple(each.id for each in document.questionnaires if not each.child_only)
        names = (ref.name,) if ref.name else tops
        questions = {each.id: each for name in names for each in below[ref.href](name)}
        if questions:
            values = bound(check.exports, policy.contents)
            external = {name: each[0] for name, each in values.items() if len(each) == 1}
            title = plain(rule.titles) or short_id(rule.id)
            yield Topic(rule.id, title, document, names, external, tuple(questions.values()), policy)
            return


def all_asked(content: Content) -> tuple[Asked, ...]:
    """Every question of the content, whatever the profile: an answer to another profile's question is no orphan."""
    return tuple(asked_by(content))
