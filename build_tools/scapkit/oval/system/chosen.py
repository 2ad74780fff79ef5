"""Whether what was found is what an object's entities ask for, and what facts say where the files do not tell."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from scapkit.model.dump import Missing
from scapkit.model.results import Result
from scapkit.model.syschar import Item
from scapkit.oval.compare import compare_values
from scapkit.oval.evidence import Evidence
from scapkit.oval.matching.accepting import acceptor
from scapkit.oval.matching.searching import shown
from scapkit.oval.protocols import Collection, Query, Wanted
from scapkit.oval.system.facts import facts_items


def satisfies(wanted: Wanted, actual: str) -> bool:
    """Whether a value satisfies an entity with all its values (VarCheck); raises ValueError where nobody can tell."""
    if wanted.operation == "equals" and wanted.datatype == "string" and len(wanted.values) == 1:
        return (actual == wanted.value) != wanted.var_check.startswith("none")
    result = compare_values(wanted.datatype, wanted.operation, actual, wanted.values, wanted.var_check)
    if result not in (Result.TRUE, Result.FALSE):
        raise ValueError(f"{wanted.name}: cannot compare {shown(actual)} with {shown(' and '.join(wanted.values[:9]))}")
    return result is Result.TRUE


def chooser(wanted: Wanted) -> Callable[[str], bool]:
    """The same for many values that are not empty; raises ValueError for a malformed pattern."""
    return acceptor(wanted) if wanted.datatype == "string" else partial(satisfies, wanted)


def is_chosen(query: Query, values: Mapping[str, str]) -> bool:
    """Whether all of the object's entities that are among `values` are satisfied; raises ValueError as above."""
    return all(satisfies(query.entities[name], value) for name, value in values.items() if name in query.entities)


def else_facts(missing: Sequence[Missing], query: Query, evidence: Evidence, fields: Mapping[str, str]) -> Collection:
    """The facts of the query's type where files are `missing`; without facts it is the files that are missing."""
    told = facts_items(query, evidence, fields)
    known = not told.missing or bool(told.items)
    return told if known else told._replace(missing=(*missing, *told.missing))


def distinct(items: Iterable[Item]) -> list[Item]:
    """Items without those that were there before: what is the same in everything is one thing on the system."""
    return list(dict.fromkeys(items))
