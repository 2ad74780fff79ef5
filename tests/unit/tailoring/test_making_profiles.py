"""What somebody asks of a profile, as a tailoring."""

from collections.abc import Sequence

import pytest

from scapkit.model.tailoring import Ask, ProfileWish
from scapkit.model.xccdf import (
    Refinement,
    RefineRule,
    RefineValue,
    Select,
    SetValue,
    Text,
    Value,
)
from scapkit.problem import Invalid
from scapkit.tailoring.making import changed, merged, with_profile
from small_benchmark import xid
from tailored_sample import HERE, SMALL, ask, made, refinements, warnings


def test_a_profile_extends_another_and_says_so_in_its_title() -> None:
    (profile,) = made().tailoring.profiles
    assert profile.id == xid("profile", "mine")
    assert profile.extends == xid("profile", "base")
    assert profile.titles == (Text("Base [tailored]", override=True),)
    assert profile.descriptions == (Text(f"Tailors {xid('profile', 'base')}.", override=True),)
    (own,) = made(title="R&D <x>", description="a < b").tailoring.profiles
    assert own.titles == (Text("R&amp;D &lt;x&gt;", override=True),)
    assert own.descriptions == (Text("a &lt; b", override=True),)


def test_a_title_with_what_xml_forbids_is_written_without_it() -> None:
    (profile,) = made(title="<b>\x01\udcff", description="&\0").tailoring.profiles
    assert profile.titles == (Text("&lt;b&gt;\ufffd\ufffd", override=True),)
    assert profile.descriptions == (Text("&amp;\ufffd", override=True),)


def test_without_a_base_it_tailors_the_benchmark_itself() -> None:
    (profile,) = made(extends="").tailoring.profiles
    assert profile.extends == ""
    assert profile.titles[0].markup == "A Small Guide [tailored]"


def test_an_abstract_profile_can_be_extended_and_so_can_one_of_the_same_tailoring() -> None:
    first = made(extends="hidden")
    wish = ProfileWish("next", "mine", HERE)
    second = with_profile(first, wish, SMALL, "org.example", "b.xml")
    assert [each.extends for each in second.tailoring.profiles] == [xid("profile", "hidden"), xid("profile", "mine")]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"extends": "bas"}, "unknown-profile"),
        ({"id": "a b"}, "bad-id"),
        ({"id": "xccdf_org.example_rule_x"}, "bad-id"),
        ({"id": "a/b"}, "bad-id"),
    ],
)
def test_what_no_profile_can_be_is_refused(more: dict[str, str], code: str) -> None:
    with pytest.raises(Invalid) as caught:
        made(**more)  # type: ignore[arg-type]
    assert caught.value.problems[0].code == code


def test_two_profiles_of_one_id_are_refused() -> None:
    with pytest.raises(Invalid, match="duplicate-profile"):
        with_profile(made(), ProfileWish("mine", "base", HERE), SMALL, "org.example", "b.xml")


def test_asks_become_refinements_in_their_order() -> None:
    found = refinements(
        ask("select", "four"),
        ask("unselect", xid("rule", "three")),
        ask("set", "days", "long"),
        ask("set", "mode", "hard"),
        ask("value", "names", ("c",)),
        ask("refine", "one", severity="high", weight="2.5", selector="y"),
        ask("refine", "all", weight="0"),
        ask("refine", "flag", operator="not equal"),
    )
    assert found == (
        Select(xid("rule", "four"), True),
        Select(xid("rule", "three"), False),
        RefineValue(xid("value", "days"), "long"),
        SetValue(xid("value", "mode"), "hard"),
        SetValue(xid("value", "names"), ("c",)),
        RefineRule(xid("rule", "one"), "2.5", "y", "high"),
        RefineRule(xid("group", "all"), "0"),
        RefineValue(xid("value", "flag"), operator="not equal"),
    )


def test_a_value_is_taken_for_an_option_unless_it_is_asked_for_as_itself() -> None:
    assert refinements(ask("set", "days", "45")) == (SetValue(xid("value", "days"), "45"),)
    texts = SMALL._replace(values=(Value(xid("value", "t"), values=(("", "a"), ("b", "c"))),))
    option = made(ask("set", "t", "b"), benchmark=texts).tailoring.profiles[0].refinements
    assert option == (RefineValue(xid("value", "t"), "b"),)
    itself = made(ask("value", "t", "b"), benchmark=texts).tailoring.profiles[0].refinements
    assert itself == (SetValue(xid("value", "t"), "b"),)


def test_groups_and_clusters_are_selected_by_their_ids() -> None:
    assert refinements(ask("unselect", "others"), ask("select", "pair")) == (
        Select(xid("group", "others"), False),
        Select("pair", True),
    )


@pytest.mark.parametrize(
    "asked",
    [
        ask("select", "one"),
        ask("unselect", "extra"),
        ask("set", "mode", "soft"),
        ask("refine", "one", severity="medium", role="full"),
    ],
)
def test_a_change_that_changes_nothing_is_told(asked: Ask) -> None:
    assert warnings(asked) == [("needless-change", f"{asked.name} is so already")]


@pytest.mark.parametrize(
    ("asks", "told"),
    [
        ([ask("unselect", "one")], "two will not be judged: it requires one, which is left out"),
        ([ask("select", "four")], "three will not be judged: it conflicts with four, which is selected"),
        (
            [ask("unselect", "others"), ask("select", "inner2")],
            "inner2 will not be judged: its group others is left out",
        ),
    ],
)
def test_rules_that_a_change_leaves_unjudged_are_told(asks: Sequence[Ask], told: str) -> None:
    assert warnings(*asks) == [("unjudged-rule", told)]


def test_rules_of_a_group_that_is_left_out_are_no_surprise() -> None:
    assert warnings(ask("unselect", "others")) == []
    assert warnings(ask("unselect", "two"), ask("unselect", "one")) == []


def test_a_change_of_a_profile_replaces_what_it_said_before() -> None:
    first = made(ask("select", "four"), ask("set", "days", "45"), ask("refine", "one", severity="low", weight="2"))
    profile = first.tailoring.profiles[0]
    asks = (ask("unselect", "four"), ask("set", "days", "long"), ask("refine", "one", severity="high"))
    (new,) = changed(first, profile, asks, SMALL, "b.xml").tailoring.profiles
    assert new.refinements == (
        Select(xid("rule", "four"), False),
        RefineValue(xid("value", "days"), "long"),
        RefineRule(xid("rule", "one"), "2", severity="high"),
    )


@pytest.mark.parametrize(
    ("old", "new", "want"),
    [
        (RefineValue("v", "a"), SetValue("v", "x"), (SetValue("v", "x"),)),
        (SetValue("v", "x"), RefineValue("v", "a"), (RefineValue("v", "a"),)),
        (RefineValue("v", "a", "equals"), RefineValue("v", "b"), (RefineValue("v", "b", "equals"),)),
        (SetValue("v", "x"), RefineValue("v", "", "equals"), (SetValue("v", "x"), RefineValue("v", "", "equals"))),
        (RefineValue("v", "a", "equals"), SetValue("v", "x"), (RefineValue("v", "a", "equals"), SetValue("v", "x"))),
        (Select("r", True), RefineRule("r", role="full"), (Select("r", True), RefineRule("r", role="full"))),
        (Select("r", True), Select("s", True), (Select("r", True), Select("s", True))),
    ],
)
def test_what_is_not_about_the_same_stays(old: Refinement, new: Refinement, want: tuple[Refinement, ...]) -> None:
    assert merged((old,), (new,)) == want
