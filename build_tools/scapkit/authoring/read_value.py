"""A value: a parameter of rules with its options."""

from pathlib import Path

from scapkit.authoring.found import Found
from scapkit.authoring.kinds import VALUE
from scapkit.authoring.project import ValueSource
from scapkit.authoring.reading import Reading, is_for, needed, warnings_of
from scapkit.problem import Problem


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
