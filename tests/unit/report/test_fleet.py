"""What several assets came to: the majority, the odd ones out, and reasons told once."""

from scapkit.model.results import RuleOutcome, Score
from scapkit.report.console.fleet_text import fleet_summary
from scapkit.report.console.outline import Outline, OutlineRule
from scapkit.report.fleets.fleet import JudgedAsset, counts_of, make_fleet, open_reasons
from scapkit.report.fleets.fleet_json import document
from scapkit.report.views.assets import UnjudgedAsset

PASS, FAIL, UNKNOWN = RuleOutcome.PASS, RuleOutcome.FAIL, RuleOutcome.UNKNOWN


def asset(name: str, *outcomes: RuleOutcome, reason: str = "", score: float = 50.0) -> JudgedAsset:
    """A node with rules called r0, r1 and so on."""
    rules = tuple(
        OutlineRule(f"r{number}", f"Rule {number}", "high", each, (reason,) if reason else ())
        for number, each in enumerate(outcomes)
    )
    return JudgedAsset(f"nodes/{name}", "eks-node", "node", Outline(name, "Nodes", rules, (Score("m", score, 100.0),)))


def test_the_worst_comes_first_and_of_as_many_the_worst_is_the_majority() -> None:
    kin = make_fleet("f", [asset("a", PASS, PASS), asset("b", PASS, FAIL), asset("c", FAIL, UNKNOWN)]).kin[0]
    assert [rule.results for rule in kin.rules] == [
        ((FAIL, ("c",)), (PASS, ("a", "b"))),
        ((FAIL, ("b",)), (UNKNOWN, ("c",)), (PASS, ("a",))),
    ]
    assert [(rule.worst, rule.majority) for rule in kin.rules] == [(FAIL, PASS), (FAIL, FAIL)]
    assert [outcome for outcome, _ in kin.rules[0].others] == [FAIL]
    assert dict(counts_of(kin)) == {PASS: 3, FAIL: 2, UNKNOWN: 1}


def test_a_rule_of_several_results_counts_once_for_an_asset() -> None:
    twice = asset("a", PASS)
    rules = (*twice.outline.rules, twice.outline.rules[0]._replace(outcome=FAIL))
    kin = make_fleet("f", [twice._replace(outline=twice.outline._replace(rules=rules)), asset("b", PASS)]).kin[0]
    assert kin.rules[0].results == ((FAIL, ("a",)), (PASS, ("b",)))


def test_a_reason_that_names_its_asset_is_told_once_for_all() -> None:
    assets = [asset(name, UNKNOWN, reason=f"GET /nodes/{name}/configz was refused") for name in ("ip-1", "ip-2")]
    found = open_reasons([*assets, asset("ip-3", FAIL, reason="bad")])
    assert [tuple(each) for each in found] == [("GET /nodes/NAME/configz was refused", ("r0",), ("ip-1", "ip-2"), ())]


def test_one_cause_at_many_places_is_told_once() -> None:
    why = "no archive of this node was given"
    one = asset("ip-1", UNKNOWN, UNKNOWN)
    reasons = (f"reading /a was skipped ({why})", f"reading /b was skipped: ENOENT ({why})")
    rules = tuple(each._replace(reasons=(text,)) for each, text in zip(one.outline.rules, reasons, strict=True))
    one = one._replace(outline=one.outline._replace(rules=rules))
    assert [tuple(each) for each in open_reasons([one])] == [(why, ("r0", "r1"), ("ip-1",), ("/a", "/b"))]
    text = fleet_summary(make_fleet("f", [one]), False, 100)
    assert text.count(why) == 1 and "    /a, /b\n" in text


def test_a_name_is_left_out_of_a_reason_only_where_it_is_a_word() -> None:
    found = open_reasons([asset("a", UNKNOWN, reason="a/b was refused to a")])
    assert found[0].text == "NAME/b was refused to NAME"


def test_names_are_sorted_as_people_count() -> None:
    kin = make_fleet("f", [asset(name, FAIL) for name in ("ip-10", "ip-9", "ip-9a", "ip", "ip-0123")]).kin[0]
    assert kin.rules[0].results[0][1] == ("ip", "ip-9", "ip-9a", "ip-10", "ip-0123")


def found(name: str, *texts: str, more: int = 0) -> JudgedAsset:
    """A node that a rule failed on, with findings."""
    made = asset(name, FAIL)
    rule = made.outline.rules[0]._replace(findings=texts, more_findings=more)
    return made._replace(outline=made.outline._replace(rules=(rule,)))


def test_findings_are_in_the_json_of_each_asset() -> None:
    fleet = make_fleet("f", [found("a", "bad <b>", "x", "y", "z", more=7), found("b", "bad <b>")])
    rules = [each["rules"][0] for each in document(fleet, "b", "now")["assets"]]
    assert [(each["findings"], each["more_findings"]) for each in rules] == [
        (["bad <b>", "x", "y", "z"], 7),
        (["bad <b>"], 0),
    ]


def test_a_line_says_how_many_of_all_came_to_the_worst() -> None:
    text = fleet_summary(make_fleet("f", [asset("a", FAIL, PASS), asset("b", PASS, PASS)]), False, 100)
    assert "fail           high      r0  1 of 2 fail, 1 pass\n" in text
    assert "pass           high      r1  all 2 pass\n" in text


def test_assets_that_share_no_profile_stand_apart() -> None:
    other = asset("c", PASS)._replace(profile_id="cluster")
    fleet = make_fleet("f", [other, asset("a", PASS), asset("b", FAIL)])
    assert [(kin.profile_id, len(kin.assets)) for kin in fleet.kin] == [("cluster", 1), ("node", 2)]


def test_long_lists_are_cut_and_nothing_that_a_terminal_obeys_is_printed() -> None:
    assets = [asset(f"ip-{n}", PASS, score=100.0) for n in range(20)] + [
        asset(f"odd-{n}\x1b[2J", FAIL) for n in range(9)
    ]
    text = fleet_summary(make_fleet("f", assets, [UnjudgedAsset("x", "y\x1b", "", ("why",))], ["z"]), False, 100)
    lines = text.splitlines()
    assert any(line.endswith("odd-5\ufffd[2J and 3 more") for line in lines)
    assert "\x1b" not in text and max(map(len, lines)) <= 100
    assert lines[-1] == "f: 30 assets: 29 by node, 1 not judged"
    assert any(line.startswith("score 50.00 to 100.00 of 100.00, the lowest of odd-0") for line in lines)
