"""What somebody asks of a profile and the benchmark has not, or does not allow."""

import pytest

from scapkit.model.tailoring import Ask
from scapkit.model.xccdf import (
    Group,
)
from scapkit.problem import Invalid
from small_benchmark import rule, xid
from tailored_sample import SMALL, ask, made, problems, refinements


@pytest.mark.parametrize(
    ("asked", "code", "told"),
    [
        (ask("select", "tow"), "unknown-rule", "the benchmark has no rule tow did you mean two?"),
        (ask("set", "day", "1"), "unknown-value", "the benchmark has no value day did you mean days?"),
        (ask("refine", "onne", role="full"), "unknown-rule", "did you mean one?"),
        (ask("set", "days", "often"), "unfit-value", "'often' is not a number its options: long"),
        (ask("set", "days", "lang"), "unfit-value", "did you mean long?"),
        (ask("set", "days", "0"), "unfit-value", "0 is below the lower bound 1"),
        (ask("set", "days", "101"), "unfit-value", "101 is above the upper bound 100"),
        (ask("set", "mode", "mild"), "unfit-value", "'mild' is none of the choices: soft; hard"),
        (ask("set", "flag", "perhaps"), "unfit-value", "'perhaps' is not a boolean"),
        (ask("set", "form", "abc"), "unfit-value", "does not match the pattern [a-z][0-9]"),
        (ask("set", "mode", ("hard",)), "unfit-value", "it wants one text, not a list"),
        (ask("set", "names", "c"), "unfit-value", "it wants a list"),
        (ask("set", "fixed", "y"), "prohibited-change", "fixed prohibits changes"),
        (ask("select", "locked"), "prohibited-change", "locked prohibits changes"),
        (ask("refine", "locked", severity="low"), "prohibited-change", "locked prohibits changes"),
        (ask("refine", "one"), "bad-property", "no property is given; there are: severity, role, weight, selector"),
        (
            ask("refine", "one", sevrity="high"),
            "bad-property",
            "a Rule has no sevrity to refine (did you mean severity",
        ),
        (ask("refine", "one", severity="huge"), "bad-property", "severity: huge is none (known: unknown, info, low"),
        (ask("refine", "one", role="ful"), "bad-property", "role: ful is none (did you mean full?)"),
        (ask("refine", "one", role=""), "bad-property", "role: nothing is none"),
        (ask("refine", "one", selector="z"), "bad-property", "selector: z is none (known: x, y)"),
        (ask("refine", "two", selector=""), "bad-property", "selector: nothing is given"),
        (ask("refine", "one", weight="-1"), "bad-property", "weight: -1 is no decimal"),
        (ask("refine", "one", weight="1e2"), "bad-property", "weight: 1e2 is no decimal"),
        (ask("refine", "one", weight="12.34"), "bad-property", "at most 3 digits"),
        (ask("refine", "all", severity="high"), "bad-property", "a Group has no severity"),
        (ask("refine", "flag", operator="less than"), "bad-property", "operator: less than is none"),
        (ask("refine", "days", operator="pattern match"), "bad-property", "operator: pattern match is none"),
    ],
)
def test_what_the_benchmark_has_not_or_does_not_allow_is_refused(asked: Ask, code: str, told: str) -> None:
    ((found, text),) = problems(asked)
    assert found == code
    assert told in text


def test_bounds_are_those_of_the_option_that_is_in_force() -> None:
    assert problems(ask("refine", "days", selector="long"), ask("value", "days", "45")) == [
        ("unfit-value", "days: 45 is below the lower bound 60 its options: long")
    ]


def test_a_name_that_may_be_several_things_is_refused() -> None:
    both = SMALL._replace(children=(Group(xid("group", "twin"), children=(rule("twin"),)),))
    with pytest.raises(Invalid, match="ambiguous-name: twin may be any of"):
        made(ask("select", "twin"), extends="", benchmark=both)
    assert made(ask("select", xid("rule", "twin")), extends="", benchmark=both)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (ask("select", "four"), ask("unselect", "four")),
        (ask("set", "days", "long"), ask("set", "days", "70")),
        (ask("refine", "one", role="full"), ask("refine", "one", role="unscored")),
    ],
)
def test_asks_that_contradict_each_other_are_refused(first: Ask, second: Ask) -> None:
    ((code, _),) = problems(first, second)
    assert code == "contradicting-changes"
    assert len(refinements(first, first)) == 1


def test_all_problems_are_told_at_once() -> None:
    assert [code for code, _ in problems(ask("select", "x"), ask("set", "y", "z"), ask("set", "days", "z"))] == [
        "unknown-rule",
        "unknown-value",
        "unfit-value",
    ]
