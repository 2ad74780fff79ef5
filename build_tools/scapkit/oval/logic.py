"""The truth tables of OVAL: operators, checks, existence, and what a test comes to (OVAL 5.11 common schema)."""

from collections.abc import Callable, Sequence

from scapkit.model.results import Result
from scapkit.model.syschar import Flag

_TRUE, _FALSE = Result.TRUE, Result.FALSE
# Once neither true nor false is settled, the worst of the results stands, in this order.
_UNSETTLED = (Result.ERROR, Result.UNKNOWN, Result.NOT_EVALUATED)


def negate(result: Result) -> Result:
    """True and false exchanged, all other results as they are (OperatorEnumeration)."""
    if result is _TRUE:
        return _FALSE
    return _TRUE if result is _FALSE else result


def combine_operator(operator: str, results: Sequence[Result]) -> Result:
    """Results under AND, OR, ONE or XOR (OperatorEnumeration).

    No result at all is unknown, as no row of the tables speaks of it; an operator that is none of these is an error.
    """
    table = _OPERATORS.get(operator)
    return table(results) if table else Result.ERROR


def combine_check(check: str, results: Sequence[Result]) -> Result:
    """Results under `all`, `at least one`, `only one`, `none satisfy` or the old `none exist` (CheckEnumeration).

    No result at all is unknown; a check that is none of these is an error.
    """
    table = _CHECKS.get(check)
    return table(results) if table else Result.ERROR


def _all(results: Sequence[Result]) -> Result:
    return _FALSE if _FALSE in results else _rest(results)


def _any(results: Sequence[Result]) -> Result:
    return _TRUE if _TRUE in results else _rest(results)


def _none(results: Sequence[Result]) -> Result:
    return negate(_any(results))


def _one(results: Sequence[Result]) -> Result:
    return _FALSE if results.count(_TRUE) > 1 else _rest(results)


def _odd(results: Sequence[Result]) -> Result:
    rest = _rest(results)
    if rest is not _TRUE:
        return rest
    return _TRUE if results.count(_TRUE) % 2 else _FALSE


def _rest(results: Sequence[Result]) -> Result:
    """What is left of every table once its deciding row did not apply."""
    for result in _UNSETTLED:
        if result in results:
            return result
    if _TRUE in results:
        return _TRUE
    if _FALSE in results:
        return _FALSE
    return Result.NOT_APPLICABLE if results else Result.UNKNOWN


_Table = Callable[[Sequence[Result]], Result]
_OPERATORS: dict[str, _Table] = {"AND": _all, "OR": _any, "ONE": _one, "XOR": _odd}
_CHECKS: dict[str, _Table] = {
    "all": _all,
    "at least one": _any,
    "only one": _one,
    "none satisfy": _none,
    "none exist": _none,
}
OPERATORS, CHECKS = tuple(_OPERATORS), tuple(_CHECKS)
EXISTENCES = ("all_exist", "any_exist", "at_least_one_exists", "none_exist", "only_one_exists")


def existence(check_existence: str, statuses: Sequence[str]) -> Result:
    """Whether as many exist as must (ExistenceEnumeration); a check_existence of another name is an error.

    `statuses` are those of items or entities: exists, does not exist, error or not collected.
    """
    exist = statuses.count("exists")
    if check_existence == "any_exist":
        return Result.ERROR if "error" in statuses and not exist else _TRUE
    if check_existence == "all_exist":
        return _FALSE if "does not exist" in statuses else _unless(statuses, exist > 0)
    if check_existence == "at_least_one_exists":
        return _TRUE if exist else _unless(statuses, False)
    if check_existence == "none_exist":
        return _FALSE if exist else _unless(statuses, True)
    if check_existence == "only_one_exists":
        return _FALSE if exist > 1 else _unless(statuses, exist == 1)
    return Result.ERROR


def _unless(statuses: Sequence[str], otherwise: bool) -> Result:
    """Error or unknown where a status says so, else what the counts came to."""
    if "error" in statuses:
        return Result.ERROR
    if "not collected" in statuses:
        return Result.UNKNOWN
    return _TRUE if otherwise else _FALSE


_BY_FLAG = {
    Flag.ERROR: Result.ERROR,
    Flag.NOT_COLLECTED: Result.UNKNOWN,
    Flag.NOT_APPLICABLE: Result.NOT_APPLICABLE,
}
_BY_STATUS = {"error": Result.ERROR, "not collected": Result.UNKNOWN}


def test_result(
    check_existence: str,
    check: str,
    flag: Flag,
    item_statuses: Sequence[str],
    state_results: Sequence[Result],
    has_state: bool,
    recorded: bool = False,
) -> Result:
    """What a test comes to: existence first, then the states (OVAL 5.11 results schema, TestType; FlagEnumeration).

    `item_statuses` has one member for each item, `state_results` one for each item that exists. What an incomplete
    collection lacks counts as one more item about which nothing is known: that gives the exceptions that the standard
    lists, and no verdict that an item not seen could overturn. Of what others collected, `recorded`, a check that is
    false for the items seen is false, as the standard has it.
    """
    if flag in _BY_FLAG:
        return _BY_FLAG[flag]
    if flag is Flag.DOES_NOT_EXIST:
        return existence(check_existence, ())
    statuses = (*item_statuses, "not collected") if flag is Flag.INCOMPLETE else tuple(item_statuses)
    exists = existence(check_existence, statuses)
    if exists is not _TRUE or not has_state:
        return exists
    results = [*state_results, *(_BY_STATUS[status] for status in statuses if status in _BY_STATUS)]
    if recorded and flag is Flag.INCOMPLETE and combine_check(check, results[:-1]) is _FALSE:
        return _FALSE
    return combine_check(check, results) if results else _TRUE
