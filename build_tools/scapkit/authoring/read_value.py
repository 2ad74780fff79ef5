"""A value: a parameter of rules with its options."""

import re
from collections.abc import Mapping
from pathlib import Path

from scapkit.authoring.found import Found
from scapkit.authoring.kinds import VALUE
from scapkit.authoring.project import ValueSource
from scapkit.authoring.reading import Reading, is_for, needed, warnings_of
from scapkit.authoring.yaml.marked import Node
from scapkit.problem import Problem

# What an option of a type looks like, and how that is said.
TYPES = {
    "number": (re.compile(r"[-+]?[0-9]+(\.[0-9]+)?"), "a number"),
    "boolean": (re.compile(r"true|false|yes|no|on|off|0|1", re.IGNORECASE), "true or false"),
}


def read_value(reading: Reading, path: Path, found: Found) -> ValueSource | None:
    """The value in a file; None for one that is not for the product or that cannot be read."""
    found.claim(reading, "value", path.stem, path)
    fields = reading.fields(path, VALUE, {})
    if fields is None or not is_for(fields, reading.product):
        return None
    options = fields.pairs("options")
    if "default" not in options:
        problem = Problem(fields.span, "missing-key", f"the options of {path.stem} need default")
        reading.problems.append(problem)
    _check_type(reading, fields.text("type"), options)
    return ValueSource(
        id=path.stem,
        span=fields.span,
        title=fields.text("title"),
        description=needed(fields, "description"),
        type=fields.text("type"),
        operator=fields.text("operator", "equals"),
        interactive=fields.flag("interactive"),
        options=options,
        warnings=warnings_of(fields),
    )


def _check_type(reading: Reading, kind: str, options: Mapping[str, Node]) -> None:
    pattern, wanted = TYPES.get(kind, (None, ""))
    for name, node in options.items():
        if pattern and not pattern.fullmatch(node.text):
            message = f"the option {name} must be {wanted}, as the type is {kind}, not {node.text}"
            reading.problems.append(Problem(node.span, "wrong-type", message))
