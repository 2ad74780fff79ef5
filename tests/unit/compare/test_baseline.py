"""Baselines: what is accepted, until when, what is no longer needed, and what is wrong in a file."""

import pytest

from compared import asset, rule
from scapkit.compare.results.accepting import against_baseline
from scapkit.compare.results.baseline import Baseline
from scapkit.compare.results.baseline_file import read_baseline, write_baseline
from scapkit.compare.results.kinds import Kind
from scapkit.compare.results.record import AssetRecord
from scapkit.compare.results.stale import pruned
from scapkit.problem import Invalid


def baseline(*entries: str) -> Baseline:
    lines = "".join(f"- {{{each}}}\n" for each in entries)
    return read_baseline(f"baseline: 1\naccepted:\n{lines}".encode(), "b.yml")


def beyond(known: Baseline, *assets: AssetRecord) -> list[tuple[str, str, list[str]]]:
    changes = [each for found in against_baseline(assets, known) for each in found.changes]
    return [(each.rule, str(each.kinds[0]), [find.key for find in each.came]) for each in changes]


FAILS = rule("r", "fail", "/a", "/b")


@pytest.mark.parametrize(
    ("entry", "want"),
    [
        ("rule: r, assets: [a]", []),
        ("rule: xccdf_org.example_rule_r, assets: [a]", []),
        ("rule: r, assets: '*', findings: [/a, /b]", []),
        ("rule: r, assets: [b]", [("r", "newly-failing", ["/a", "/b"])]),
        ("rule: r, assets: ['node-*']", [("r", "newly-failing", ["/a", "/b"])]),
        ("rule: other, assets: [a]", [("r", "newly-failing", ["/a", "/b"])]),
        ("rule: r, assets: [a], findings: [/a]", [("r", "changed-evidence", ["/b"])]),
        ("rule: r, assets: [a], findings: []", [("r", "changed-evidence", ["/a", "/b"])]),
        ("rule: r, assets: [a], until: 2026-01-10", []),
        ("rule: r, assets: [a], until: 2026-01-09", [("r", "newly-failing", ["/a", "/b"])]),
        ("rule: r, assets: [a], until: '2026-01-10T00:00:00Z'", [("r", "newly-failing", ["/a", "/b"])]),
    ],
)
def test_an_entry_accepts_what_it_names(entry: str, want: list[tuple[str, str, list[str]]]) -> None:
    assert beyond(baseline(entry), asset("a", FAILS, rule("fine", "pass"))) == want


def test_entries_add_up() -> None:
    entries = ("rule: r, assets: [a], findings: [/a]", "rule: r, assets: ['?'], findings: [/b]")
    assert beyond(baseline(*entries), asset("a", FAILS)) == []


def test_an_entry_that_ends_does_not_count_where_nobody_knows_when_results_were_made() -> None:
    ends = baseline("rule: r, assets: [a], until: 2099-01-01")
    assert beyond(ends, asset("a", FAILS)) == [] and beyond(ends, asset("a", FAILS, time="")) != []
    assert beyond(ends, asset("a", FAILS, time="2026-01-10T00:00:00")) == []


def test_what_is_found_but_not_listed_is_accepted_only_with_the_whole_rule() -> None:
    more = asset("a", FAILS._replace(more=3))
    assert beyond(baseline("rule: r, assets: [a], findings: [/a, /b]"), more) == [("r", "changed-evidence", [])]
    assert beyond(baseline("rule: r, assets: [a]"), more) == []
    nameless = asset("a", rule("r", "fail"))
    assert beyond(baseline("rule: r, assets: [a], findings: [/a]"), nameless) == [("r", "changed-evidence", [])]


def test_a_baseline_that_was_written_accepts_what_it_was_written_of_and_nothing_more() -> None:
    first, second = asset("n[1]", FAILS, rule("s", "fail")), asset("n2", FAILS, rule("p", "pass"))
    data = write_baseline([first, second])
    known = read_baseline(data, "b.yml")
    assert beyond(known, first, second) == []
    assert beyond(known, asset("n1", FAILS)) == [("r", "newly-failing", ["/a", "/b"])]
    assert beyond(known, asset("n2", rule("r", "fail", "/a", "/c"))) == [("r", "changed-evidence", ["/c"])]
    assert data == write_baseline([second, first]) and data.count(b"rule: r") == 1


