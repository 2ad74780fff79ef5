"""The public API: what the command line does, as functions that return values and raise `Invalid`.

`new`, `build`, `judge_cases`, `evaluate`, `evaluate_fleet`, `read_results`, `diff_results`, `guide`, `validate` and
`describe`, each with its options and its result, come from here.
"""

from importlib import import_module
from typing import Any

_HOME = {
    "BuildOptions": "building",
    "Written": "building",
    "build": "building",
    "JudgedCase": "cases",
    "judge_cases": "cases",
    "describe": "describing",
    "DiffOptions": "diffing",
    "diff_results": "diffing",
    "JudgedFleet": "fleet",
    "evaluate_fleet": "fleet",
    "EvaluateOptions": "options",
    "Judged": "judging",
    "evaluate": "judging",
    "ReadingOptions": "reading",
    "Recorded": "reading",
    "read_results": "reading",
    "guide": "guides",
    "Made": "scaffolding",
    "NewOptions": "scaffolding",
    "new": "scaffolding",
    "TemplateHelp": "templates",
    "template": "templates",
    "templates": "templates",
    "Validated": "checking",
    "validate": "checking",
}
__all__ = [*_HOME]  # noqa: PLE0604


def __getattr__(name: str) -> Any:
    """Import a public name's module when the name is first used, so that nothing unused is loaded."""
    if name not in _HOME:
        raise AttributeError(f"scapkit.api has no {name}")
    return getattr(import_module(f"scapkit.api.{_HOME[name]}"), name)
