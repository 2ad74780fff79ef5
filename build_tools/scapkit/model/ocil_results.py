"""What came of OCIL questionnaires (NIST IR 7692; ocil-2.0.xsd, ResultsType)."""

from enum import StrEnum
from typing import NamedTuple


class OcilResult(StrEnum):
    """A result of a questionnaire or test action (ResultType)."""

    PASS = "PASS"
    FAIL = "FAIL"
    ERROR = "ERROR"
    UNKNOWN = "UNKNOWN"
    NOT_TESTED = "NOT_TESTED"
    NOT_APPLICABLE = "NOT_APPLICABLE"


ANSWERED = "ANSWERED"


class QuestionResult(NamedTuple):
    """The response to a question: ANSWERED with an answer (a choice's id), or one of the exceptional results."""

    question_ref: str
    kind: str
    response: str = ANSWERED
    answer: str = ""


class User(NamedTuple):
    """A person."""

    name: str
    organizations: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class System(NamedTuple):
    """A system that was judged."""

    name: str
    organization: str = ""
    addresses: tuple[str, ...] = ()
    description: str = ""
    notes: tuple[str, ...] = ()


class ArtifactResult(NamedTuple):
    """A piece of evidence that was handed in; kind is text, binary (`data` in base64) or reference (a URI)."""

    artifact_ref: str
    timestamp: str
    kind: str
    data: str
    provider: str
    submitter: User
    mime_type: str = ""


class Came(NamedTuple):
    """What a questionnaire or test action came to."""

    id: str
    result: str
    artifacts: tuple[ArtifactResult, ...] = ()


class OcilResults(NamedTuple):
    """All that judging questionnaires of one document gave; times are RFC 3339."""

    questionnaires: tuple[Came, ...] = ()
    actions: tuple[Came, ...] = ()
    questions: tuple[QuestionResult, ...] = ()
    artifacts: tuple[ArtifactResult, ...] = ()
    targets: tuple[User | System, ...] = ()
    title: str = ""
    start_time: str = ""
    end_time: str = ""
