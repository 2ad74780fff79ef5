"""OCIL's test actions to the model (ocil-2.0.xsd, QuestionTestActionType)."""

from scapkit.model.ocil import ActionRef, ArtifactRef, Bound, Handler, Pattern, QuestionAction, Range
from scapkit.xmlio.parse import Element, boolean, local_name, text_of
from scapkit.xmlio.read.ocil_shared import O, notes_of, texts_of


def read_action(element: Element, kind: str) -> QuestionAction:
    """A question_test_action of a kind."""
    return QuestionAction(
        element.get("id", ""),
        element.get("question_ref", ""),
        tuple(_handler(each) for each in element if local_name(each).startswith("when_")),
        kind,
        text_of(element.find(f"{O}title")),
        notes_of(element),
        element.get("revision", "0"),
    )


def read_refs(element: Element) -> tuple[ActionRef, ...]:
    """The references to test actions under an element."""
    return tuple(
        ActionRef(text_of(each), boolean(each.get("negate"))) for each in element.iterfind(f"{O}test_action_ref")
    )


def _handler(element: Element) -> Handler:
    refs = read_refs(element)
    return Handler(
        local_name(element),
        refs[0] if refs else text_of(element.find(f"{O}result")),
        (*texts_of(element, "choice_ref"), *texts_of(element, "value")),
        tuple(map(_range, element.iterfind(f"{O}range"))),
        tuple(Pattern(each.text or "", each.get("var_ref", "")) for each in element.iterfind(f"{O}pattern")),
        element.get("var_ref", ""),
        tuple(
            ArtifactRef(each.get("idref", ""), boolean(each.get("required")))
            for each in element.iterfind(f"{O}artifact_refs/{O}artifact_ref")
        ),
    )


def _range(element: Element) -> Range:
    return Range(_bound(element.find(f"{O}min")), _bound(element.find(f"{O}max")))


def _bound(element: Element | None) -> Bound | None:
    if element is None:
        return None
    return Bound(text_of(element), boolean(element.get("inclusive"), True), element.get("var_ref", ""))
