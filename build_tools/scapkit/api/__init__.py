"""The public API: what the command line does, as functions that return values and raise `Invalid`.

`new`, `build`, `judge_cases`, `evaluate`, `evaluate_fleet`, `read_results`, `diff_results`, `guide`, `validate` and
`describe`, each with its options and its result, come from here.
"""

from importlib import import_module
from typing import Any

_HOME = {
    "BuildOptions": "projects.building",
    "Written": "projects.building",
    "build": "projects.building",
    "JudgedCase": "projects.cases",
    "judge_cases": "projects.cases",
    "describe": "contents.describing",
    "DiffOptions": "recorded.diffing",
    "diff_results": "recorded.diffing",
    "JudgedFleet": "evaluating.fleet",
    "evaluate_fleet": "evaluating.fleet",
    "EvaluateOptions": "evaluating.options",
    "Judged": "evaluating.judging",
    "evaluate": "evaluating.judging",
    "ReadingOptions": "recorded.reading",
    "Recorded": "recorded.reading",
    "read_results": "recorded.reading",
    "guide": "contents.guides",
    "Made": "projects.scaffolding",
    "NewOptions": "projects.scaffolding",
    "new": "projects.scaffolding",
    "TemplateHelp": "projects.templates",
    "template": "projects.templates",
    "templates": "projects.templates",
    "Validated": "contents.checking",
    "validate": "contents.checking",
}
__all__ = [*_HOME]  # noqa: PLE0604


def __getattr__(name: str) -> Any:
    """Import a public name's module when the name is first used, so that nothing unused is loaded."""
    if name not in _HOME:
        raise AttributeError(f"scapkit.api has no {name}")
    return getattr(import_module(f"scapkit.api.{_HOME[name]}"), name)
