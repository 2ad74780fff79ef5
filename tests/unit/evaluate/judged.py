"""Small content for these tests: definitions whose result is known, and a source that hands them out.

Definitions `true`, `false` and `unknown` are what their names say; `error` has a test that does not exist;
`external` is true where the external variable `ext` is "good". Others are made by `definition`.
"""

from pathlib import Path
from typing import NamedTuple

from scapkit.dumps.open import open_dump
from scapkit.evaluate.evaluate import evaluate
from scapkit.model.arf import Evaluation
from scapkit.model.cpe import CpeList
from scapkit.model.oval import (
    Criteria,
    Criterion,
    Definition,
    Entity,
    Generator,
    Object,
    OvalDefinitions,
    State,
    Test,
    Variable,
)
from scapkit.model.results import RuleOutcome, RuleResult
from scapkit.model.xccdf import Benchmark, Check, ComplexCheck, ContentRef, Export, Group, Profile, Rule, Value
from scapkit.names import OVAL_SYSTEM
from scapkit.oval.evidence import Evidence
from scapkit.xccdf.make_policy import make_policy
from scapkit.xccdf.policy import Policy

KIND = "independent:variable"
NOW = "2026-01-02T03:04:05Z"
OCIL = "http://scap.nist.gov/schema/ocil/2"
UNSUPPORTED = "objects of type independent:nothing are not supported"


def definition(name: str, test: str, class_: str = "compliance", **more: str) -> Definition:
    return Definition(name, class_=class_, criteria=Criteria(children=(Criterion(test),)), **more)


def document(*extra: Definition, source: str = "oval.xml") -> OvalDefinitions:
    definitions = [definition(name, name) for name in ("true", "false", "unknown", "error", "external")]
    tests = [
        Test("true", KIND, object_ref="obj:constant", state_refs=("good",)),
        Test("false", KIND, object_ref="obj:constant", state_refs=("bad",)),
        Test("unknown", "independent:nothing", object_ref="obj:nothing"),
        Test("external", KIND, object_ref="obj:external", state_refs=("good",)),
    ]
    objects = [
        Object("obj:constant", KIND, (Entity("var_ref", "var"),)),
        Object("obj:external", KIND, (Entity("var_ref", "ext"),)),
        Object("obj:nothing", "independent:nothing"),
    ]
    states = [State(value, KIND, (Entity("value", value),)) for value in ("good", "bad")]
    variables = [Variable("var", "constant", values=("good",)), Variable("ext", "external")]
    return OvalDefinitions(
        Generator(),
        {each.id: each for each in (*definitions, *extra)},
        {each.id: each for each in tests},
        {each.id: each for each in objects},
        {each.id: each for each in states},
        {each.id: each for each in variables},
        source,
    )


class Source(NamedTuple):
    """Content made by hand: documents by href."""

    documents: dict[str, OvalDefinitions]
    dictionaries: tuple[CpeList, ...] = ()
    benchmark_href: str = "xccdf.xml"

    def oval(self, href: str) -> OvalDefinitions | None:
        return self.documents.get(href)

    def why_absent(self, _href: str) -> str:
        return "it is lost"


DOCUMENTS = {"oval.xml": document()}


def check(name: str, href: str = "oval.xml", **more: object) -> Check:
    """A check of one definition; more are the fields of Check."""
    return Check(OVAL_SYSTEM, (ContentRef(href, name),), **more)


def exporting(value_id: str) -> Check:
    """The check of `external`, its variable given by a Value."""
    return check("external", exports=(Export(value_id, "ext"),))


def rule(name: str, *checks: Check, **more: object) -> Rule:
    return Rule(name, checks=checks, **more)


def complex_rule(name: str, operator: str, *children: Check | ComplexCheck, negate: bool = False) -> Rule:
    return Rule(name, complex_check=ComplexCheck(operator, children, negate))


def policy(
    *children: Group | Rule, values: tuple[Value, ...] = (), profile: Profile | None = None, **more: object
) -> Policy:
    return make_policy(Benchmark("xccdf_x_benchmark_b", "1", children=children, values=values, **more), profile)


def judge(made: Policy, root: Path, source: Source | None = None, **more: object) -> Evaluation:
    """The policy judged against the plain tree at root."""
    return evaluate(source or Source(DOCUMENTS), made, Evidence(open_dump(str(root))), lambda: NOW, **more)


def results(*children: Group | Rule, root: Path, source: Source | None = None, **more: object) -> dict[str, RuleResult]:
    """Each rule's last result, without any profile."""
    found = judge(policy(*children, **more), root, source)
    return {each.rule_id: each for each in found.test_result.rule_results}


def outcomes(
    *children: Group | Rule, root: Path, source: Source | None = None, **more: object
) -> dict[str, RuleOutcome]:
    """Each rule's last outcome, without any profile."""
    return {name: result.outcome for name, result in results(*children, root=root, source=source, **more).items()}


def reasons(result: RuleResult) -> list[str]:
    return [message.text for message in result.messages]
