"""OCIL documents from the short notation of the cases in `ocil/*.yml`.

`questions`: name to kind, or to {choice: {name: text or $variable, ...}, groups: [...], default:, text:}; without any, each of
`results` is what the answer yes to a question of its own means. `actions`: name to {of: question, HANDLER: THEN}, where THEN is
a result, `go NAME` or `go not NAME`, and HANDLER is `true`, `choice x y`, `equals 1 2`, `equals $v`, `range 1..5`, `range (1..)`,
`pattern RE`, `unknown`, ...; `needs: {HANDLER: artifact}`. `questionnaires`: name to {AND or OR or `NOT AND`...: [parts]}.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from scapkit.model import ocil as o
from scapkit.ocil.interview import Interview, Outcome
from scapkit.ocil.replies import Reply

Case = Mapping[str, Any]
RESULTS = {
    "P": "PASS",
    "F": "FAIL",
    "E": "ERROR",
    "U": "UNKNOWN",
    "NT": "NOT_TESTED",
    "NA": "NOT_APPLICABLE",
}
BETWEEN = re.compile(r"([(\[]?)(.*?)\.\.(.*?)([)\]]?)")


def document_of(case: Case) -> o.Ocil:
    """The document of a case."""
    case = {**case, **_plain(case)} if "results" in case else case
    parts = {**case["actions"], **case["questionnaires"]}
    kinds = {name: "questionnaire" if name in case["questionnaires"] else "testaction" for name in parts}
    questions = tuple(_question(name, each) for name, each in case["questions"].items())
    known = {each.id: each.kind for each in questions}
    return o.Ocil(
        tuple(_questionnaire(name, each, kinds) for name, each in case["questionnaires"].items()),
        tuple(_action(name, each, kinds, known) for name, each in case["actions"].items()),
        questions,
        timestamp="2024-01-02T03:04:05",
        groups=tuple(o.ChoiceGroup(_id(n, "choicegroup"), _choices(g)) for n, g in case.get("groups", {}).items()),
        artifacts=tuple(o.Artifact(_id(n, "artifact"), n, n) for n in case.get("artifacts", ())),
        variables=tuple(_variable(name, each) for name, each in case.get("variables", {}).items()),
    )


def judged(case: Case) -> tuple[Interview, Outcome]:
    """The interview of a case, and what its questionnaire `main` comes to."""
    replies = {_id(name, "question"): _reply(each) for name, each in case.get("answers", {}).items()}
    document = document_of(case)
    if "results" in case:
        replies = {each.id: Reply(answer="yes") for each in document.questions}
    external = {_id(name, "variable"): value for name, value in case.get("external", {}).items()}
    interview = Interview(document, replies, external)
    return interview, interview.outcome(_id("main", "questionnaire"))


def _plain(case: Case) -> dict[str, Any]:
    """A document in which each answer means a given result, `not` before it for a negated reference."""
    named = {f"q{number}": each for number, each in enumerate(str(case["results"]).split())}
    return {
        "questions": dict.fromkeys(named, "boolean"),
        "actions": {n: {"true": RESULTS[each.lstrip("!")], "false": "PASS"} for n, each in named.items()},
        "questionnaires": {"main": {case["operator"]: [f"{'not ' * (e[0] == '!')}{n}" for n, e in named.items()]}},
    }


def _id(name: str, kind: str) -> str:
    return f"ocil:t-{name}:{kind}:1"


def _reply(given: Any) -> Reply:
    if not isinstance(given, dict):
        return Reply(answer=_id(given[1:], "choice") if str(given).startswith("#") else str(given))
    artifacts = tuple(_id(each, "artifact") for each in given.get("artifacts", ()))
    return Reply(given.get("response", "ANSWERED"), str(given.get("answer", "")), artifacts)


def _question(name: str, given: Any) -> o.Question:
    given = {given: {}} if isinstance(given, str) else given
    kind = next(iter(given))
    parts = re.split(r"(\$\w+)", given.get("text", f"Is it {name}?"))
    text = tuple(o.Sub(_id(each[1:], "variable")) if each[:1] == "$" else each for each in parts if each)
    choices = (*_choices(given[kind] or {}), *(_id(each, "choicegroup") for each in given.get("groups", ())))
    model = given.get("model", "MODEL_YES_NO")
    return o.Question(_id(name, "question"), (text,), kind, model, given.get("default"), choices)


def _choices(given: Mapping[str, str]) -> tuple[o.Choice, ...]:
    return tuple(
        o.Choice(
            _id(name, "choice"), "" if text[0] == "$" else text, _id(text[1:], "variable") if text[0] == "$" else ""
        )
        for name, text in given.items()
    )


def _ref(text: str, kinds: Mapping[str, str]) -> o.ActionRef:
    name = text.rpartition(" ")[2]
    return o.ActionRef(_id(name, kinds.get(name, "testaction")), text.startswith("not "))


def _questionnaire(name: str, given: Mapping[str, list[str]], kinds: Mapping[str, str]) -> o.Questionnaire:
    ((operator, parts),) = given.items()
    refs = tuple(_ref(each, kinds) for each in parts)
    word = operator.removeprefix("NOT ")
    return o.Questionnaire(_id(name, "questionnaire"), name, refs, "", word, word != operator, name != "main")


def _action(name: str, given: Case, kinds: Mapping[str, str], known: Mapping[str, str]) -> o.QuestionAction:
    question = _id(given.get("of", name), "question")
    handlers = tuple(_handlers(given, kinds))
    return o.QuestionAction(
        _id(name, "testaction"), question, handlers, given.get("kind", known.get(question, "boolean"))
    )


def _handlers(given: Case, kinds: Mapping[str, str]) -> Iterator[o.Handler]:
    for head, then in given.items():
        if head in ("of", "kind", "needs"):
            continue
        name, _, rest = str(head).lower().partition(" ") if head in (True, False) else str(head).partition(" ")
        target = _ref(then[3:], kinds) if then.startswith("go ") else then
        needs = given.get("needs", {}).get(head)
        artifacts = (o.ArtifactRef(_id(needs, "artifact"), True),) if needs else ()
        yield _conditions(name, rest)._replace(then=target, artifacts=artifacts)


def _conditions(name: str, rest: str) -> o.Handler:
    handler = o.Handler(f"when_{name}", "")
    if name == "pattern":
        variable = _id(rest[1:], "variable") if rest[0] == "$" else ""
        return handler._replace(patterns=(o.Pattern("" if variable else rest, variable),))
    if name == "range":
        return handler._replace(ranges=tuple(map(_range, rest.split())))
    if name == "equals" and rest[0] == "$":
        return handler._replace(values=("0",), var_ref=_id(rest[1:], "variable"))
    return handler._replace(values=tuple(_id(e, "choice") if name == "choice" else e for e in rest.split()))


def _range(text: str) -> o.Range:
    found = BETWEEN.fullmatch(text)
    assert found, text
    return o.Range(_bound(found[2], found[1] != "("), _bound(found[3], found[4] != ")"))


def _bound(text: str, inclusive: bool) -> o.Bound | None:
    if not text:
        return None
    return o.Bound("0", inclusive, _id(text[1:], "variable")) if text[0] == "$" else o.Bound(text, inclusive)


def _variable(name: str, given: Case) -> o.Variable:
    made = o.Variable(_id(name, "variable"), given.get("type", "TEXT"), given["kind"], str(given.get("value", "")))
    settings = tuple(_setting(condition, value) for condition, value in given.get("set", {}).items())
    question = _id(given["of"], "question") if "of" in given else ""
    return made._replace(question_ref=question, settings=settings)


def _setting(condition: str, value: str) -> o.Setting:
    name, _, rest = condition.partition(" ")
    if name == "range":
        low, _, high = rest.partition("..")
        return o.Setting("when_range", value, low, high)
    return o.Setting(f"when_{name}", value, _id(rest, "choice") if name == "choice" else rest)
