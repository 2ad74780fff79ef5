"""A small benchmark whose rules ask people, with its documents, and evaluations of it with answers.

Rules: `plain` asks whether it is bad; `chosen` offers choices, and wants a paper for the bad one; `joined` needs data (which
fails) or an answer; `open` and `decided` have a check by data (unknown, fail) beside the question; `several` asks two
questions; `valued` compares a number with a Value of 3; `whole` and `many` refer to a document as a whole, `many` for a result from each questionnaire.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from scapkit.api.evaluating.judging import Judged, evaluate
from scapkit.api.evaluating.options import EvaluateOptions
from scapkit.model import oval as v
from scapkit.model.ocil import (
    ActionRef,
    Artifact,
    ArtifactRef,
    Bound,
    Choice,
    Handler,
    Ocil,
    Question,
    QuestionAction,
    Questionnaire,
    Range,
    Variable,
)
from scapkit.model.results import RuleResult
from scapkit.model.xccdf import Check, ComplexCheck, ContentRef, Export, Rule, Status, Value
from scapkit.names import OCIL_SYSTEM, OVAL_SYSTEM
from scapkit.xmlio.emit import to_bytes
from scapkit.xmlio.write.ocil import write_ocil
from scapkit.xmlio.write.oval import write_oval
from small_benchmark import rule, with_rules, written, xid

NOW = "2026-06-15T12:00:00Z"
BAD = (Handler("when_true", "FAIL"), Handler("when_false", "PASS"))
PAPER = "ocil:x-paper:artifact:1"


def oid(name: str, kind: str = "question") -> str:
    """An OCIL id of this content."""
    return f"ocil:x-{name}:{kind}:1"


def _asks(name: str, *questions: str) -> Questionnaire:
    refs = tuple(ActionRef(oid(each, "testaction")) for each in questions or (name,))
    return Questionnaire(oid(name, "questionnaire"), f"On {name}", refs)


def questions() -> Ocil:
    """The questions of all rules but `many`."""
    plain = ("plain", "joined", "open", "decided", "first", "second")
    paper = (ArtifactRef(PAPER, True),)
    choice = (
        Handler("when_choice", "PASS", (oid("good", "choice"),)),
        Handler("when_choice", "FAIL", (oid("bad", "choice"),), artifacts=paper),
    )
    enough = (
        Handler("when_range", "PASS", ranges=(Range(Bound("0", var_ref=oid("least", "variable"))),)),
        Handler("when_range", "FAIL", ranges=(Range(),)),
    )
    return Ocil(
        (*(_asks(each) for each in (*plain[:4], "chosen", "valued")), _asks("several", "first", "second")),
        (
            *(QuestionAction(oid(each, "testaction"), oid(each), BAD) for each in plain),
            QuestionAction(oid("chosen", "testaction"), oid("chosen"), choice, "choice"),
            QuestionAction(oid("valued", "testaction"), oid("valued"), enough, "numeric"),
        ),
        (
            *(Question(oid(each), ((f"Is {each} bad?",),)) for each in plain),
            Question(
                oid("chosen"),
                (("How is it?",),),
                "choice",
                choices=(Choice(oid("good", "choice"), "Good"), Choice(oid("bad", "choice"), "Bad")),
            ),
            Question(oid("valued"), (("How many?",),), "numeric"),
        ),
        timestamp="2026-01-02T03:04:05",
        artifacts=(Artifact(PAPER, "Paper", "Signed"),),
        variables=(Variable(oid("least", "variable"), "NUMERIC", "external"),),
    )


def _others() -> Ocil:
    return Ocil(
        (_asks("one"), _asks("two"), _asks("part")._replace(child_only=True)),
        tuple(QuestionAction(oid(each, "testaction"), oid(each), BAD) for each in ("one", "two", "part")),
        tuple(Question(oid(each), ((f"Is {each} bad?",),)) for each in ("one", "two", "part")),
        timestamp="2026-01-02T03:04:05",
    )


def _facts() -> v.OvalDefinitions:
    """Definitions 1, which is false, and 2, which is unknown."""
    kind = "independent:variable"
    ids = {name: f"oval:x:{name}:1" for name in ("tst", "obj", "ste", "var")}
    tests = (
        v.Test(ids["tst"], kind, object_ref=ids["obj"], state_refs=(ids["ste"],), comment="c"),
        v.Test("oval:x:tst:2", "independent:sql57", object_ref="oval:x:obj:2", comment="c"),
    )
    objects = (
        v.Object(ids["obj"], kind, (v.Entity("var_ref", ids["var"]),)),
        v.Object(
            "oval:x:obj:2",
            "independent:sql57",
            tuple(v.Entity(name, "sqlite") for name in ("engine", "version", "connection_string", "sql")),
        ),
    )
    definitions = tuple(
        v.Definition(
            f"oval:x:def:{n}", class_="compliance", criteria=v.Criteria(children=(v.Criterion(f"oval:x:tst:{n}"),))
        )
        for n in (1, 2)
    )
    return v.OvalDefinitions(
        v.Generator(timestamp="2026-01-02T03:04:05"),
        {each.id: each for each in definitions},
        {each.id: each for each in tests},
        {each.id: each for each in objects},
        {ids["ste"]: v.State(ids["ste"], kind, (v.Entity("value", "other"),))},
        {ids["var"]: v.Variable(ids["var"], "constant", values=("one",), comment="c")},
    )


def _ocil(name: str, **more: object) -> Check:
    return Check(OCIL_SYSTEM, (ContentRef("q-ocil.xml", oid(name, "questionnaire")),), **more)


def _oval(number: int) -> Check:
    return Check(OVAL_SYSTEM, (ContentRef("q-oval.xml", f"oval:x:def:{number}"),))


def rules() -> tuple[Rule, ...]:
    """The rules."""
    return (
        rule("plain", checks=(_ocil("plain"),)),
        rule("chosen", checks=(_ocil("chosen"),)),
        rule("joined", complex_check=ComplexCheck("OR", (_oval(1), _ocil("joined")))),
        rule("open", checks=(_oval(2), _ocil("open"))),
        rule("decided", checks=(_oval(1), _ocil("decided"))),
        rule("several", checks=(_ocil("several"),)),
        rule("valued", checks=(_ocil("valued", exports=(Export(xid("value", "least"), oid("least", "variable")),)),)),
        rule("whole", checks=(Check(OCIL_SYSTEM, (ContentRef("r-ocil.xml"),)),)),
        rule("many", checks=(Check(OCIL_SYSTEM, (ContentRef("r-ocil.xml"),), multi_check=True),)),
    )


def content(folder: Path) -> Path:
    """The benchmark and its documents in a folder."""
    (folder / "q-ocil.xml").write_bytes(to_bytes(write_ocil(questions())))
    (folder / "r-ocil.xml").write_bytes(to_bytes(write_ocil(_others())))
    (folder / "q-oval.xml").write_bytes(to_bytes(write_oval(_facts())))
    benchmark = with_rules(*rules())
    (profile,) = benchmark.profiles
    benchmark = benchmark._replace(profiles=(profile._replace(refinements=profile.refinements[:-2]),))
    least = Value(xid("value", "least"), type="number", values=(("", "3"),))
    return written(folder, benchmark._replace(status=(Status("draft"),), values=(*benchmark.values, least)))


def entry(name: str, answer: str, **more: Any) -> dict[str, Any]:
    """A good answer to a rule's question, or to the question of an OCIL id."""
    subject = "question" if name.startswith("ocil:") else "rule"
    return {subject: name, "answer": answer, "who": "Ann Lee <ann@example.org>", "when": "2026-06-01", **more}


