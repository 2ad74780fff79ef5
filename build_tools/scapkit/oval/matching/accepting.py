"""Whether a path or name is what an object's entity asks for, worked out once for many of them."""

from collections.abc import Callable

from scapkit.model.results import Result
from scapkit.oval.compare import compare_values
from scapkit.oval.matching.literal import literal_start
from scapkit.oval.matching.searching import shown
from scapkit.oval.protocols import Wanted

_ANYTHING = frozenset((".*", "^.*"))
_ANY_LINE = frozenset(("^.*$", ".*$", ".+", "^.+", ".+$", "^.+$"))


def accepts(wanted: Wanted, actual: str) -> bool:
    """Whether a value satisfies an entity with all its values (VarCheck); raises ValueError where nobody can tell."""
    result = compare_values("string", wanted.operation, actual, wanted.values, wanted.var_check)
    if result not in (Result.TRUE, Result.FALSE):
        raise ValueError(
            f"{wanted.name}: cannot compare {wanted.operation!r} with {shown(' and '.join(wanted.values[:9]))}"
        )
    return result is Result.TRUE


def acceptor(wanted: Wanted) -> Callable[[str], bool]:
    """The same for many values that are not empty; raises ValueError for a malformed pattern."""
    if len(wanted.values) == 1 and not wanted.var_check.startswith("none"):
        if wanted.operation == "equals":
            return wanted.value.__eq__
        if wanted.operation == "pattern match":
            return _searcher(wanted.value)
    if wanted.operation == "equals" and wanted.var_check == "at least one":
        return frozenset(wanted.values).__contains__
    if wanted.operation == "pattern match":
        for each in wanted.values:
            _searcher(each)
    return lambda actual: accepts(wanted, actual)


def _searcher(text: str) -> Callable[[str], bool]:
    if text in _ANYTHING:
        return lambda _actual: True
    from scapkit.oval.matching.patterns import compiled

    search = compiled(text).search
    if text in _ANY_LINE:
        return lambda actual: "\n" not in actual or search(actual) is not None
    return lambda actual: search(actual) is not None


def named(wanted: Wanted) -> tuple[str, ...] | None:
    """The only values that an entity can accept, or None where it takes a search to know."""
    if wanted.var_check.startswith("none"):
        return None
    if wanted.operation == "equals":
        return wanted.values
    if wanted.operation == "pattern match":
        starts = [literal_start(each) for each in wanted.values]
        if all(start.complete for start in starts):
            return tuple(start.text for start in starts)
    return None
