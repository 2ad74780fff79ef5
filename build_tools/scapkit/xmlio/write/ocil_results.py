"""Results in OCIL documents from the model (ocil-2.0.xsd, ResultsType)."""

from collections.abc import Iterable

from scapkit.model.ocil_results import ANSWERED, ArtifactResult, Came, OcilResults, QuestionResult, System, User
from scapkit.names import OCIL, XSI
from scapkit.xmlio.emit import add
from scapkit.xmlio.serialise import Element
from scapkit.xmlio.write.ocil_shared import add_texts


def write_results(parent: Element, results: OcilResults) -> None:
    """The results element; sections that would be empty are left out."""
    element = add(parent, OCIL, "results")
    for name, time in (("start_time", results.start_time), ("end_time", results.end_time)):
        if time:
            element.set(name, time)
    if results.title:
        add(element, OCIL, "title", results.title)
    _came(element, "questionnaire", results.questionnaires)
    _came(element, "test_action", results.actions)
    if results.questions:
        section = add(element, OCIL, "question_results")
        for each in results.questions:
            _question(section, each)
    _artifacts(element, results.artifacts)
    if results.targets:
        section = add(element, OCIL, "targets")
        for target in results.targets:
            _target(section, target)


def _came(parent: Element, kind: str, found: Iterable[Came]) -> None:
    section = None
    for each in found:
        section = section or add(parent, OCIL, f"{kind}_results")
        child = add(section, OCIL, f"{kind}_result")
        child.attrib.update({f"{kind}_ref": each.id, "result": each.result})
        _artifacts(child, each.artifacts)


def _question(parent: Element, result: QuestionResult) -> None:
    """A question's response; an exceptional one has no answer, which the schema says with xsi:nil."""
    child = add(parent, OCIL, f"{result.kind}_question_result")
    child.attrib.update({"question_ref": result.question_ref, "response": result.response})
    if result.response != ANSWERED:
        add(child, OCIL, "answer").set(f"{{{XSI}}}nil", "true")
    elif result.kind == "choice":
        add(child, OCIL, "answer").set("choice_ref", result.answer)
    else:
        add(child, OCIL, "answer", result.answer)


def _artifacts(parent: Element, found: Iterable[ArtifactResult]) -> None:
    section = None
    for each in found:
        section = section or add(parent, OCIL, "artifact_results")
        child = add(section, OCIL, "artifact_result")
        child.attrib.update({"artifact_ref": each.artifact_ref, "timestamp": each.timestamp})
        value = add(child, OCIL, f"{each.kind}_artifact_value")
        if each.kind == "reference":
            add(value, OCIL, "reference", href=each.data)
        else:
            value.set("mime_type", each.mime_type)
            add(value, OCIL, "data", each.data)
        add(child, OCIL, "provider", each.provider)
        write_user(child, "submitter", each.submitter)


def write_user(parent: Element, name: str, user: User) -> None:
    """A person (UserType) as an element of a name."""
    child = add(parent, OCIL, name)
    add_texts(child, "notes", user.notes)
    add(child, OCIL, "name", user.name)
    for kind, texts in (("organization", user.organizations), ("position", user.positions), ("email", user.emails)):
        add_texts(child, kind, texts)


def _target(parent: Element, target: User | System) -> None:
    if isinstance(target, User):
        write_user(parent, "user", target)
        return
    child = add(parent, OCIL, "system")
    add_texts(child, "notes", target.notes)
    add(child, OCIL, "name", target.name)
    if target.organization:
        add(child, OCIL, "organization", target.organization)
    add_texts(child, "ipaddress", target.addresses)
    if target.description:
        add(child, OCIL, "description", target.description)