def answers(folder: Path, entries: Iterable[Mapping[str, Any]]) -> Path:
    """An answers file with these entries; a value is written as it stands, a list of mappings as one."""
    lines = ["answers:"]
    for each in entries:
        for number, (key, value) in enumerate(each.items()):
            lines.append(f"{'  ' if number else '- '}{key}: {value}")
    path = folder / "answers.yml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def judge(folder: Path, *entries: Mapping[str, Any], now: str = NOW, **options: Any) -> Judged:
    """The content judged against an empty tree with these answers."""
    tree = folder / "tree" / "etc"
    tree.mkdir(parents=True, exist_ok=True)
    file = str(answers(folder, entries))
    made = EvaluateOptions(str(content(folder)), str(tree.parent), profile="base", answers=file)
    return evaluate(made._replace(**options), now)


def results(judged: Judged) -> dict[str, list[RuleResult]]:
    """The results of each rule by its short id."""
    found: dict[str, list[RuleResult]] = {}
    for each in judged.evaluation.test_result.rule_results:
        found.setdefault(each.rule_id.rpartition("rule_")[2], []).append(each)
    return found


def outcome(judged: Judged, name: str) -> str:
    """What a rule came to."""
    (found,) = results(judged)[name]
    return str(found.outcome)


def messages(judged: Judged, name: str) -> str:
    """What a rule's result says."""
    return " | ".join(each.text for found in results(judged)[name] for each in found.messages)
