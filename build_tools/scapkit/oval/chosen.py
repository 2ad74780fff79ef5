"""Whether what was found is what an object's entities ask for, and what facts say where the files do not tell."""

from collections.abc import Mapping, Sequence

from scapkit.model.dump import Missing
from scapkit.model.results import Result
from scapkit.oval.compare import compare
from scapkit.oval.evidence import Evidence
from scapkit.oval.facts import facts_items
from scapkit.oval.logic import combine_check
from scapkit.oval.protocols import Collection, Query, Wanted


def satisfies(wanted: Wanted, actual: str) -> bool:
    """Whether a value satisfies an entity with all its values (VarCheck); raises ValueError where nobody can tell."""
    if wanted.operation == "equals" and wanted.datatype == "string" and len(wanted.values) == 1:
        return (actual == wanted.value) != wanted.var_check.startswith("none")
    results = [compare(wanted.datatype, wanted.operation, actual, each) for each in wanted.values]
    result = combine_check(wanted.var_check, results)
    if result not in (Result.TRUE, Result.FALSE):
        raise ValueError(f"{wanted.name}: cannot compare {actual!r} with {' and '.join(wanted.values)!r}")
    return result is Result.TRUE


def is_chosen(query: Query, values: Mapping[str, str]) -> bool:
    """Whether all of the object's entities that are among `values` are satisfied; raises ValueError as above."""
    return all(satisfies(query.entities[name], value) for name, value in values.items() if name in query.entities)


def else_facts(missing: Sequence[Missing], query: Query, evidence: Evidence, fields: Mapping[str, str]) -> Collection:
    """The facts of the query's type where files are `missing`; without facts it is the files that are missing."""
    told = facts_items(query, evidence, fields)
    known = not told.missing or bool(told.items)
    return told if known else told._replace(missing=(*missing, *told.missing))
