"""Which rules are meant for the target."""

from pathlib import Path

import pytest
from judged import DOCUMENTS, UNSUPPORTED, Source, check, judge, outcomes, policy, reasons, results, rule

from scapkit.model.cpe import CpeItem, CpeList
from scapkit.model.results import RuleOutcome
from scapkit.model.xccdf import CheckFactRef, FactRef, Group, LogicalTest, Platform, Profile, Rule
from scapkit.names import OVAL_SYSTEM

YES, NO, UNKNOWN, ERROR = "cpe:/a:x:yes", "cpe:/a:x:no", "cpe:/a:x:unknown", "cpe:/a:x:error"
CHECKED = {YES: "true", NO: "false", UNKNOWN: "unknown", ERROR: "error"}
ITEMS = tuple(CpeItem(name, "", OVAL_SYSTEM, "oval.xml", check_id) for name, check_id in CHECKED.items())
SOURCE = Source(DOCUMENTS, (CpeList((*ITEMS, CpeItem("cpe:/a:x:unchecked", ""))),))


def on(*platforms: str, name: str = "r", **more: object) -> Rule:
    return rule(name, check("true"), platforms=platforms, **more)


@pytest.mark.parametrize(
    ("platforms", "outcome"),
    [
        ((), "pass"),
        ((YES,), "pass"),
        ((NO,), "notapplicable"),
        ((UNKNOWN,), "unknown"),
        ((ERROR,), "unknown"),
        ((NO, YES), "pass"),
        ((UNKNOWN, YES), "pass"),
        ((NO, UNKNOWN), "unknown"),
        (("cpe:/a:x",), "pass"),
        (("cpe:/a:x:yes:1",), "notapplicable"),
        (("cpe:2.3:a:x:yes:*:*:*:*:*:*:*:*",), "pass"),
        (("cpe:2.3:a:x:no:*:*:*:*:*:*:*:*",), "notapplicable"),
        (("cpe:/a:x:unchecked",), "notapplicable"),
        (("cpe:/a:other",), "notapplicable"),
        (("#gone",), "notapplicable"),
    ],
)
def test_rule_applies_where_one_of_its_platforms_is_there(
    platforms: tuple[str, ...], outcome: str, tmp_path: Path
) -> None:
    assert outcomes(on(*platforms), root=tmp_path, source=SOURCE) == {"r": outcome}


def test_rule_that_may_not_apply_says_what_was_missing(tmp_path: Path) -> None:
    result = results(on(NO, UNKNOWN), root=tmp_path, source=SOURCE)["r"]
    assert result.outcome is RuleOutcome.UNKNOWN
    assert reasons(result) == [UNSUPPORTED]
    assert result.checks == ()


@pytest.mark.parametrize(
    ("platform", "reason"),
    [
        (NO, "false does not hold"),
        ("cpe:/a:other", "no CPE dictionary says how to tell cpe:/a:other"),
        ("#gone", "nothing defines the platform #gone"),
    ],
)
def test_rule_that_does_not_apply_says_why(platform: str, reason: str, tmp_path: Path) -> None:
    assert reasons(results(on(platform), root=tmp_path, source=SOURCE)["r"]) == [reason]


@pytest.mark.parametrize(
    ("benchmark", "group", "own", "outcome"),
    [
        (NO, "", "", "notapplicable"),
        (NO, "", YES, "notapplicable"),
        (NO, YES, YES, "notapplicable"),
        ("", NO, YES, "notapplicable"),
        ("", NO, "", "notapplicable"),
        (YES, YES, NO, "notapplicable"),
        (YES, YES, "", "pass"),
        (UNKNOWN, YES, YES, "unknown"),
        (UNKNOWN, NO, YES, "notapplicable"),
    ],
)
def test_every_level_must_apply(benchmark: str, group: str, own: str, outcome: str, tmp_path: Path) -> None:
    def names(name: str) -> tuple[str, ...]:
        return (name,) if name else ()

    inner = Group("inner", children=(on(*names(own)),))
    outer = Group("outer", platforms=names(group), children=(inner,))
    found = outcomes(outer, root=tmp_path, source=SOURCE, platforms=names(benchmark))
    assert found == {"r": outcome}


