"""Cases: systems described in a few lines, and the result that a rule or a check template must have on each."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from scapkit.authoring.sources import files, read_source
from scapkit.authoring.yaml.marked import Node, read_yaml
from scapkit.authoring.yaml.shape import Fields, Key, Shape, check
from scapkit.problem import Invalid, Problem
from scapkit.span import Span

FOLDER = "tests/cases"
SYSTEM = "tests/system.yml"
UNDECIDED = "TODO"
RESULTS = ("pass", "fail", "notapplicable", "notchecked", "unknown", "error", "informational", UNDECIDED)

STATUSES = ("not-found", "forbidden", "throttled", "truncated", "error", "skipped")

FILE = Shape(
    "a file",
    {
        "content": Key(help="its text (default: empty)"),
        "mode": Key(help="in octal digits (default: 0644)"),
        "uid": Key("number", help="its owner (default: 0)"),
        "gid": Key("number", help="its group (default: 0)"),
        "link": Key(help="what it points to, for a symbolic link"),
        "folder": Key("flag", help="true for an empty folder"),
    },
)
ANSWER = Shape(
    "an answer",
    {
        "path": Key(help="the path of the Kubernetes API, as in collect"),
        "aws": Key(help="or the call of AWS, as in collect"),
        "arguments": Key("words", help="of AWS: what was asked about, as in the name of the cluster"),
        "account": Key(help="of AWS: the account (default: 123456789012)"),
        "region": Key(help="of AWS: the region (default: eu-central-1; services without regions have none)"),
        "filter": Key(help="the jq filter where this is what it made; of a raw answer all filters of the rule are run"),
        "answer": Key("any", help="the answer, or its text as JSON or YAML; without it there was none (404)"),
        "status": Key(
            choices=STATUSES,
            help="why there was no answer (default: not-found); error beside an answer: a filter fails on it",
        ),
    },
)
SYSTEM_KEYS: Mapping[str, Key] = {
    "files": Key("any", help="files by path: their text, or content, mode, uid, gid, link; null for none"),
    "answers": Key("many", shape=ANSWER, help="answers of the Kubernetes API"),
    "facts": Key("any", help="what a running system tells, as in `unix:sysctl: [{name: a, value: b}]`"),
}
BASE = Shape("a system", SYSTEM_KEYS)
CASE = Shape(
    "a case",
    {
        "name": Key(required=True, help="what is special about the system"),
        "result": Key(required=True, choices=RESULTS, help="the result that is right"),
        "vars": Key("any", help="the template's parameters, in the cases of a template"),
        **SYSTEM_KEYS,
    },
)
CASES = Shape(
    "a file of cases",
    {
        "rule": Key(help="the rule that is judged"),
        "template": Key(help="or the check template"),
        "product": Key(help="the product (default: the only one that there is)"),
        **SYSTEM_KEYS,
        "cases": Key("many", required=True, shape=CASE, help="the systems, each with its result"),
    },
)


class Case(NamedTuple):
    """One system and the right result; `systems` are what it is made of, the more particular one later."""

    span: Span
    rule: str
    template: str
    product: str
    name: str
    result: str
    variables: Node | None
    systems: tuple[Fields, ...]

    def __str__(self) -> str:
        return f"{self.rule or self.template}: {self.name}"


def read_cases(root: Path) -> tuple[Case, ...]:
    """The cases of a project, in the order of files and lines. Raises Invalid with all that is wrong with them."""
    problems: list[Problem] = []
    base = [_fields(root, root / SYSTEM, BASE, problems)] if (root / SYSTEM).is_file() else []
    cases: list[Case] = []
    for path in files(root / FOLDER, ".yml"):
        whole = _fields(root, path, CASES, problems)
        if bool(whole.text("rule")) == bool(whole.text("template")) and not problems:
            problems.append(Problem(whole.span, "bad-case", "cases are about a rule or about a template: name one"))
        cases += [_case(each, whole, (*base, whole, each)) for each in whole.many("cases")]
    if problems:
        raise Invalid(sorted(problems))
    return tuple(cases)


def _fields(root: Path, path: Path, shape: Shape, problems: list[Problem]) -> Fields:
    try:
        return check(read_yaml(read_source(root, path)), shape, "", problems)
    except Invalid as error:
        problems += error.problems
        return Fields(Span(str(path)), {})


def _case(fields: Fields, whole: Fields, systems: tuple[Fields, ...]) -> Case:
    return Case(
        span=fields.span,
        rule=whole.text("rule"),
        template=whole.text("template"),
        product=whole.text("product"),
        name=fields.text("name"),
        result=fields.text("result"),
        variables=fields.node("vars"),
        systems=systems,
    )