def test_what_people_wrote_into_a_baseline_is_kept_when_it_is_written_again() -> None:
    known = baseline(
        "rule: r, assets: [a], findings: [/a, /gone], until: 2026-12-31, reason: 'ticket 12'",
        "rule: fixed, assets: [a]",
        "rule: elsewhere, assets: [b], reason: another team",
    )
    written = read_baseline(write_baseline([asset("a", FAILS, rule("fixed", "pass"))], known), "c.yml")
    assert [(each.rule, each.findings, each.until, each.reason) for each in written.all] == [
        ("elsewhere", None, "", "another team"),
        ("r", ("/a",), "2026-12-31", "ticket 12"),
        ("r", ("/b",), "", ""),
    ]


@pytest.mark.parametrize(
    ("entry", "result", "want"),
    [
        ("rule: r, assets: [a]", "pass", ["r: does not fail any more"]),
        ("rule: r, assets: [a], findings: [/a, /gone]", "fail", ["r: no longer found: /gone"]),
        ("rule: r, assets: [a], until: 2025-01-01", "fail", ["r: accepted until 2025-01-01, which is over"]),
        ("rule: r, assets: [a]", "unknown", []),
        ("rule: r, assets: [a]", "notapplicable", []),
        ("rule: r, assets: [b]", "pass", []),
        ("rule: other, assets: [a]", "pass", []),
        ("rule: r, assets: [a]", "fail", []),
    ],
)
def test_what_is_no_longer_needed_is_told_where_somebody_can_tell(entry: str, result: str, want: list[str]) -> None:
    assert list(pruned(baseline(entry), [asset("a", rule("r", result, "/a"))])[1]) == want


def test_what_is_not_found_is_still_needed_where_not_all_was_collected() -> None:
    known = baseline("rule: r, assets: [a], findings: [/a, /gone]")
    assert pruned(known, [asset("a", rule("r", "fail", "/a")._replace(complete=False))]) == (known.all, ())


def test_what_is_accepted_is_marked_where_there_are_older_results_too() -> None:
    from scapkit.compare.results.comparing import compare_assets

    known = baseline("rule: r, assets: [a], findings: [/a]")
    (change,) = compare_assets([asset("a", rule("r", "pass"))], [asset("a", rule("r", "fail", "/a"))], {}, known)
    assert (change.changes[0].kinds, change.changes[0].accepted, change.failing) == ((Kind.NEWLY_FAILING,), True, 0)
    (change,) = compare_assets([asset("a", rule("r", "pass"))], [asset("a", FAILS)], {}, known)
    (only,) = change.changes
    assert (only.accepted, [each.key for each in only.came], change.failing) == (False, ["/b"], 1)
    assert only.notes == ("1 more came that the baseline accepts",)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "no-baseline", 0),
        ("accepted: []\n", "no-baseline", 1),
        ("baseline: 2\naccepted: []\n", "no-baseline", 1),
        ("- a\n", "wrong-type", 1),
        ("baseline: 1\naccepted:\n- {rule: r}\n", "missing-key", 3),
        ("baseline: 1\naccepted:\n- {assets: [a]}\n", "missing-key", 3),
        ("baseline: 1\naccepted:\n- {rule: r, asset: [a]}\n", "unknown-key", 3),
        ("baseline: 1\naccepted:\n- {rule: r, assets: [a], until: soon}\n", "malformed-time", 3),
        ("baseline: 1\naccepted:\n- rule: r\n  assets: [a]\n  findings:\n", "empty-key", 5),
        ("baseline: 1\naccepted:\n- rule: r\n  assets: [a]\n  until:\n  reason: x\n", "empty-key", 5),
        ("baseline: 1\naccepted:\n- {rule: r, assets: [{}]}\n", "wrong-type", 3),
        ("baseline: 1\naccepted: [\n", "malformed-yaml", 3),
    ],
)
def test_what_is_wrong_in_a_baseline_is_told_with_its_line(text: str, code: str, line: int) -> None:
    with pytest.raises(Invalid) as caught:
        read_baseline(text.encode(), "b.yml")
    assert any(each.code == code and each.span.line in (line, 0) for each in caught.value.problems), str(caught.value)


def test_an_asset_whose_name_is_a_pattern_accepts_nothing_for_others() -> None:
    data = write_baseline([asset("*", FAILS)])
    assert beyond(read_baseline(data, "b.yml"), asset("*", FAILS)) == []
    assert beyond(read_baseline(data, "b.yml"), asset("other", FAILS)) != []


def test_hostile_names_come_back_as_they_were_and_show_as_escapes() -> None:
    evil = "\u202e]: !!python/object \x85\n- rule: x <script>"
    made = asset(evil, rule("r", "fail", " ".join(evil.split())))
    data = write_baseline([made])
    assert data.isascii()
    known = read_baseline(data, "b.yml")
    assert beyond(known, made) == [] and len(known.all) == 1
