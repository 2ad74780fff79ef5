"""Documents checked as far as the machine allows."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from scapkit.names import DS
from scapkit.problem import Invalid, Problem
from scapkit.xmlio.parse import namespace, parse, read_bytes
from scapkit.xmlio.references import reference_problems
from scapkit.xmlio.validate import find_schemas, schema_problems, schematron_problems

WARNING = "Warning: "


class Validated(NamedTuple):
    """Every problem found, in the order of the files; without official schemas only structure was checked."""

    problems: tuple[Problem, ...]
    schemas_found: bool

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What the Schematron calls a warning: the document is valid all the same."""
        return tuple(each for each in self.problems if each.code == "schematron" and each.message.startswith(WARNING))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """All other problems."""
        return tuple(each for each in self.problems if each not in set(self.warnings))


def validate(files: Iterable[str], schemas: str | None, environment: Mapping[str, str]) -> Validated:
    """Check each file against its schema, a datastream against the Schematron, and all references.

    `schemas` is a folder laid out as in Debian's openscap-common; None looks in `environment` and the usual places.
    """
    folder = find_schemas(schemas, environment)
    problems = [problem for file in files for problem in _problems(file, folder)]
    return Validated(tuple(problems), folder is not None)


def _problems(file: str, schemas: Path | None) -> list[Problem]:
    try:
        data = read_bytes(file)
        root = parse(data, file)
    except Invalid as error:
        return list(error.problems)
    problems = schema_problems(root, file, schemas) if schemas else []
    if schemas and namespace(root) == DS:
        problems += schematron_problems(data, file, schemas)
    return problems + reference_problems(root, file)
