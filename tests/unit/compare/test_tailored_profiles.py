"""What differs between what two profiles make of one benchmark."""

from scapkit.compare.change import Change, Comparison
from scapkit.compare.tailored import Tailored, compare_profiles
from scapkit.model.xccdf import (
    Benchmark,
    Check,
    ContentRef,
    Export,
    Group,
    Profile,
    Refinement,
    RefineRule,
    RefineValue,
    Select,
    SetValue,
    Text,
    Value,
)
from scapkit.names import OVAL_SYSTEM
from scapkit.tailoring.making import policy_by
from small_benchmark import BENCHMARK, rule, xid

EXPORTS = (Export(xid("value", "days"), "oval:x:var:1"),)
CHECKS = tuple(Check(OVAL_SYSTEM, (ContentRef("o.xml", "d"),), EXPORTS, selector=each) for each in ("x", "y"))
SMALL = BENCHMARK._replace(
    values=(
        Value(xid("value", "days"), titles=(Text("Days"),), type="number", values=(("", "30"), ("long", "90"))),
        Value(xid("value", "names"), values=(("", ("a", "b")),)),
    ),
    children=(
        Group(
            xid("group", "top"), children=(rule("one", checks=CHECKS), rule("two", checks=CHECKS[:1]), rule("three"))
        ),
    ),
)
BOTH = (Select(xid("rule", "one"), True), Select(xid("rule", "two"), True))


def profile(name: str, *refinements: Refinement, **more: tuple[str, ...]) -> Profile:
    return Profile(xid("profile", name), titles=(Text(name.title()),), refinements=refinements, **more)  # type: ignore[arg-type]


def compared(old: Profile | None, new: Profile | None, benchmark: Benchmark = SMALL) -> Comparison:
    return compare_profiles(*(Tailored(policy_by(benchmark, None, each, "b.xml")) for each in (old, new)))


def changes(*refinements: Refinement) -> tuple[Change, ...]:
    return compared(profile("old", *BOTH), profile("new", *BOTH, *refinements)).changes


def test_profiles_are_named_by_title_and_id_and_none_by_the_benchmark() -> None:
    found = compared(None, profile("new"))
    assert (found.old, found.new) == ("A Small Guide (default)", "New (new)")
    assert compared(None, Profile(xid("profile", "bare"))).new == "bare"


def test_the_same_makes_no_change() -> None:
    assert changes() == ()


def test_rules_come_and_go_as_they_are_judged_in_the_end() -> None:
    assert changes(Select(xid("rule", "three"), True)) == (Change("rule", "three", "added", new="Title of three"),)
    assert changes(Select(xid("rule", "two"), False)) == (Change("rule", "two", "removed", old="Title of two"),)
    assert [each.id for each in changes(Select(xid("group", "top"), False))] == ["one", "two"]


def test_a_rule_that_is_not_judged_is_not_told_of() -> None:
    assert changes(RefineRule(xid("rule", "three"), severity="high")) == ()


def test_refinements_of_rules_and_groups_are_told() -> None:
    assert changes(RefineRule(xid("rule", "one"), "2.0", "y", "high", "unscored")) == (
        Change("rule", "one", "severity", "medium", "high"),
        Change("rule", "one", "role", "full", "unscored"),
        Change("rule", "one", "weight", "1.0", "2.0"),
        Change("rule", "one", "checks", "", "y"),
    )
    assert changes(RefineRule(xid("group", "top"), "0.5")) == (Change("group", "top", "weight", "1.0", "0.5"),)


def test_values_are_told_with_the_rules_whose_checks_they_are_given_to() -> None:
    shorter = RefineRule(xid("rule", "one"), selector="x")
    before, after = (
        profile("old", *BOTH, shorter),
        profile("new", *BOTH, shorter, RefineValue(xid("value", "days"), "long")),
    )
    assert compared(before, after).changes == (
        Change("rule", "one", "value days", "30", "90"),
        Change("value", "days", "value", "30", "90"),
    )


def test_lists_and_operators_are_told_too() -> None:
    assert changes(
        SetValue(xid("value", "names"), ("a", "c")), RefineValue(xid("value", "days"), operator="less than")
    ) == (
        Change("value", "days", "operator", "equals", "less than"),
        Change("value", "names", "value", "a, b", "a, c"),
    )


def test_platforms_are_told() -> None:
    found = compared(profile("old", platforms=("#a",)), profile("new", platforms=("#b",)))
    assert found.changes == (Change("profile", "new", "platforms", "#a", "#b"),)
