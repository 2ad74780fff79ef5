"""OCIL 2.0 questionnaires (NIST IR 7692)."""

from typing import NamedTuple


class BooleanQuestion(NamedTuple):
    """A question with two answers; model is MODEL_YES_NO or MODEL_TRUE_FALSE."""

    id: str
    text: str
    model: str = "MODEL_YES_NO"


class BooleanAction(NamedTuple):
    """What each answer to a boolean question means: PASS, FAIL, ERROR, UNKNOWN, NOT_TESTED or NOT_APPLICABLE."""

    id: str
    question_ref: str
    when_true: str = "PASS"
    when_false: str = "FAIL"


class Questionnaire(NamedTuple):
    """Actions joined by an operator, AND or OR."""

    id: str
    title: str
    action_refs: tuple[str, ...]
    description: str = ""
    operator: str = "AND"
    negate: bool = False


class Ocil(NamedTuple):
    """A questionnaire document."""

    questionnaires: tuple[Questionnaire, ...]
    actions: tuple[BooleanAction, ...]
    questions: tuple[BooleanQuestion, ...]
    product_name: str = ""
    product_version: str = ""
    schema_version: str = "2.0"
    timestamp: str = ""
