"""Which rules a profile keeps: filters and groups that are left out."""

import time
from pathlib import Path

import pytest

from authored import CONTENT, PROFILE, built, told
from scapkit.model.xccdf import Profile, Select
from scapkit.names import short_id

HEAD = "title: P\ndescription: D.\nselections: [conf_owner, api_answer]\n"


def made(root: Path, more: str, changes: dict[str, str] | None = None) -> Profile:
    (found,) = built(root, {PROFILE: HEAD + more, **(changes or {})}).benchmark.profiles
    return found


def rules(found: Profile) -> list[str]:
    return [short_id(each.idref) for each in found.refinements if isinstance(each, Select) and each.selected]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('"tiny" in platforms', ["conf_owner"]),
        ('"tiny" not in platforms', ["api_answer"]),
        ('platform == "not tiny"', ["api_answer"]),
        ('severity == "high"', ["conf_owner"]),
        ('severity != "high"', ["api_answer"]),
        ('severity in ["low", "medium"]', ["api_answer"]),
        ('severity in ("low", "high")', ["api_answer", "conf_owner"]),
        ("not template", ["api_answer"]),
        ('template == "file_owner" and not ("cis" not in references)', ["conf_owner"]),
        ('"cce" in identifiers or id_ == "api_answer"', ["api_answer", "conf_owner"]),
        ('"conf" in id', ["conf_owner"]),
        ("platforms in severity", []),
        ('"low" == severity == "low"', ["api_answer"]),
        ("''", ["api_answer", "conf_owner"]),
    ],
)
def test_filter_says_which_selected_rules_stay(tmp_path: Path, text: str, wanted: list[str]) -> None:
    assert rules(made(tmp_path, f"filter_rules: {text}\n" if text == "''" else f"filter_rules: '{text}'\n")) == wanted


def test_platforms_of_groups_are_a_fact_of_their_own(tmp_path: Path) -> None:
    group = {f"{CONTENT}/files/group.yml": "title: F\ndescription: F.\nplatform: tiny\n"}
    assert len(rules(made(tmp_path, "filter_rules: '\"tiny\" in inherited_platforms'\n", group))) == 2


def test_child_is_filtered_by_its_own_filter_and_starts_from_the_filtered_parent(tmp_path: Path) -> None:
    child = 'title: C\ndescription: C.\nextends: base\nfilter_rules: severity == "low"\n'
    profiles = {"profiles/tiny/child.profile": child, PROFILE: HEAD + 'filter_rules: severity == "high"\n'}
    first, second = built(tmp_path, profiles).benchmark.profiles
    assert (rules(first), rules(second)) == (["conf_owner"], [])


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("severty == 'x'", 15),
        ("id and __import__('os')", 22),
        ("id.upper", 15),
        ("id[0]", 15),
        ("severity < 'high'", 15),
        ("5 in platforms", 15),
        ("severity in not id", 27),
        ("any(x for x in id)", 15),
        ("id if id else id", 15),
        ("-id", 15),
        ("f'{id}'", 15),
        ("id is id", 15),
        ("(id := 'x')", 16),
    ],
)
def test_what_is_no_filter_is_told_at_its_column(tmp_path: Path, text: str, column: int) -> None:
    found = told(tmp_path, {PROFILE: f"{HEAD}filter_rules: {text}\n"})
    assert found
    code = "unknown-fact" if text.startswith("severty") else "malformed-filter"
    assert f"{PROFILE}:4:{column} {code}" in found


def test_broken_filter_is_told(tmp_path: Path) -> None:
    (found,) = told(tmp_path, {PROFILE: f"{HEAD}filter_rules: severity == 'x' and\n"})
    assert found.startswith(f"{PROFILE}:4:")
    assert found.endswith("malformed-filter")


def test_column_counts_from_within_quotes(tmp_path: Path) -> None:
    assert told(tmp_path, {PROFILE: f"{HEAD}filter_rules: '\"a\" in platfroms'\n"}) == [f"{PROFILE}:4:23 unknown-fact"]


def test_filter_may_stand_in_a_block(tmp_path: Path) -> None:
    assert rules(made(tmp_path, 'filter_rules: >-\n  severity == "high"\n  and "tiny" in platforms\n')) == [
        "conf_owner"
    ]
    assert rules(made(tmp_path, 'filter_rules: |\n  severity == "high"\n  or not template\n')) == [
        "api_answer",
        "conf_owner",
    ]


@pytest.mark.parametrize(
    "text", ["(" * 1500 + "id" + ")" * 400, "not " * 480 + "id", "id or " * 500 + "id", "x" * 3000]
)
def test_excessive_filter_is_refused_or_judged_in_time(tmp_path: Path, text: str) -> None:
    start = time.monotonic()
    found = told(tmp_path, {PROFILE: f"{HEAD}filter_rules: '{text}'\n"})
    assert found == [] or found[0].startswith(f"{PROFILE}:4:")
    assert time.monotonic() - start < 5


def test_end_of_a_long_filter_is_not_left_unread(tmp_path: Path) -> None:
    text = f"id in [{'id,' * 600}x()]"
    assert told(tmp_path, {PROFILE: f"{HEAD}filter_rules: '{text}'\n"}) == [f"{PROFILE}:4:15 malformed-filter"]


def test_groups_can_be_left_out_whole(tmp_path: Path) -> None:
    inner = f"{CONTENT}/more/inner"
    changes = {
        f"{CONTENT}/more/group.yml": "title: M\ndescription: M.\n",
        f"{inner}/group.yml": "title: I\ndescription: I.\n",
        f"{inner}/deep/rule.yml": "title: R\ndescription: R.\nrationale: R.\n",
    }
    text = "title: P\ndescription: D.\nselections: [conf_owner, deep]\nunselected_groups: [more]\n"
    (found,) = built(tmp_path, {**changes, PROFILE: text}).benchmark.profiles
    assert rules(found) == ["conf_owner"]
    assert found.refinements[0] == Select("xccdf_org.example.content_group_more", False)


def test_unknown_group_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, {PROFILE: HEAD + "unselected_groups: [flies]\n"}) == [f"{PROFILE}:4:21 unknown-group"]


def test_hidden_profile_is_extended_but_not_built(tmp_path: Path) -> None:
    child = "title: C\ndescription: C.\nextends: base\n"
    found = built(tmp_path, {PROFILE: HEAD + "hidden: true\n", "profiles/tiny/child.profile": child}).benchmark.profiles
    assert [short_id(each.id) for each in found] == ["child"]
    assert rules(found[0]) == ["api_answer", "conf_owner"]
    assert told(tmp_path, {PROFILE: HEAD.replace("conf_owner", "conf_ownr") + "hidden: true\n"}) != []


def test_profile_has_its_status_and_platforms(tmp_path: Path) -> None:
    found = made(
        tmp_path, "platforms: [tiny, not tiny]\nmetadata: {status: draft, SMEs: [somebody]}\nscanner_type: CEL\n"
    )
    assert [each.value for each in found.status] == ["draft"]
    assert found.platforms == ("cpe:/a:example:tiny:1", "#not_tiny")


def test_rule_can_be_refined_by_selector(tmp_path: Path) -> None:
    text = HEAD.replace("[conf_owner,", "[conf_owner, conf_owner.selector=quick,")
    (found,) = built(tmp_path, {PROFILE: text}).benchmark.profiles
    assert found.refinements[-1]._asdict()["selector"] == "quick"
