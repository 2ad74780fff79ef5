"""Truth tables as functions: laws that hold whatever the results are."""

from itertools import permutations, product

import pytest

from scapkit.model.results import Result
from scapkit.model.syschar import Flag
from scapkit.oval import logic

OPERATORS = ("AND", "OR", "ONE", "XOR")
CHECKS = ("all", "at least one", "only one", "none satisfy")
EXISTENCES = ("all_exist", "any_exist", "at_least_one_exists", "none_exist", "only_one_exists")
VERDICTS = (Result.TRUE, Result.FALSE)


@pytest.mark.parametrize("operator", OPERATORS)
def test_the_order_of_results_does_not_matter(operator: str) -> None:
    for results in product(Result, repeat=3):
        assert len({logic.combine_operator(operator, order) for order in permutations(results)}) == 1


@pytest.mark.parametrize("operator", OPERATORS)
def test_a_single_result_stands_for_itself(operator: str) -> None:
    for result in Result:
        assert logic.combine_operator(operator, [result]) is result


def test_negation_twice_is_none() -> None:
    for result in Result:
        assert logic.negate(logic.negate(result)) is result


def test_and_and_or_are_each_other_s_negation() -> None:
    for results in product(Result, repeat=3):
        opposite = [logic.negate(result) for result in results]
        assert logic.combine_operator("AND", results) is logic.negate(logic.combine_operator("OR", opposite))


@pytest.mark.parametrize(("check", "existence"), list(product(CHECKS, EXISTENCES)))
def test_a_verdict_on_an_incomplete_collection_stands_whatever_is_missing(check: str, existence: str) -> None:
    """All that could have been seen besides gives the same verdict as long as it exists or does not."""
    for size in range(3):
        for seen in product(VERDICTS, repeat=size):
            verdict = _test(existence, check, Flag.INCOMPLETE, seen)
            if verdict in VERDICTS:
                for missing in (m for n in range(3) for m in product(VERDICTS, repeat=n)):
                    assert _test(existence, check, Flag.COMPLETE, (*seen, *missing)) is verdict


def _test(existence: str, check: str, flag: Flag, results: tuple[Result, ...]) -> Result:
    flag = flag if results or flag is not Flag.COMPLETE else Flag.DOES_NOT_EXIST
    return logic.test_result(existence, check, flag, ["exists"] * len(results), results, True)


@pytest.mark.parametrize("flag", [Flag.ERROR, Flag.NOT_COLLECTED])
def test_no_evidence_is_no_verdict(flag: Flag) -> None:
    for check, existence, has_state in product(CHECKS, EXISTENCES, (True, False)):
        assert logic.test_result(existence, check, flag, [], [], has_state) not in VERDICTS


def test_items_none_of_which_was_collected_are_no_verdict() -> None:
    for check, existence in product(CHECKS, EXISTENCES):
        assert logic.test_result(existence, check, Flag.COMPLETE, ["not collected"], [], True) is Result.UNKNOWN
