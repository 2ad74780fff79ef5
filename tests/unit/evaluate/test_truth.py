"""The truth tables of complex checks (NIST IR 7275r4, tables 12 to 14)."""

from itertools import product

import pytest

from scapkit.evaluate.truth import combined, negated
from scapkit.model.results import RuleOutcome

LETTERS = {
    "P": RuleOutcome.PASS,
    "F": RuleOutcome.FAIL,
    "U": RuleOutcome.UNKNOWN,
    "E": RuleOutcome.ERROR,
    "N": RuleOutcome.NOTAPPLICABLE,
    "K": RuleOutcome.NOTCHECKED,
    "S": RuleOutcome.NOTSELECTED,
    "I": RuleOutcome.INFORMATIONAL,
}
ORDER = "PFUENKSI"
AND = ("PFUEPPPP", "FFFFFFFF", "UFUUUUUU", "EFUEEEEE", "PFUENNNN", "PFUENKKK", "PFUENKSS", "PFUENKSI")
OR = ("PPPPPPPP", "PFUEFFFF", "PUUUUUUU", "PEUEEEEE", "PFUENNNN", "PFUENKKK", "PFUENKSS", "PFUENKSI")


@pytest.mark.parametrize(("operator", "table"), [("AND", AND), ("OR", OR)])
def test_two_outcomes_are_joined_as_the_table_says(operator: str, table: tuple[str, ...]) -> None:
    for (row, first), (column, second) in product(enumerate(ORDER), enumerate(ORDER)):
        joined = combined(operator, [LETTERS[first], LETTERS[second]])
        assert joined is LETTERS[table[row][column]], (operator, first, second)


def test_negation_swaps_pass_and_fail_only() -> None:
    assert [negated(LETTERS[letter]) for letter in ORDER] == [LETTERS[letter] for letter in "FPUENKSI"]
    assert negated(RuleOutcome.PASS, False) is RuleOutcome.PASS


def test_nothing_to_join_is_notchecked() -> None:
    assert combined("AND", []) is RuleOutcome.NOTCHECKED
    assert combined("OR", []) is RuleOutcome.NOTCHECKED


def test_three_outcomes_are_joined_in_any_order() -> None:
    assert combined("AND", [LETTERS["P"], LETTERS["E"], LETTERS["F"]]) is RuleOutcome.FAIL
    assert combined("OR", [LETTERS["K"], LETTERS["F"], LETTERS["U"]]) is RuleOutcome.UNKNOWN
