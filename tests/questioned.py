"""A benchmark that asks a question of every kind, and the form that asks them.

Rules: `switched` asks yes or no, `true` true or false, `chosen` offers choices of which some are a group's and one has its text from
a variable, `counted` wants a number and, where there are some, `weighed` asks about that number; `named` wants text. `hostile` is
full of markup.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from scapkit.model.ocil import (
    ActionRef,
    Artifact,
    ArtifactRef,
    Bound,
    Choice,
    ChoiceGroup,
    Handler,
    Instructions,
    Ocil,
    Pattern,
    Question,
    QuestionAction,
    Questionnaire,
    Range,
    Step,
    Sub,
    Variable,
)
from scapkit.model.xccdf import Check, ContentRef, Rule, Status, Text
from scapkit.names import OCIL_SYSTEM
from scapkit.xmlio.emit import to_bytes
from scapkit.xmlio.write.ocil import write_ocil
from small_benchmark import rule, with_rules, written

BAD = (Handler("when_true", "FAIL"), Handler("when_false", "PASS"))
HOSTILE = "<img src=x onerror=\"document.title='x'\"></script><script>document.title='x'</script>\u202e'`\""
NAMES = ("switched", "true", "chosen", "counted", "named", "hostile")


def oid(name: str, kind: str = "question") -> str:
    """An OCIL id of this content."""
    return f"ocil:f-{name}:{kind}:1"


def _actions() -> tuple[QuestionAction, ...]:
    choices = tuple(oid(each, "choice") for each in ("good", "fair"))
    paper = (ArtifactRef(oid("paper", "artifact")),)
    handlers: dict[str, tuple[str, tuple[Handler, ...]]] = {
        "switched": ("boolean", BAD),
        "true": ("boolean", BAD),
        "chosen": (
            "choice",
            (Handler("when_choice", "PASS", choices), Handler("when_choice", "FAIL", (oid("bad", "choice"),))),
        ),
        "counted": (
            "numeric",
            (
                Handler("when_equals", "PASS", ("0",)),
                Handler("when_range", ActionRef(oid("weighed", "testaction")), ranges=(Range(Bound("1")),)),
            ),
        ),
        "weighed": ("boolean", BAD),
        "named": (
            "string",
            (Handler("when_pattern", "PASS", patterns=(Pattern("^team-"),), artifacts=paper), _else("FAIL")),
        ),
        "hostile": ("boolean", BAD),
    }
    return tuple(QuestionAction(oid(n, "testaction"), oid(n), each, kind) for n, (kind, each) in handlers.items())


def _else(result: str) -> Handler:
    return Handler("when_pattern", result, patterns=(Pattern("."),))


def questions() -> Ocil:
    """The questionnaires."""
    asks = tuple(Questionnaire(oid(n, "questionnaire"), n, (ActionRef(oid(n, "testaction")),)) for n in NAMES)
    text = "Look at it:\n\n$ cat /etc/motd\n$ ls -l '/etc'\n\nGood is nothing.\n\nIs it the case that it is bad?"
    steps = Instructions("How to look", (Step("Open the door", steps=(Step("Gently"),)),))
    return Ocil(
        asks,
        _actions(),
        (
            Question(oid("switched"), ((text,),), instructions=steps),
            Question(oid("true"), (("It is true.",),), model="MODEL_TRUE_FALSE"),
            Question(
                oid("chosen"),
                (("Which?",),),
                "choice",
                choices=(Choice(oid("good", "choice"), "Good"), oid("others", "choicegroup")),
            ),
            Question(oid("counted"), (("How many?",),), "numeric"),
            Question(oid("weighed"), (("Are ", Sub(oid("many", "variable")), " too many?"),)),
            Question(oid("named"), (("Who?",),), "string"),
            Question(oid("hostile"), ((HOSTILE,),)),
        ),
        timestamp="2026-01-02T03:04:05",
        groups=(
            ChoiceGroup(
                oid("others", "choicegroup"),
                (Choice(oid("fair", "choice"), var_ref=oid("word", "variable")), Choice(oid("bad", "choice"), "Bad")),
            ),
        ),
        artifacts=(Artifact(oid("paper", "artifact"), "A signed paper", "Signed"),),
        variables=(
            Variable(oid("word", "variable"), "TEXT", "constant", "Fair enough"),
            Variable(oid("many", "variable"), "NUMERIC", "local", question_ref=oid("counted")),
        ),
    )


def _rule(name: str) -> Rule:
    check = Check(OCIL_SYSTEM, (ContentRef("f-ocil.xml", oid(name, "questionnaire")),))
    made = rule(name, checks=(check,))
    if name != "hostile":
        return made
    return made._replace(
        titles=(Text("&lt;b onclick=alert(1)>bold"),), descriptions=(Text("<b>x</b><script>y</script>"),)
    )


def content(folder: Path) -> Path:
    """The benchmark and its questionnaires in a folder, with a tree to judge."""
    (folder / "tree" / "etc").mkdir(parents=True, exist_ok=True)
    (folder / "f-ocil.xml").write_bytes(to_bytes(write_ocil(questions())))
    benchmark = with_rules(*map(_rule, NAMES))
    (profile,) = benchmark.profiles
    profile = profile._replace(refinements=profile.refinements[:-2])
    return written(folder, benchmark._replace(status=(Status("draft"),), profiles=(profile,)))


class Served(NamedTuple):
    """A form that is served: its address, and the process."""

    address: str
    process: "subprocess.Popen[str]"

    def end(self) -> str:
        """What is said at the end, which Ctrl-C brings."""
        self.process.send_signal(signal.SIGINT)
        said, errors = self.process.communicate(timeout=30)
        return said + errors


def served(folder: Path, *more: str) -> "AbstractContextManager[Served]":
    """The form of this content, its answers in the folder."""
    return serving(folder, content(folder), "--profile", "base", *more)


@contextmanager
def serving(folder: Path, *more: str | Path) -> Iterator[Served]:
    """A form, its answers in the folder."""
    words = [sys.executable, "-m", "scapkit", "answer", *map(str, more), "--serve"]
    environment: dict[str, Any] = {name: each for name, each in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(words, cwd=folder, env=environment, **pipes) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert line.startswith("answer at http://127.0.0.1:"), line
            yield Served(line.split()[2], process)
        finally:
            process.kill()
