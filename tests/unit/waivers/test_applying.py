"""Waivers in force or not, and what they make of the results of an asset."""

from collections.abc import Mapping

import pytest

from scapkit.model.results import Override, RuleOutcome, RuleResult
from scapkit.model.waivers import Grounds, Waiver
from scapkit.problem import Invalid
from scapkit.waivers.applying import Applied, applied, original
from scapkit.waivers.counting import Waivers, counted
from scapkit.waivers.idle import Target, idle

NOW = "2026-11-26T12:00:00Z"
RULE, OTHER = "xccdf_org.x_rule_a", "xccdf_org.x_rule_b"
PASS, FAIL, UNKNOWN, INFO = RuleOutcome.PASS, RuleOutcome.FAIL, RuleOutcome.UNKNOWN, RuleOutcome.INFORMATIONAL
SHOP = Target("shop", "cluster")
BY_ANN = Waiver("a", "shop", PASS, "Ann", "Known.", "2027-01-31", ticket="OPS-1", line=2)


def in_force(*waivers: Waiver, now: str = NOW) -> Waivers:
    return counted(waivers, (RULE, OTHER), "w.yml", now)


def apply(
    *waivers: Waiver, came: RuleOutcome = FAIL, target: Target = SHOP, grounds: Mapping[int, Grounds] | None = None
) -> Applied:
    return applied((RuleResult(RULE, came), RuleResult(OTHER, FAIL)), target, in_force(*waivers), grounds or {})


def test_a_result_becomes_the_new_one_and_says_by_whom() -> None:
    first, second = apply(BY_ANN).results
    assert first.outcome is PASS
    assert first.overrides == (Override(FAIL, PASS, "Ann", NOW, "Known. [ticket OPS-1, expires 2027-01-31]"),)
    assert original(first) is FAIL
    assert second == RuleResult(OTHER, FAIL)
    assert original(second) is FAIL


def test_a_rule_is_named_by_its_whole_id_too() -> None:
    assert apply(BY_ANN._replace(rule=RULE)).results[0].outcome is PASS


@pytest.mark.parametrize(
    ("waiver", "why"),
    [
        (BY_ANN._replace(asset="shop-2"), "no asset has such a name"),
        (BY_ANN._replace(asset="sho"), "no asset has such a name"),
        (BY_ANN._replace(kind="node"), "such assets are of another kind (cluster)"),
    ],
)
def test_other_assets_keep_their_results(waiver: Waiver, why: str) -> None:
    found = apply(waiver)
    assert [each.outcome for each in found.results] == [FAIL, FAIL]
    (problem,) = idle(in_force(waiver), [found.spent])
    assert problem.code == "unused-waiver"
    assert problem.message.endswith(why)


def test_an_unknown_rule_is_an_error_at_its_line_with_the_nearest() -> None:
    with pytest.raises(Invalid) as caught:
        counted((BY_ANN._replace(rule="accesss", line=7),), ("xccdf_org.x_rule_access",), "w.yml", NOW)
    assert str(caught.value) == "w.yml:7: unknown-rule: no rule accesss in the benchmark (did you mean access?)"


@pytest.mark.parametrize(
    ("now", "counts"),
    [("2027-01-31T23:59:59Z", True), ("2027-02-01T00:00:00Z", False), ("2027-02-01T00:30:00+01:00", True)],
)
def test_it_holds_to_the_end_of_its_last_day(now: str, counts: bool) -> None:
    assert bool(in_force(BY_ANN, now=now).in_force) is counts


def test_an_expired_one_fails_closed_and_is_told_with_who_and_when() -> None:
    waivers = in_force(BY_ANN._replace(expires="2026-11-25"))
    (warning,) = waivers.warnings
    assert (warning.code, warning.span.line, warning.level) == ("waiver-not-counted", 2, "warning")
    assert "by Ann (OPS-1) for shop does not count: it expired on 2026-11-25" in warning.message
    found = applied((RuleResult(RULE, FAIL),), SHOP, waivers, {})
    assert found.results[0].outcome is FAIL
    assert [each.text for each in found.results[0].messages] == [
        "the waiver by Ann (OPS-1) does not count: it expired on 2026-11-25"
    ]
    assert list(idle(waivers, [found.spent])) == []


def test_one_that_is_not_granted_yet_does_not_count() -> None:
    (warning,) = in_force(BY_ANN._replace(granted="2026-11-27")).warnings
    assert "it is granted from 2026-11-27 on" in warning.message
    assert in_force(BY_ANN._replace(granted="2026-11-26")).in_force


