"""OCIL 2.0 questionnaires (NIST IR 7692; ocil-2.0.xsd)."""

from typing import NamedTuple

from scapkit.model.ocil_results import OcilResults, User


class Sub(NamedTuple):
    """A place in a question's text where a variable's value stands."""

    var_ref: str


class Link(NamedTuple):
    """A reference to something outside of the document."""

    text: str
    href: str = ""


class Step(NamedTuple):
    """What to do to find an answer, and the steps that it takes."""

    description: str = ""
    links: tuple[Link, ...] = ()
    steps: tuple["Step", ...] = ()
    is_done: bool = False
    is_required: bool = True


class Instructions(NamedTuple):
    """How to find an answer."""

    title: str
    steps: tuple[Step, ...]


class Choice(NamedTuple):
    """One of the answers to a choice question; its text may come from a variable."""

    id: str
    text: str = ""
    var_ref: str = ""


class ChoiceGroup(NamedTuple):
    """Choices that several questions share."""

    id: str
    choices: tuple[Choice, ...]


class Question(NamedTuple):
    """A question; kind is boolean, choice, numeric or string.

    `texts` are its paragraphs. `choices` are those of a choice question, a str being the id of a group of them. `model`
    is how a boolean one is answered: MODEL_YES_NO or MODEL_TRUE_FALSE. `default` is a suggestion to who answers, None
    where there is none.
    """

    id: str
    texts: tuple[tuple[str | Sub, ...], ...]
    kind: str = "boolean"
    model: str = "MODEL_YES_NO"
    default: str | None = None
    choices: tuple[Choice | str, ...] = ()
    instructions: Instructions | None = None
    notes: tuple[str, ...] = ()
    revision: str = "0"

    @property
    def text(self) -> str:
        """The whole text, variables by their ids in brackets."""
        return "\n".join(
            "".join(each if isinstance(each, str) else f"[{each.var_ref}]" for each in parts).strip()
            for parts in self.texts
        )

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables that stand in the text."""
        return tuple(each.var_ref for parts in self.texts for each in parts if isinstance(each, Sub))


class ActionRef(NamedTuple):
    """A test action or questionnaire by its id; negate changes PASS to FAIL and FAIL to PASS."""

    id: str
    negate: bool = False


class ArtifactRef(NamedTuple):
    """Evidence that is asked for where a handler applies."""

    id: str
    required: bool = False


class Pattern(NamedTuple):
    """A Perl-compatible regular expression; a variable's value stands in its place."""

    text: str
    var_ref: str = ""


class Bound(NamedTuple):
    """An end of a range; a variable's value stands in its place."""

    value: str
    inclusive: bool = True
    var_ref: str = ""


class Range(NamedTuple):
    """Numbers between two bounds; without a bound there is no limit on that side."""

    low: Bound | None = None
    high: Bound | None = None


class Handler(NamedTuple):
    """What follows from an answer: a result, or the test action to go on with.

    `name` is the element's: when_true, when_false, when_choice (`values` are choices' ids), when_equals (`values` are
    numbers, or the variable's), when_range, when_pattern, and when_unknown, when_not_tested, when_not_applicable and
    when_error for responses that are no answer.
    """

    name: str
    then: str | ActionRef
    values: tuple[str, ...] = ()
    ranges: tuple[Range, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    var_ref: str = ""
    artifacts: tuple[ArtifactRef, ...] = ()


class QuestionAction(NamedTuple):
    """What to do with the answer to one question, by the first handler that applies; kind as the question's."""

    id: str
    question_ref: str
    handlers: tuple[Handler, ...]
    kind: str = "boolean"
    title: str = ""
    notes: tuple[str, ...] = ()
    revision: str = "0"


class Questionnaire(NamedTuple):
    """Actions joined by an operator, AND or OR; child_only ones are judged as parts of others only."""

    id: str
    title: str
    action_refs: tuple[ActionRef, ...]
    description: str = ""
    operator: str = "AND"
    negate: bool = False
    child_only: bool = False
    links: tuple[Link, ...] = ()
    notes: tuple[str, ...] = ()
    revision: str = "0"


class Artifact(NamedTuple):
    """Evidence that supports an answer; of a persistent one a copy must be kept."""

    id: str
    title: str
    description: str
    persistent: bool = True
    notes: tuple[str, ...] = ()
    revision: str = "0"


class Setting(NamedTuple):
    """The value of a local variable where an answer is as told.

    `name` is when_boolean (`match`: true or false), when_choice (a choice's id), when_pattern, or when_range (`match`
    to `high`, both inclusive).
    """

    name: str
    value: str
    match: str = ""
    high: str = ""


class Variable(NamedTuple):
    """A value of datatype TEXT or NUMERIC; kind is constant (`value`), external, or local (from an answer)."""

    id: str
    datatype: str
    kind: str
    value: str = ""
    question_ref: str = ""
    settings: tuple[Setting, ...] = ()
    description: str = ""
    notes: tuple[str, ...] = ()
    revision: str = "0"


class DocumentFacts(NamedTuple):
    """What a document says of itself."""

    title: str
    descriptions: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


class Ocil(NamedTuple):
    """A questionnaire document."""

    questionnaires: tuple[Questionnaire, ...]
    actions: tuple[QuestionAction, ...]
    questions: tuple[Question, ...]
    product_name: str = ""
    product_version: str = ""
    schema_version: str = "2.0"
    timestamp: str = ""
    authors: tuple[User, ...] = ()
    facts: DocumentFacts | None = None
    groups: tuple[ChoiceGroup, ...] = ()
    artifacts: tuple[Artifact, ...] = ()
    variables: tuple[Variable, ...] = ()
    results: OcilResults | None = None
