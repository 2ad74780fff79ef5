"""Which assets of two results are the same, and when two are not compared."""

from compared import asset, rule, scope
from scapkit.compare.results.change import ADDED, COMPARED, INCOMPARABLE, REMOVED, AssetChange
from scapkit.compare.results.comparing import compare_assets
from scapkit.compare.results.kinds import Kind
from scapkit.compare.results.pairing import pair_assets
from scapkit.compare.results.record import AssetRecord

PASSES, FAILS = rule("a", "pass"), rule("a", "fail", "/etc/a")


def status(*changes: AssetChange) -> list[tuple[str, str]]:
    return [(each.name, each.status) for each in changes]


def names(olds: list[AssetRecord], news: list[AssetRecord], **same: str) -> list[tuple[str, str]]:
    pairs = pair_assets(olds, news, same)
    return [(each.old.name if each.old else "", each.new.name if each.new else "") for each in pairs]


def test_assets_are_paired_by_name_whatever_their_order() -> None:
    assert names([asset("a"), asset("b")], [asset("b"), asset("a")]) == [("b", "b"), ("a", "a")]


def test_of_several_assets_of_one_name_those_are_paired_that_are_the_same() -> None:
    def local(number: int, result: str) -> AssetRecord:
        return asset("localhost", rule("a", result), identities=frozenset({f"mac 02:00:00:00:00:0{number}"}))

    changes = compare_assets([local(1, "pass"), local(2, "fail")], [local(2, "fail"), local(1, "pass")])
    assert [(each.status, each.changes) for each in changes] == [(COMPARED, ())] * 2


def test_assets_without_names_go_by_their_files() -> None:
    olds = [asset("unknown", PASSES, place="old/a.xml"), asset("unknown", FAILS, place="old/b.xml")]
    news = [asset("unknown", FAILS, place="new/b.xml"), asset("unknown", PASSES, place="new/a.xml")]
    assert not any(each.changes for each in compare_assets(olds, news))
    (one,) = compare_assets(olds[:1], [asset("a", FAILS, place="c.xml")])
    assert (one.status, one.scope) == (COMPARED, ())


def test_assets_in_one_result_only_are_told() -> None:
    changes = compare_assets([asset("a"), asset("gone", FAILS)], [asset("a"), asset("come", PASSES, rule("b", "fail"))])
    assert status(*changes) == [("a", COMPARED), ("come", ADDED), ("gone", REMOVED)]
    assert [each.rules for each in changes] == [0, 2, 1]
    assert [each.rule for each in changes[1].changes] == ["b"]


def test_an_asset_with_another_name_is_known_by_what_it_alone_has() -> None:
    mac = {"identities": frozenset({"mac 02:00:00:00:00:01"})}
    olds = [asset("old-name", PASSES, **mac), asset("other", PASSES)]
    changes = compare_assets(olds, [asset("new-name", FAILS, **mac), asset("other", PASSES)])
    assert status(*changes) == [("new-name", COMPARED), ("other", COMPARED)]
    assert changes[0].old_name == "old-name" and changes[0].changes[0].kinds == (Kind.NEWLY_FAILING,)


def test_a_name_that_another_asset_has_now_does_not_make_it_the_same() -> None:
    old = asset("web", PASSES, identities=frozenset({"instance i-1"}))
    new = asset("web", FAILS, identities=frozenset({"instance i-2"}))
    (change,) = compare_assets([old], [new])
    assert (change.status, change.scope[0].words) == (INCOMPARABLE, "other asset: instance i-1 -> instance i-2")
    (said,) = compare_assets([old], [new], {"web": "web"})
    assert (said.status, said.scope) == (COMPARED, ())


def test_two_single_assets_of_other_names_are_not_compared_unless_somebody_says_so() -> None:
    (change,) = compare_assets([asset("a", PASSES)], [asset("b", FAILS, rule("b", "pass"))])
    assert (change.status, change.scope[0].words) == (INCOMPARABLE, "other asset: a -> b")
    assert [(each.rule, each.kinds, each.old) for each in change.changes] == [("a", (Kind.INCOMPARABLE,), None)]
    (said,) = compare_assets([asset("a", PASSES)], [asset("b", FAILS)], {"a": "b"})
    assert said.status == COMPARED and said.changes[0].kinds == (Kind.NEWLY_FAILING,)


def test_an_asset_judged_by_two_profiles_goes_with_its_own() -> None:
    one, two = scope(profile="xccdf_x_profile_one"), scope(profile="xccdf_x_profile_two")
    olds = [asset("a", PASSES, scope=one), asset("a", FAILS, scope=two)]
    changes = compare_assets(olds, [asset("a", FAILS, scope=two), asset("a", PASSES, scope=one)])
    assert status(*changes) == [("a (two)", COMPARED), ("a (one)", COMPARED)]
    assert not any(each.changes or each.scope for each in changes)


def test_another_benchmark_compares_no_rules() -> None:
    (change,) = compare_assets([asset("a", PASSES)], [asset("a", FAILS, scope=scope(benchmark="xccdf_x_benchmark_C"))])
    assert (change.status, change.scope[0].words) == (INCOMPARABLE, "other benchmark: B -> C")


def test_another_profile_is_told_and_rules_with_the_same_values_are_compared() -> None:
    old = asset("a", PASSES, rule("v", "pass", values={"days": "90"}), rule("w", "pass", values={"n": "1"}))
    other = scope(profile="xccdf_x_profile_q", tailoring="t 2")
    new = asset("a", FAILS, rule("v", "fail", values={"days": "60"}), rule("w", "pass", values={"n": "1"}), scope=other)
    (change,) = compare_assets([old], [new])
    assert [each.words for each in change.scope] == ["other profile: p -> q", "other tailoring: (none) -> t 2"]
    assert [(each.rule, each.kinds[0]) for each in change.changes] == [("a", "newly-failing"), ("v", "incomparable")]
    assert change.changes[1].notes == ("days: 90 -> 60",) and change.same == 1
    assert (change.status, change.standing) == (COMPARED, "incomparable in part")


def test_rules_that_came_and_went_with_the_profile_say_so() -> None:
    new = asset("a", rule("b", "fail"), scope=scope(profile="xccdf_x_profile_q"))
    (change,) = compare_assets([asset("a", PASSES)], [new])
    assert [(each.rule, each.kinds) for each in change.changes] == [("b", (Kind.ADDED,)), ("a", (Kind.REMOVED,))]
    assert {each.notes for each in change.changes} == {("it was judged by another profile",)}


def test_another_version_without_its_content_leaves_nothing_to_compare() -> None:
    (change,) = compare_assets([asset("a", PASSES)], [asset("a", FAILS, scope=scope(version="2.0"))])
    assert change.status == COMPARED
    assert [each.kinds for each in change.changes] == [(Kind.INCOMPARABLE,)]
    assert "cannot be told" in change.changes[0].notes[0]


def test_another_tool_is_told_and_its_words_are_not_compared() -> None:
    def unknown(reason: str) -> AssetRecord:
        return asset("a", rule("a", "unknown")._replace(reasons=(reason,)))

    other = unknown("b")._replace(scope=scope(tool="cpe:/a:redhat:openscap:1.3.7"))
    (change,) = compare_assets([unknown("a")], [other])
    assert change.changes == () and "another tool: cpe:/a:x:y:1 -> cpe:/a:redhat:openscap:1.3.7" in change.remarks[0]
    newer = unknown("b")._replace(scope=scope(tool="cpe:/a:x:y:2"))
    (change,) = compare_assets([unknown("a")], [newer])
    assert [each.kinds for each in change.changes] == [(Kind.CHANGED_REASON,)]
