"""Reading the YAML cases: one list per file, each case with a note, what is given and what is wanted."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from scapkit.model.results import Result

HERE = Path(__file__).parent
RESULTS = {
    "T": Result.TRUE,
    "F": Result.FALSE,
    "E": Result.ERROR,
    "U": Result.UNKNOWN,
    "NE": Result.NOT_EVALUATED,
    "NA": Result.NOT_APPLICABLE,
}
STATUSES = {"EX": "exists", "DE": "does not exist", "ER": "error", "NC": "not collected"}


def cases(topic: str) -> list[tuple[str, dict[str, Any]]]:
    """The cases of a topic's folder, each with the name of its file."""
    found = []
    for path in sorted((HERE / topic).glob("*.yml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            found.append((path.stem, case))
    return found


def parameters(topic: str) -> list[Any]:
    """The cases as parameters of a test, named by file and note."""
    return [pytest.param(name, case, id=f"{topic}/{name}.yml: {case['note']}") for name, case in cases(topic)]


def comparisons() -> list[tuple[str, dict[str, Any], str, Result]]:
    """Datatype cases one operation at a time: datatype, case, operation and the wanted result."""
    return [
        (name, case, operation, Result(str(want).lower()))
        for name, case in cases("datatypes")
        for operation, want in case["want"].items()
    ]
