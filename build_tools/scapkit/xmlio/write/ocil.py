"""OCIL 2.0 documents from the model (NIST IR 7692; ocil-2.0.xsd)."""

from collections.abc import Mapping

from scapkit.memo import Memo
from scapkit.model.ocil import Artifact, DocumentFacts, Ocil, Questionnaire, Setting, Variable
from scapkit.names import OCIL
from scapkit.xmlio.emit import add, root
from scapkit.xmlio.pieces import Pieces, Place, Write, at_once
from scapkit.xmlio.serialise import Element
from scapkit.xmlio.write.ocil_actions import write_action, write_ref
from scapkit.xmlio.write.ocil_questions import write_group, write_links, write_question
from scapkit.xmlio.write.ocil_results import write_results, write_user
from scapkit.xmlio.write.ocil_shared import add_item, add_texts


def ocil_document(document: Ocil, owners: Mapping[str, str], memo: Memo) -> bytes:
    """The whole document, its entries as `memo` knows them; `owners` maps an entry's id to its owner."""
    pieces = Pieces({"ocil": OCIL}, memo, lambda thing: owners.get(thing.id, ""))
    return pieces.document(write_ocil(document, pieces.place))


def write_ocil(document: Ocil, place: Place = at_once) -> Element:
    """The ocil element; `place` has its entries made."""
    element = root(OCIL, "ocil", ("ocil",))
    _generator(add(element, OCIL, "generator"), document)
    if document.facts is not None:
        _facts(add(element, OCIL, "document"), document.facts)
    sections: tuple[tuple[str, tuple[tuple[tuple[object, ...], Write], ...]], ...] = (
        ("questionnaires", ((document.questionnaires, _questionnaire),)),
        ("test_actions", ((document.actions, write_action),)),
        ("questions", ((document.questions, write_question), (document.groups, write_group))),
        ("artifacts", ((document.artifacts, _artifact),)),
        ("variables", ((document.variables, _variable),)),
    )
    for name, parts in sections:
        if name not in ("artifacts", "variables") or any(things for things, _ in parts):
            section = add(element, OCIL, name)
            for things, write in parts:
                for thing in things:
                    place(section, thing, write)
    if document.results is not None:
        write_results(element, document.results)
    return element


def _generator(parent: Element, document: Ocil) -> None:
    for name in ("product_name", "product_version"):
        if getattr(document, name):
            add(parent, OCIL, name, getattr(document, name))
    for author in document.authors:
        write_user(parent, "author", author)
    for name in ("schema_version", "timestamp"):
        if getattr(document, name):
            add(parent, OCIL, name, getattr(document, name))


def _facts(parent: Element, facts: DocumentFacts) -> None:
    add(parent, OCIL, "title", facts.title)
    add_texts(parent, "description", facts.descriptions)
    add_texts(parent, "notice", facts.notices)


def _questionnaire(parent: Element, questionnaire: Questionnaire) -> None:
    child = add_item(parent, "questionnaire", questionnaire, id=questionnaire.id)
    if questionnaire.child_only:
        child.set("child_only", "true")
    if questionnaire.title:
        add(child, OCIL, "title", questionnaire.title)
    if questionnaire.description:
        add(child, OCIL, "description", questionnaire.description)
    if questionnaire.links:
        write_links(add(child, OCIL, "references"), questionnaire.links)
    actions = add(child, OCIL, "actions", operation=questionnaire.operator)
    if questionnaire.negate:
        actions.set("negate", "true")
    for reference in questionnaire.action_refs:
        write_ref(actions, reference)


def _artifact(parent: Element, artifact: Artifact) -> None:
    child = add_item(parent, "artifact", artifact, id=artifact.id)
    if not artifact.persistent:
        child.set("persistent", "false")
    add(child, OCIL, "title", artifact.title)
    add(child, OCIL, "description", artifact.description)


def _variable(parent: Element, variable: Variable) -> None:
    child = add_item(parent, f"{variable.kind}_variable", variable, id=variable.id)
    child.set("datatype", variable.datatype)
    if variable.kind == "local":
        child.set("question_ref", variable.question_ref)
    if variable.description:
        add(child, OCIL, "description", variable.description)
    if variable.kind == "constant":
        add(child, OCIL, "value", variable.value)
    if variable.settings:
        among = add(child, OCIL, "set")
        for setting in variable.settings:
            _setting(among, setting)


def _setting(parent: Element, setting: Setting) -> None:
    child = add(parent, OCIL, setting.name)
    attribute = {"when_boolean": "value", "when_choice": "choice_ref", "when_pattern": "pattern", "when_range": "min"}
    if setting.name in attribute:
        child.set(attribute[setting.name], setting.match)
    if setting.name == "when_range":
        child.set("max", setting.high)
    add(child, OCIL, "value", setting.value)
