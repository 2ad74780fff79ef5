"""An OCIL document with something of everything that the standard has."""

from scapkit.model import ocil as o
from scapkit.model import ocil_results as r

NOW = "2024-01-02T03:04:05"


def identified(name: str, kind: str) -> str:
    """An OCIL id."""
    return f"ocil:t-{name}:{kind}:1"


def document() -> o.Ocil:
    """The document, with results."""
    q = {kind: identified(kind, "question") for kind in ("boolean", "choice", "numeric", "string")}
    a = {kind: identified(kind, "testaction") for kind in q}
    good, bad = identified("good", "choice"), identified("bad", "choice")
    artifact, number, words = identified("a", "artifact"), identified("n", "variable"), identified("w", "variable")
    step = o.Step("Look", (o.Link("The guide", "https://example.org/"),), (o.Step("Closer"),), True, False)
    handlers = {
        "boolean": (
            o.Handler("when_unknown", "UNKNOWN"),
            o.Handler("when_not_tested", "NOT_TESTED"),
            o.Handler("when_not_applicable", "NOT_APPLICABLE"),
            o.Handler("when_error", "ERROR"),
            o.Handler("when_true", o.ActionRef(a["choice"], True), artifacts=(o.ArtifactRef(artifact, True),)),
            o.Handler("when_false", "FAIL", artifacts=(o.ArtifactRef(artifact),)),
        ),
        "choice": (o.Handler("when_choice", "PASS", (good, bad)),),
        "numeric": (
            o.Handler("when_equals", "PASS", ("1", "2.5"), var_ref=number),
            o.Handler(
                "when_range", "FAIL", ranges=(o.Range(o.Bound("3", False), o.Bound("4", True, number)), o.Range())
            ),
        ),
        "string": (o.Handler("when_pattern", "PASS", patterns=(o.Pattern("^ a"), o.Pattern("b", words))),),
    }
    questions = (
        o.Question(q["boolean"], (("One\n\ntwo ", o.Sub(words), " three"), ("Four",)), default="false"),
        o.Question(
            q["choice"],
            (("Which?",),),
            "choice",
            default=good,
            choices=(o.Choice(good, "Good"), identified("g", "choicegroup")),
            instructions=o.Instructions("How", (step,)),
            notes=("noted", "twice"),
            revision="3",
        ),
        o.Question(q["numeric"], ((o.Sub(number),),), "numeric", default="1.5"),
        o.Question(q["string"], (("<b>What</b>?",),), "string", default=""),
    )
    questionnaires = (
        o.Questionnaire(
            identified("main", "questionnaire"),
            "Main",
            (o.ActionRef(a["boolean"]), o.ActionRef(identified("part", "questionnaire"), True)),
            "All of it",
            "OR",
            True,
            links=(o.Link("CCE-1", "http://cce.mitre.org"), o.Link("Bare")),
            notes=("n",),
        ),
        o.Questionnaire(identified("part", "questionnaire"), "", (o.ActionRef(a["string"]),), child_only=True),
    )
    variables = (
        o.Variable(number, "NUMERIC", "external", description="A number"),
        o.Variable(words, "TEXT", "constant", "some words "),
        *(_local(kind, q[kind], setting) for kind, setting in _settings(bad).items()),
    )
    return o.Ocil(
        questionnaires,
        tuple(o.QuestionAction(a[kind], q[kind], each, kind, f"On {kind}") for kind, each in handlers.items()),
        questions,
        "scapkit",
        "1",
        "2.0",
        NOW,
        (r.User("Ann", ("Org", "Other"), ("Auditor",), ("ann@example.org",), ("away",)),),
        o.DocumentFacts("Questions", ("One.", "Two."), ("Mind.",)),
        (o.ChoiceGroup(identified("g", "choicegroup"), (o.Choice(bad, "", words),)),),
        (o.Artifact(artifact, "Paper", "Signed", False),),
        variables,
        _results(q, a, good, artifact),
    )


def _settings(choice: str) -> dict[str, o.Setting]:
    return {
        "boolean": o.Setting("when_boolean", "x", "true"),
        "choice": o.Setting("when_choice", "x", choice),
        "numeric": o.Setting("when_range", "1", "-1", "2.5"),
        "string": o.Setting("when_pattern", "x", "^a$"),
    }


def _local(kind: str, question: str, setting: o.Setting) -> o.Variable:
    datatype = "NUMERIC" if kind == "numeric" else "TEXT"
    return o.Variable(identified(kind, "variable"), datatype, "local", "", question, (setting,))


def _results(q: dict[str, str], a: dict[str, str], choice: str, artifact: str) -> r.OcilResults:
    ann, provider = r.User("Ann"), identified("ann", "user")
    kinds = (("text", "some", "text/plain"), ("binary", "c29tZQ==", "image/png"), ("reference", "file:paper.pdf", ""))
    found = tuple(r.ArtifactResult(artifact, NOW, kind, data, provider, ann, mime) for kind, data, mime in kinds)
    return r.OcilResults(
        (r.Came(identified("main", "questionnaire"), "PASS", found),),
        (r.Came(a["boolean"], "FAIL", found[:1]), r.Came(a["choice"], "UNKNOWN")),
        (
            r.QuestionResult(q["boolean"], "boolean", answer="true"),
            r.QuestionResult(q["choice"], "choice", answer=choice),
            r.QuestionResult(q["numeric"], "numeric", "NOT_APPLICABLE"),
            r.QuestionResult(q["string"], "string", answer=" as typed "),
        ),
        found[2:],
        (ann, r.System("host", "Org", ("192.0.2.1", "::1"), "A host", ("n",))),
        "Results",
        NOW,
        NOW,
    )
