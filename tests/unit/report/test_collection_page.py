"""The page of several assets: what can be read without a script, what its script is given, and how much fits."""

import json
import re
import zlib
from base64 import b64decode
from html import unescape

import scaled
from scapkit.model.results import RuleOutcome
from scapkit.report.formats.html import FORMAT
from scapkit.report.html.collection.gathering import Gathering
from scapkit.report.html.collection.packing import Limits, Packing
from scapkit.report.html.collection.page import collection_page
from scapkit.report.views.assets import Collection, UnjudgedAsset
from scapkit.report.views.shown import GroupView, Link, Reason, ReferenceClass, ReportView
from scapkit.report.views.why import CheckView

EVIL = "</script><script>alert(1)</script>\x00\u202e\udc80"


def page(*views: ReportView, **told: tuple[object, ...]) -> str:
    return b"".join(FORMAT.render(Collection(views, "shop", **told))).decode()  # type: ignore[arg-type]


def views(rules: int = 5, assets: int = 3) -> list[ReportView]:
    return list(scaled.views(rules, assets))


def named(view: ReportView, name: str) -> ReportView:
    return view._replace(target=name)


def with_rules(view: ReportView, *outcomes: RuleOutcome) -> ReportView:
    """The view with the first rules, which came to these."""
    rules = tuple(rule._replace(outcome=each) for rule, each in zip(view.rules, outcomes, strict=False))
    return view._replace(root=GroupView("g", "Group", rules=rules))


