"""A product compiled as far as it goes: what a stage finds is kept, and later stages go on with what is sound."""

import re
from pathlib import Path

from scapkit.authoring.project import Project
from scapkit.authoring.read import gather_project
from scapkit.build.draft import Draft
from scapkit.build.pipeline import STAGES
from scapkit.problem import ERROR, Invalid, Problem, Problems

NOW = "1970-01-01T00:00:00Z"
MISSED = re.compile(r"no (?:rule or group|rule|value|profile|platform|check template) (?P<name>\S+)")


class Outcome:
    """What became of a product: the draft, if there is one, and everything that is wrong."""

    def __init__(self) -> None:
        self.draft: Draft | None = None
        self.problems: list[Problem] = []

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong so far that would stop a build."""
        return not any(problem.level == ERROR for problem in self.problems)


def compile_leniently(root: Path, product: str) -> Outcome:
    """The product of the project in `root`, through every stage that can still run."""
    outcome = Outcome()
    try:
        project, problems = gather_project(root, product)
    except Invalid as error:
        project, problems = None, error.problems
    outcome.problems += problems
    if project is not None:
        _stages(outcome, project)
        outcome.problems = _without_consequences(outcome.problems, problems)
    return outcome


def _stages(outcome: Outcome, project: Project) -> None:
    """Every stage, one after the other; what a stage could not make is missing in its draft, and reported."""
    draft = Draft(project, NOW)
    for stage in STAGES:
        draft, problems = stage(draft)
        outcome.problems += problems
        if not all(node.text in draft.applicability.idrefs for node in project.product.platforms):
            break
    outcome.draft = draft


def _without_consequences(found: list[Problem], read: Problems) -> list[Problem]:
    """What was found without "no rule x" and its like where the file of x is there and is itself at fault."""
    broken = {Path(problem.span.file) for problem in read if problem.level == ERROR}
    names = {path.parent.name if path.name == "rule.yml" else path.stem for path in broken}
    return [problem for problem in found if _missed(problem) not in names]


def _missed(problem: Problem) -> str:
    """The name of what a problem says is not there."""
    told = MISSED.match(problem.message) if problem.code.startswith("unknown-") else None
    return told["name"] if told else ""
