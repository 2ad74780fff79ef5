"""Results in OCIL documents to the model (ocil-2.0.xsd, ResultsType)."""

from scapkit.model.ocil_results import ANSWERED, ArtifactResult, Came, OcilResults, QuestionResult, System, User
from scapkit.xmlio.parse import Element, local_name, text_of
from scapkit.xmlio.read.ocil_shared import O, child, notes_of, texts_of


def read_results(element: Element) -> OcilResults:
    """What an evaluation left in a document."""
    return OcilResults(
        _came(child(element, "questionnaire_results"), "questionnaire_ref"),
        _came(child(element, "test_action_results"), "test_action_ref"),
        tuple(map(_question, child(element, "question_results").iterfind("*"))),
        _artifacts(element),
        tuple(map(_target, child(element, "targets").iterfind("*"))),
        text_of(element.find(f"{O}title")),
        element.get("start_time", ""),
        element.get("end_time", ""),
    )


def _came(section: Element, reference: str) -> tuple[Came, ...]:
    return tuple(
        Came(each.get(reference, ""), each.get("result", ""), _artifacts(each)) for each in section.iterfind("*")
    )


def _question(element: Element) -> QuestionResult:
    answer = child(element, "answer")
    kind = local_name(element).removesuffix("_question_result")
    given = answer.get("choice_ref", "") if kind == "choice" else answer.text or ""
    return QuestionResult(element.get("question_ref", ""), kind, element.get("response", ANSWERED), given)


def _artifacts(element: Element) -> tuple[ArtifactResult, ...]:
    return tuple(map(_artifact, child(element, "artifact_results").iterfind(f"{O}artifact_result")))


def _artifact(element: Element) -> ArtifactResult:
    values = (each for each in element if local_name(each).endswith("_artifact_value"))
    value = next(values, child(element, "text_artifact_value"))
    kind = local_name(value).removesuffix("_artifact_value")
    data = child(value, "reference").get("href", "") if kind == "reference" else child(value, "data").text or ""
    return ArtifactResult(
        element.get("artifact_ref", ""),
        element.get("timestamp", ""),
        kind,
        data,
        text_of(element.find(f"{O}provider")),
        read_user(child(element, "submitter")),
        value.get("mime_type", ""),
    )


def read_user(element: Element) -> User:
    """A person (UserType)."""
    organizations, positions, emails = (texts_of(element, name) for name in ("organization", "position", "email"))
    return User(text_of(element.find(f"{O}name")), organizations, positions, emails, notes_of(element))


def _target(element: Element) -> User | System:
    if local_name(element) == "user":
        return read_user(element)
    return System(
        text_of(element.find(f"{O}name")),
        text_of(element.find(f"{O}organization")),
        texts_of(element, "ipaddress"),
        text_of(element.find(f"{O}description")),
        notes_of(element),
    )