def test_profile_s_platforms_do_not_decide(tmp_path: Path) -> None:
    made = policy(on(YES), profile=Profile("xccdf_x_profile_p", platforms=(NO,)))
    assert [each.outcome for each in judge(made, tmp_path, SOURCE).test_result.rule_results] == ["pass"]


def logical(operator: str, *names: str, negate: bool = False) -> LogicalTest:
    return LogicalTest(operator, negate, tuple(FactRef(name) for name in names))


def fact(check_id: str, href: str = "oval.xml", system: str = OVAL_SYSTEM, negate: bool = False) -> LogicalTest:
    return LogicalTest("AND", negate, (CheckFactRef(system, href, check_id),))


@pytest.mark.parametrize(
    ("test", "outcome"),
    [
        (logical("AND", YES, YES), "pass"),
        (logical("AND", YES, NO), "notapplicable"),
        (logical("AND", NO, UNKNOWN), "notapplicable"),
        (logical("AND", YES, UNKNOWN), "unknown"),
        (logical("OR", NO, YES), "pass"),
        (logical("OR", UNKNOWN, YES), "pass"),
        (logical("OR", UNKNOWN, NO), "unknown"),
        (logical("AND", NO, negate=True), "pass"),
        (logical("AND", YES, negate=True), "notapplicable"),
        (logical("AND", UNKNOWN, negate=True), "unknown"),
        (logical("AND", "cpe:/a:other", negate=True), "pass"),
        (LogicalTest("AND", False, (FactRef(YES), logical("OR", NO, NO, negate=True))), "pass"),
        (fact("true"), "pass"),
        (fact("false"), "notapplicable"),
        (fact("false", negate=True), "pass"),
        (fact("unknown"), "unknown"),
        (fact("gone"), "unknown"),
        (fact("true", href="gone.xml"), "unknown"),
        (fact("true", system="urn:other"), "unknown"),
    ],
)
@pytest.mark.parametrize("reference", ["#p", "p"])
def test_platform_expression_is_worked_out_in_three_values(
    test: LogicalTest, outcome: str, reference: str, tmp_path: Path
) -> None:
    found = outcomes(on(reference), root=tmp_path, source=SOURCE, platform_specification=(Platform("p", test),))
    assert found == {"r": outcome}


def test_platform_that_names_itself_is_not_there(tmp_path: Path) -> None:
    platform = Platform("p", logical("AND", "p"))
    found = outcomes(on("#p"), root=tmp_path, source=SOURCE, platform_specification=(platform,))
    assert found == {"r": "notapplicable"}


def test_dictionary_check_without_its_document_is_unknown(tmp_path: Path) -> None:
    source = Source(DOCUMENTS, (CpeList((CpeItem(YES, "", OVAL_SYSTEM, "gone.xml", "true"),)),))
    result = results(on(YES), root=tmp_path, source=source)["r"]
    assert result.outcome is RuleOutcome.UNKNOWN
    assert reasons(result) == ["the platform check true in gone.xml cannot be run"]


def test_result_lists_the_platforms_that_the_target_has(tmp_path: Path) -> None:
    made = policy(on(YES, NO), platforms=(YES, UNKNOWN))
    assert judge(made, tmp_path, SOURCE).test_result.platforms == (YES,)


def test_role_unchecked_comes_before_applicability(tmp_path: Path) -> None:
    """NIST IR 7275r4, table 35, Item.Select."""
    rules = (on(NO, name="unchecked", role="unchecked"), on(NO, name="unscored", role="unscored"))
    found = outcomes(*rules, root=tmp_path, source=SOURCE)
    assert found == {"unchecked": "notchecked", "unscored": "notapplicable"}
