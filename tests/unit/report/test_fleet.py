"""What several assets came to: the majority, the odd ones out, and reasons told once."""

from scapkit.model.results import RuleOutcome, Score
from scapkit.report.fleet import JudgedAsset, UnjudgedAsset, counts_of, make_fleet, open_reasons
from scapkit.report.fleet_page import render
from scapkit.report.fleet_text import fleet_summary
from scapkit.report.outline import Outline, OutlineRule

PASS, FAIL, UNKNOWN = RuleOutcome.PASS, RuleOutcome.FAIL, RuleOutcome.UNKNOWN


def asset(name: str, *outcomes: RuleOutcome, reason: str = "", score: float = 50.0) -> JudgedAsset:
    """A node with rules called r0, r1 and so on."""
    rules = tuple(
        OutlineRule(f"r{number}", f"Rule {number}", "high", each, (reason,) if reason else ())
        for number, each in enumerate(outcomes)
    )
    return JudgedAsset(f"nodes/{name}", "eks-node", "node", Outline(name, "Nodes", rules, (Score("m", score, 100.0),)))


def test_most_assets_come_first_and_of_as_many_the_worst() -> None:
    kin = make_fleet("f", [asset("a", PASS, PASS), asset("b", PASS, FAIL), asset("c", FAIL, UNKNOWN)]).kin[0]
    assert [rule.results for rule in kin.rules] == [
        ((PASS, ("a", "b")), (FAIL, ("c",))),
        ((FAIL, ("b",)), (UNKNOWN, ("c",)), (PASS, ("a",))),
    ]
    assert dict(counts_of(kin)) == {PASS: 3, FAIL: 2, UNKNOWN: 1}


def test_a_rule_of_several_results_counts_once_for_an_asset() -> None:
    twice = asset("a", PASS)
    rules = (*twice.outline.rules, twice.outline.rules[0]._replace(outcome=FAIL))
    kin = make_fleet("f", [twice._replace(outline=twice.outline._replace(rules=rules)), asset("b", PASS)]).kin[0]
    assert kin.rules[0].results == ((FAIL, ("a",)), (PASS, ("b",)))


def test_a_reason_that_names_its_asset_is_told_once_for_all() -> None:
    assets = [asset(name, UNKNOWN, reason=f"GET /nodes/{name}/configz was refused") for name in ("ip-1", "ip-2")]
    found = open_reasons([*assets, asset("ip-3", FAIL, reason="bad")])
    assert [tuple(each) for each in found] == [("GET /nodes/NAME/configz was refused", ("r0",), ("ip-1", "ip-2"))]


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


def test_the_page_escapes_what_assets_are_called_and_links_by_place() -> None:
    odd = asset("<b>", FAIL)._replace(place="nodes/a b#c")
    page = render(make_fleet("f", [odd, asset("x", PASS)]), "<i>title", "now").decode()
    assert 'href="./nodes/a%20b%23c.html"' in page and "&lt;b&gt;" in page
    assert "<b>" not in page.partition("<main")[2] and "<i>" not in page
