"""Documents and answers put together at random: whatever leads where, there is a result, and it is valid."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from scapkit.model.ocil import (
    ActionRef,
    Artifact,
    ArtifactRef,
    Bound,
    Choice,
    Handler,
    Ocil,
    Pattern,
    Question,
    QuestionAction,
    Questionnaire,
    Range,
    Setting,
    Variable,
)
from scapkit.model.ocil_results import OcilResult
from scapkit.ocil.interview import Interview
from scapkit.ocil.replies import EXCEPTIONAL, Reply
from scapkit.xmlio.emit import to_bytes
from scapkit.xmlio.parse import parse
from scapkit.xmlio.read.ocil import read_ocil
from scapkit.xmlio.write.ocil import write_ocil

KINDS = ("boolean", "choice", "numeric", "string")
NUMBERS = st.sampled_from(["-1", "0", "2.5", "3", "1000000"])
RESULTS = tuple(each.value for each in OcilResult)


def oid(name: object, kind: str) -> str:
    return f"ocil:t-{name}:{kind}:1"


def parts(count: int) -> "st.SearchStrategy[ActionRef]":
    """References to any part, also to those that come later or are the part itself."""
    names = [oid(n, "testaction") for n in range(count)] + [oid(n, "questionnaire") for n in range(2)]
    return st.builds(ActionRef, st.sampled_from(names), st.booleans())


@st.composite
def handlers(draw: st.DrawFn, kind: str, count: int) -> tuple[Handler, ...]:
    """Handlers of a kind, the exceptional ones first, as the schema wants them."""
    then = st.one_of(st.sampled_from(RESULTS), parts(count))
    papers = st.sampled_from([(), (), (ArtifactRef(oid("a", "artifact"), True),)])
    variable = st.sampled_from(["", "", oid("n", "variable"), oid("l", "variable")])
    bound = st.one_of(st.none(), st.builds(Bound, NUMBERS, st.booleans(), variable))
    own = {
        "boolean": [Handler("when_true", ""), Handler("when_false", "")],
        "choice": [Handler("when_choice", "", (oid("x", "choice"),))],
        "numeric": [
            Handler("when_equals", "", (draw(NUMBERS),), var_ref=draw(variable)),
            Handler("when_range", "", ranges=(Range(draw(bound), draw(bound)),)),
        ],
        "string": [Handler("when_pattern", "", patterns=(Pattern(draw(st.sampled_from(["^a", "(", "b$", ""]))),))],
    }
    words = ("unknown", "not_tested", "not_applicable", "error")
    exceptional = [Handler(f"when_{word}", "") for word in words if draw(st.booleans())]
    return tuple(each._replace(then=draw(then), artifacts=draw(papers)) for each in (*exceptional, *own[kind]))


@st.composite
def documents(draw: st.DrawFn) -> Ocil:
    """A document that is valid, but may lead anywhere."""
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=5))
    choices = (Choice(oid("x", "choice"), "X"), Choice(oid("y", "choice"), "Y"))
    questions = tuple(Question(oid(n, "question"), (("?",),), kind) for n, kind in enumerate(kinds))
    asked = draw(st.sampled_from(questions))
    named = next((n for n, each in enumerate(kinds) if each == "choice"), -1)
    operator = st.sampled_from(["AND", "OR"])
    refs = st.lists(parts(len(kinds)), min_size=1, max_size=4).map(tuple)
    setting = st.sampled_from([(), (Setting("when_pattern", "2", "a"), Setting("when_range", "3", "0", "9"))])
    return Ocil(
        tuple(
            Questionnaire(oid(n, "questionnaire"), "q", draw(refs), "", draw(operator), draw(st.booleans()))
            for n in range(2)
        ),
        tuple(
            QuestionAction(oid(n, "testaction"), oid(n, "question"), draw(handlers(kind, len(kinds))), kind)
            for n, kind in enumerate(kinds)
        ),
        tuple(each._replace(choices=choices if n == named else ()) for n, each in enumerate(questions)),
        timestamp="2026-01-02T03:04:05",
        artifacts=(Artifact(oid("a", "artifact"), "a", "a"),),
        variables=(
            Variable(oid("n", "variable"), "NUMERIC", "external"),
            Variable(oid("l", "variable"), "NUMERIC", "local", "", asked.id, draw(setting)),
        ),
    )


ANSWERS = st.sampled_from(["yes", "no", "3", "0.5", "a", "b", "", oid("x", "choice"), "Y"])
REPLIES = st.one_of(
    st.builds(
        lambda text, papers: Reply(answer=text, artifacts=papers),
        ANSWERS,
        st.sampled_from([(), (oid("a", "artifact"),)]),
    ),
    st.sampled_from([Reply(each) for each in EXCEPTIONAL]),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), st.dictionaries(st.integers(0, 4), REPLIES), st.booleans())
def test_every_document_comes_to_a_result_that_says_why_it_is_open(
    document: Ocil, given_replies: dict[int, Reply], is_handed_in: bool
) -> None:
    replies = {oid(n, "question"): each for n, each in given_replies.items()}
    external = {oid("n", "variable"): "2.5"} if is_handed_in else {}
    interview = Interview(document, replies, external)
    for each in document.questionnaires:
        outcome = interview.outcome(each.id)
        assert outcome.result in RESULTS
        closed = outcome.result in (OcilResult.PASS, OcilResult.FAIL, OcilResult.NOT_APPLICABLE)
        assert closed or outcome.reasons or outcome.unanswered
    known = {each.id for each in document.questions if each.id not in replies}
    asked = {name for each in document.questionnaires for name in interview.outcome(each.id).unanswered}
    assert asked <= known
    judged = document._replace(results=interview.results())
    assert read_ocil(parse(to_bytes(write_ocil(judged)), "x"), "x") == judged


def test_results_of_random_documents_are_valid(schemas: Path) -> None:
    schema = etree.XMLSchema(etree.parse(str(schemas / "ocil/2.0/ocil-2.0.xsd")))

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(documents(), st.dictionaries(st.integers(0, 4), REPLIES))
    def check(document: Ocil, given_replies: dict[int, Reply]) -> None:
        usable = document._replace(
            questions=tuple(
                each._replace(choices=each.choices or (Choice(oid(f"c{n}", "choice"), "C"),))
                if each.kind == "choice"
                else each
                for n, each in enumerate(document.questions)
            )
        )
        interview = Interview(usable, {oid(n, "question"): each for n, each in given_replies.items()})
        for each in usable.questionnaires:
            interview.outcome(each.id)
        root = parse(to_bytes(write_ocil(usable._replace(results=interview.results()))), "x")
        assert schema.validate(root), schema.error_log

    check()