@pytest.mark.parametrize("came", [PASS, UNKNOWN, RuleOutcome.ERROR, RuleOutcome.NOTCHECKED, RuleOutcome.NOTSELECTED])
def test_what_did_not_fail_is_not_waived_unless_it_is_named(came: RuleOutcome) -> None:
    found = apply(BY_ANN, came=came)
    assert found.results[0].outcome is came
    assert found.results[0].overrides == ()
    (problem,) = idle(in_force(BY_ANN), [found.spent])
    assert ("is not selected" if came is RuleOutcome.NOTSELECTED else f"came to {came}") in problem.message


def test_what_was_not_checked_can_be_set_aside_where_the_waiver_says_so() -> None:
    found = apply(BY_ANN._replace(was=(RuleOutcome.NOTCHECKED,), result=INFO), came=RuleOutcome.NOTCHECKED)
    assert found.results[0].outcome is INFO
    assert original(found.results[0]) is RuleOutcome.NOTCHECKED


def test_a_file_without_waivers_is_told() -> None:
    (problem,) = counted((), (), "w.yml", NOW).warnings
    assert str(problem) == "w.yml: warning: no-waivers: holds no waiver"


def test_waivers_that_agree_are_all_recorded_and_those_that_do_not_count_for_nothing() -> None:
    bob = BY_ANN._replace(authority="Bob", ticket="", line=9)
    assert [each.authority for each in apply(BY_ANN, bob).results[0].overrides] == ["Ann", "Bob"]
    found = apply(BY_ANN, bob._replace(result=INFO))
    assert found.results[0].outcome is FAIL
    assert found.results[0].messages[0].severity == "warning"
    (problem,) = found.warnings
    assert (problem.code, problem.span.line) == ("waiver-not-applied", 2)
    assert "to pass by Ann (OPS-1) (line 2) and to informational by Bob (line 9)" in problem.message


def test_findings_must_all_be_covered_if_need_be_by_several_waivers() -> None:
    named = BY_ANN._replace(findings=("ns: a",))
    both = {0: Grounds(("ns: a", "ns: b"))}
    found = apply(named, grounds=both)
    assert found.results[0].outcome is FAIL
    assert "a on shop: the waiver by Ann (OPS-1) does not cover ns: b" in found.warnings[0].message
    together = apply(named, named._replace(authority="Bob", findings=("ns: b",), line=9), grounds=both)
    assert [each.authority for each in together.results[0].overrides] == ["Ann", "Bob"]
    assert together.results[0].overrides[0].remark == "Known. [ticket OPS-1, expires 2027-01-31; covers ns: a]"
    assert together.results[0].outcome is PASS


def test_without_grounds_findings_cover_nothing() -> None:
    assert apply(BY_ANN._replace(findings=("*",))).results[0].outcome is FAIL


def test_of_many_findings_that_are_left_some_are_told() -> None:
    found = apply(BY_ANN._replace(findings=("x",)), grounds={0: Grounds(tuple("abcde"))})
    assert "does not cover a, b, c and 2 more" in found.warnings[0].message


def test_each_instance_of_a_rule_is_waived_and_one_use_is_enough() -> None:
    results = (RuleResult(RULE, FAIL, instance="1"), RuleResult(RULE, PASS, instance="2"))
    found = applied(results, SHOP, in_force(BY_ANN), {})
    assert [each.outcome for each in found.results] == [PASS, PASS]
    assert [len(each.overrides) for each in found.results] == [1, 0]
    assert list(idle(in_force(BY_ANN), [found.spent])) == []


def test_a_waiver_that_one_asset_needs_is_not_idle() -> None:
    needed, needless = apply(BY_ANN), apply(BY_ANN, came=PASS)
    assert list(idle(in_force(BY_ANN), [needless.spent, needed.spent])) == []
    assert len(list(idle(in_force(BY_ANN), [needless.spent, needless.spent]))) == 1


def test_what_others_overrode_before_stays_on_record() -> None:
    before = Override(UNKNOWN, FAIL, "Eve", NOW, "Seen.")
    found = applied((RuleResult(RULE, FAIL, overrides=(before,)),), SHOP, in_force(BY_ANN), {})
    assert [each.authority for each in found.results[0].overrides] == ["Eve", "Ann"]
    assert original(found.results[0]) is UNKNOWN