def table(text: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="verdicts">(.*?)</script>', text)
    assert found
    read: dict[str, object] = json.loads(found[1])
    return read


def evidence(text: str) -> list[dict[str, str]]:
    packed = re.findall(r'<script type="text/plain" data-evidence="[0-9]+">([^<]*)</script>', text)
    parts = [zlib.decompress(b64decode(each)).decode().split("\0") for each in packed]
    return [dict(zip(each[::2], each[1::2], strict=True)) for each in parts]


def plain(text: str) -> str:
    body = re.sub(r"<(style|script)\b.*?</\1>", "", text, flags=re.DOTALL)
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", body).split()))


def test_without_a_script_counts_failing_rules_and_what_was_not_judged_can_be_read() -> None:
    left = UnjudgedAsset("x", "fargate-1", "eks-node", ("Fargate runs it",))
    told = plain(page(*views(5, 3), unjudged=(left,), missing=("nodes could not be listed",)))
    for fact in (
        "3 assets judged, 1 not judged",
        "fargate-1 (eks-node): Fargate runs it",
        "nodes could not be listed",
        "1.2.1 · rule_1 · CCE-80001-1",
        "fail on at least one asset",
        "By control section (cis)",
        "ip-10-0-0-1.eu-central-1.compute.internal",
    ):
        assert fact in told


def test_a_single_asset_has_the_page_of_one_unless_others_were_not_judged() -> None:
    one = views(2, 1)
    assert 'id="verdicts"' not in page(*one)
    assert 'id="verdicts"' in page(*one, missing=("more",))
    assert "0 assets judged, 1 not judged" in plain(page(unjudged=(UnjudgedAsset("x", "y", "", ("why",)),)))


def test_sections_with_numbers_come_first_and_by_these_whatever_profile_has_them() -> None:
    def numbered(view: ReportView, *numbers: str) -> ReportView:
        texts = ((ReferenceClass("cis", (Link(each),)),) for each in numbers)
        rules = (
            rule._replace(text=rule.text._replace(references=own)) for rule, own in zip(view.rules, texts, strict=False)
        )
        return view._replace(profile_id=numbers[0], root=GroupView("g", "Group", rules=tuple(rules)))

    one, two, bare = (with_rules(view, *[RuleOutcome.PASS] * 3) for view in views(3, 3))
    given = (numbered(one, "4.1.1", "10.1.1", "5.1.1"), numbered(two, "3.1.1", "3.2.1", "4.2.1"))
    for more in ((), (numbered(bare, "none", "of", "them"),)):
        told = page(*given, *more)
        listed = re.findall(
            r'<option value="([^"]*)">', told.partition('data-state="section"')[2].partition("</select>")[0]
        )
        assert listed == ["", "3.1", "3.2", "4.1", "4.2", "5.1", "10.1", *(["g0", "g1", "g2"] if more else [])]


def test_a_rule_that_several_profiles_have_is_counted_once() -> None:
    one, two = views(5, 2)
    told = plain(
        page(
            with_rules(one, *[RuleOutcome.FAIL] * 5),
            with_rules(two, *[RuleOutcome.UNKNOWN] * 5)._replace(profile_id="q"),
        )
    )
    assert "5 of 5 rules fail on at least one asset; 5 could not be judged on some." in told


def test_the_verdicts_are_a_letter_for_each_asset() -> None:
    outcomes = ((RuleOutcome.FAIL, RuleOutcome.PASS), (RuleOutcome.UNKNOWN,))
    given = [with_rules(each, *own) for each, own in zip(views(2, 2), outcomes, strict=True)]
    (kin,) = table(page(*given))["kin"]  # type: ignore[misc]
    assert kin["rules"] == {"rule_0": "F?", "rule_1": "P "}


def test_every_verdict_has_its_evidence_packed() -> None:
    packed = evidence(page(*views(5, 3)))
    assert [sorted(each) for each in packed] == [[f"rule_{number}" for number in range(5)]] * 3
    assert "setting_3 = 6" in packed[2]["rule_3"]


def test_what_does_not_fit_is_left_out_passes_first_and_told() -> None:
    gathering = Gathering(Packing(Limits(asset=40_000)))
    (one,) = views(20, 1)
    gathering.add(one)
    text = b"".join(collection_page(gathering.finish("f"))).decode()
    (packed,) = evidence(text)
    failed = {rule.text.short_id for rule in one.rules if rule.outcome is RuleOutcome.FAIL}
    assert failed and failed <= packed.keys() and len(packed) < 20
    assert f"The evidence of {20 - len(packed)} verdicts is not in this file" in plain(text)
    full = Gathering(Packing(Limits(all=0)))
    full.add(one)
    assert full.finish("f").left_out == 20


def test_of_a_test_with_many_items_the_first_are_packed_and_the_rest_is_counted() -> None:
    (one,) = views(1, 1)
    (rule,) = one.rules
    (definition,) = rule.checks[0].definitions
    first, _ = definition.criteria.children  # type: ignore[union-attr]
    test = first.test._replace(items=first.test.items * 30, more_items=5)  # type: ignore[union-attr]
    tree = definition.criteria._replace(children=(first._replace(test=test),))  # type: ignore[union-attr]
    check: CheckView = rule.checks[0]._replace(definitions=(definition._replace(criteria=tree),))
    many = one._replace(root=GroupView("g", "G", rules=(rule._replace(checks=(check,)),)))
    assert "25 more items are not shown" in evidence(page(many, named(many, "b")))[0]["rule_0"]


def test_assets_of_one_name_are_told_apart() -> None:
    given = [named(each, "a") for each in views(1, 3)]
    assert table(page(*given))["assets"] == ["a", "a (2)", "a (3)"]


def test_a_finding_names_its_assets_with_links_to_their_pages() -> None:
    gathering = Gathering()
    for each in views(1, 3):
        gathering.add(with_rules(each, RuleOutcome.FAIL), f"nodes/{each.target}")
    gathered = gathering.finish("f")
    hrefs = {each.name: f"./{each.place}.html" for each in gathered.fleet.assets}
    text = b"".join(collection_page(gathered, hrefs)).decode()
    assert re.search(r'<li><bdi>setting_0 = 0</bdi> <span[^>]*>on <a href="./nodes/ip-10-0-0-0', text)
    assert evidence(text) == []


def test_a_reason_that_names_its_asset_is_told_once() -> None:
    given = [with_rules(each, RuleOutcome.UNKNOWN) for each in views(1, 2)]
    given = [
        each._replace(
            root=each.root._replace(rules=(each.rules[0]._replace(reasons=(Reason(f"{each.target} was refused"),)),))
        )
        for each in given
    ]
    assert plain(page(*given)).count("NAME was refused") == 1


def test_hostile_text_stays_text_in_page_table_and_evidence() -> None:
    given = []
    for number, each in enumerate(views(2, 2)):
        rules = tuple(
            rule._replace(text=rule.text._replace(title=EVIL), reasons=(Reason(EVIL),), outcome=RuleOutcome.UNKNOWN)
            for rule in each.rules
        )
        given.append(
            each._replace(target=f"{EVIL}{number}", facts=((EVIL, EVIL),), root=GroupView("g", EVIL, rules=rules))
        )
    text = page(*given)
    assert text.count("<script") == 4 and text.count("</script>") == 4
    for whole in (text, *(html for each in evidence(text) for html in each.values())):
        assert not re.search("[\x00\u202e\udc80]", whole)
    assert all("&lt;/script&gt;" in html for each in evidence(text) for html in each.values())
    assert all("\u202e" not in name and "\x00" not in name for name in table(text)["assets"])  # type: ignore[attr-defined]


def test_the_same_views_are_the_same_bytes() -> None:
    assert page(*views()) == page(*views())
