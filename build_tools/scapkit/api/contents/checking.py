"""Documents checked as far as the machine allows."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from scapkit.api.evaluating.external import values_of_variables
from scapkit.names import DS, OVAL_VAR
from scapkit.problem import ERROR, Invalid, Problem
from scapkit.xmlio.parse import Element, namespace, parse, read_bytes
from scapkit.xmlio.references import reference_problems
from scapkit.xmlio.validate import find_schemas, language_problems, schema_problems, schematron_problems

# Words with a digit, a colon, an underscore or a quote in them.
NAMES = re.compile(r"\S*[\d:_'\"]\S*")


class Validated(NamedTuple):
    """Every problem found, in the order of the files; without official schemas only structure was checked."""

    problems: tuple[Problem, ...]
    schemas_found: bool

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What does not make a document invalid."""
        return tuple(each for each in self.problems if each.level != ERROR)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """All other problems."""
        return tuple(each for each in self.problems if each.level == ERROR)


def validate(
    files: Iterable[str], schemas: str | None, environment: Mapping[str, str], schematron: bool = False
) -> Validated:
    """Check each file against the schema of its kind and version, a SCAP 1.3 datastream against SCAP's Schematron, and
    all references; with `schematron` XCCDF and OVAL documents against the Schematron of their language too.

    `schemas` is a folder laid out as in Debian's openscap-common; None looks in `environment` and the usual places.
    """
    folder = find_schemas(schemas, environment)
    problems = [problem for file in files for problem in _problems(file, folder, schematron)]
    return Validated(tuple(problems), folder is not None)


def _problems(file: str, schemas: Path | None, schematron: bool) -> list[Problem]:
    try:
        data = read_bytes(file)
        root = parse(data, file)
    except Invalid as error:
        return list(error.problems)
    problems = schema_problems(root, file, schemas) if schemas else []
    if schemas and namespace(root) == DS and root.get("schematron-version") == "1.3":
        problems += schematron_problems(data, file, schemas)
    if schemas and schematron:
        problems += language_problems(data, file, schemas)
    return problems + reference_problems(root, file) + _value_problems(root, file)


def _value_problems(root: Element, file: str) -> list[Problem]:
    """What `evaluate` would refuse of values for external variables."""
    if namespace(root) != OVAL_VAR:
        return []
    try:
        values_of_variables(root, file)
    except Invalid as error:
        return list(error.problems)
    return []


def by_kind(problems: Iterable[Problem], most: int) -> Iterator[tuple[Problem, int]]:
    """Problems to show, each with how many more like it are left out: of more than `most` of a kind only the first.

    Of one kind are those of one file whose words are the same but for names and numbers.
    """
    kinds: dict[tuple[str, ...], list[Problem]] = {}
    for each in problems:
        kinds.setdefault((each.span.file, each.level, each.code, NAMES.sub("*", each.message)), []).append(each)
    for members in kinds.values():
        if len(members) > most:
            yield members[0], len(members) - 1
        else:
            yield from ((each, 0) for each in members)
