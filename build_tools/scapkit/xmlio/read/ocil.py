"""OCIL 2.0 documents to the model (NIST IR 7692); questions that are not boolean keep their text only."""

from scapkit.model.ocil import BooleanAction, BooleanQuestion, Ocil, Questionnaire
from scapkit.names import OCIL
from scapkit.problem import invalid
from scapkit.xmlio.parse import Element, boolean, line_of, local_name, text_of

O = f"{{{OCIL}}}"  # noqa: E741


def read_ocil(root: Element, file: str) -> Ocil:
    """The document under an ocil element; raises Invalid for another root."""
    if root.tag != f"{O}ocil":
        raise invalid(file, "not-ocil", f"expected ocil, found {local_name(root)}", line=line_of(root))
    generator = root.find(f"{O}generator")
    facts = {} if generator is None else {local_name(child): text_of(child) for child in generator}
    return Ocil(
        tuple(_questionnaire(each) for each in root.iterfind(f"{O}questionnaires/{O}questionnaire")),
        tuple(_action(each) for each in root.iterfind(f"{O}test_actions/{O}boolean_question_test_action")),
        tuple(_question(each) for each in root.iterfind(f"{O}questions/*")),
        facts.get("product_name", ""),
        facts.get("product_version", ""),
        facts.get("schema_version", "2.0"),
        facts.get("timestamp", ""),
    )


def _questionnaire(element: Element) -> Questionnaire:
    actions = element.find(f"{O}actions")
    found = element if actions is None else actions
    return Questionnaire(
        element.get("id", ""),
        text_of(element.find(f"{O}title")),
        tuple(text_of(each) for each in found.iterfind(f"{O}test_action_ref")),
        text_of(element.find(f"{O}description")),
        found.get("operation", "AND"),
        boolean(found.get("negate")),
    )


def _action(element: Element) -> BooleanAction:
    def result(name: str) -> str:
        return text_of(element.find(f"{O}{name}/{O}result"))

    return BooleanAction(
        element.get("id", ""), element.get("question_ref", ""), result("when_true"), result("when_false")
    )


def _question(element: Element) -> BooleanQuestion:
    texts = "\n".join(text_of(each) for each in element.iterfind(f"{O}question_text"))
    return BooleanQuestion(element.get("id", ""), texts, element.get("model", "MODEL_YES_NO"))
