"""Check templates tried: a copy of the project with one rule for each of their cases."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from shutil import copytree

from scapkit.authoring.cases import Case
from scapkit.authoring.kinds import GROUP, RULE
from scapkit.authoring.yaml.document import document, plain
from scapkit.problem import Invalid, Problem

GROUP_ID = "trials_of_templates"


def trial_of(number: int) -> str:
    """The id of the rule that stands for a case."""
    return f"trial_{number}"


def with_trials(root: Path, product: str, cases: Sequence[Case], copy: Path) -> Path:
    """The project itself where no template is tried, else a copy with the rules that use the templates."""
    if not any(case.template for case in cases):
        return root
    for part in (f"content/{product}", f"profiles/{product}", "templates"):
        if (root / part).is_dir():
            copytree(root / part, copy / part)
    group = copy / "content" / product / GROUP_ID
    for number, case in enumerate(cases):
        if case.template:
            _write(group / trial_of(number) / "rule.yml", _rule(case))
    _write(group / "group.yml", document(GROUP, {"title": "Trials", "description": "Trials."}, more=False))
    return copy


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _rule(case: Case) -> str:
    variables = plain(case.variables) if case.variables else {}
    given = {"title": case.name, "description": case.name, "rationale": case.name, "severity": "low"}
    return document(RULE, {**given, "template": {"name": case.template, "vars": variables}}, more=False)


def real_places(error: Invalid, root: Path, source: Path, cases: Sequence[Case]) -> Iterator[Problem]:
    """The problems of a copy, told of the project itself, and those of a trial's rule of its case."""
    for problem in error.problems:
        path = Path(problem.span.file)
        if source == root or not path.is_relative_to(source):
            yield problem
        elif path.parent.parent.name == GROUP_ID:
            yield problem._replace(span=cases[int(path.parent.name.rpartition("_")[2])].span)
        else:
            yield problem._replace(span=problem.span._replace(file=str(root / path.relative_to(source))))
