"""Control files: nested, split, shared, made of each other, and as references."""

import json
from pathlib import Path
from typing import Any

import pytest

from authored import CONTENT, FILES, POLICY, PRODUCT, PROFILE, built, edited, problems, project, told
from scapkit.authoring.read import read_project
from scapkit.model.xccdf import Benchmark, Group, RefineValue, Rule, Select
from scapkit.names import short_id

OTHER = f"{CONTENT}/controls/other.yml"
HEAD = "title: Other\nid: other\n"


def selected(root: Path, selections: str, changes: dict[str, str]) -> list[str]:
    """The rules that a profile of some selections comes to."""
    text = f"title: P\ndescription: D.\nselections: {selections}\n"
    (found,) = built(root, {**changes, PROFILE: text}).benchmark.profiles
    return [short_id(each.idref) for each in found.refinements if isinstance(each, Select)]


def references(benchmark: Benchmark, rule: str) -> list[tuple[str, str]]:
    (group,) = benchmark.children
    assert isinstance(group, Group)
    found = next(each for each in group.children if isinstance(each, Rule) and each.id.endswith(rule))
    return [(each.href, each.text) for each in found.references]


@pytest.mark.parametrize(
    ("part", "wanted"),
    [
        ("policy:1.1", ["api_answer"]),
        ("policy:1", ["api_answer", "conf_owner"]),
        ("policy:all:low", ["conf_owner"]),
        ("policy:all", ["api_answer", "conf_owner"]),
        ("policy:1.1:low", []),
        ("policy:1.1:high", ["api_answer"]),
        ("b", ["conf_owner"]),
        ("other:b", ["conf_owner"]),
    ],
)
def test_controls_may_be_made_of_others(tmp_path: Path, part: str, wanted: list[str]) -> None:
    text = f"{HEAD}controls:\n  - id: a\n    controls: ['{part}']\n  - {{id: b, rules: [conf_owner]}}\n"
    assert selected(tmp_path, "['other:a']", {OTHER: text}) == wanted


@pytest.mark.parametrize(
    ("part", "wanted"),
    [
        ("policy:2", ":5:16 unknown-control"),
        ("policy:all:hihg", ":5:16 unknown-level"),
        ("polcy:all", ":5:16 unknown-policy"),
        ("c", ":5:16 unknown-control"),
        ("policy:", ":5:16 unknown-policy"),
        ("a", ":5:16 cyclic-controls"),
        ("b", ":6:24 cyclic-controls"),
        ("other:all", ":5:16 cyclic-controls"),
    ],
)
def test_wrong_part_of_a_control_is_told_though_no_profile_names_it(tmp_path: Path, part: str, wanted: str) -> None:
    text = f"{HEAD}controls:\n  - id: a\n    controls: ['{part}']\n  - {{id: b, controls: ['a']}}\n"
    assert f"{OTHER}{wanted}" in told(tmp_path, {OTHER: text})


def test_cycle_between_policies_names_its_way(tmp_path: Path) -> None:
    text = f"{HEAD}controls: [{{id: a, controls: ['policy:2']}}]\n"
    back = FILES[POLICY] + "  - {id: '2', controls: ['other:a']}\n"
    messages = {each.message for each in problems(tmp_path, {OTHER: text, POLICY: back})}
    assert "the control is made of itself: policy:2 -> other:a -> policy:2" in messages


def test_many_references_to_one_control_are_followed_once(tmp_path: Path) -> None:
    names = [f"c{index}" for index in range(40)]
    controls = "".join(
        f"  - {{id: {name}, controls: [{', '.join(names[index + 1 :])}]}}\n" for index, name in enumerate(names[:-1])
    )
    text = f"{HEAD}controls:\n{controls}  - {{id: c39, rules: [conf_owner]}}\n"
    assert selected(tmp_path, "['other:c0']", {OTHER: text}) == ["conf_owner"]


def test_endless_chains_are_told(tmp_path: Path) -> None:
    controls = "".join(f"  - {{id: c{index}, controls: [c{index + 1}]}}\n" for index in range(600))
    text = f"{HEAD}controls:\n{controls}  - {{id: c600}}\n"
    assert {each.code for each in problems(tmp_path / "controls", {OTHER: text})} == {"excessive-nesting"}
    profile = "title: P\ndescription: D.\nextends: p{:04}\n"
    profiles = {f"profiles/tiny/p{index:04}.profile": profile.format(index + 1) for index in range(600)}
    last = {"profiles/tiny/p0600.profile": "title: P\ndescription: D.\n"}
    assert {each.code for each in problems(tmp_path / "profiles", {**profiles, **last})} == {"excessive-nesting"}


@pytest.mark.parametrize("folder", ["other", "parts"])
def test_policy_may_be_split_over_a_folder(tmp_path: Path, folder: str) -> None:
    named = "" if folder == "other" else "controls_dir: parts\n"
    parts = {
        f"{CONTENT}/controls/{folder}/a.yml": "controls:\n  - id: a\n    controls: [{id: a.1, rules: [conf_owner]}]\n",
        f"{CONTENT}/controls/{folder}/b.yml": "controls:\n  - {id: b, rules: [api_answer]}\n",
    }
    changes = {OTHER: HEAD + named, **parts}
    assert selected(tmp_path, "['other:all']", changes) == ["api_answer", "conf_owner"]
    assert selected(tmp_path, "['other:a']", changes) == ["conf_owner"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (HEAD, ":1:1 missing-key"),
        (f"{HEAD}controls_dir: parts\ncontrols: []\n", ":3:15 missing-folder"),
        (f"{HEAD}controls: {{id: a}}\n", ":3:11 wrong-type"),
        (f"{HEAD}controls: [{{title: a}}]\n", ":3:12 missing-key"),
        (f"{HEAD}controls: [{{id: a}}, {{id: a}}]\n", ":3:26 duplicate-id"),
        (f"{HEAD}controls: [{{id: a, controls: [{{id: b, staus: manual}}]}}]\n", ":3:39 unknown-key"),
        (f"{HEAD}levels: [{{id: l, inherits_from: [m]}}]\ncontrols: []\n", ":3:34 unknown-level"),
    ],
)
def test_mistake_in_a_control_file_is_told_at_its_place(tmp_path: Path, text: str, wanted: str) -> None:
    assert told(tmp_path, {OTHER: text}) == [f"{OTHER}{wanted}"]


def test_controls_without_levels_have_those_around_them_or_the_first(tmp_path: Path) -> None:
    levels = "levels: [{id: low}, {id: high, inherits_from: [low]}, {id: top, inherits_from: [high]}]\n"
    controls = (
        "controls:\n  - id: a\n    rules: [conf_owner]\n"
        "  - id: b\n    levels: high\n    controls: [{id: b.1, rules: [api_answer]}]\n"
    )
    changes = {OTHER: HEAD + levels + controls}
    assert selected(tmp_path, "['other:all:low']", changes) == ["conf_owner"]
    assert selected(tmp_path, "['other:all:top']", changes) == ["api_answer", "conf_owner"]


def test_control_may_leave_rules_out_and_choose_options(tmp_path: Path) -> None:
    text = f"{HEAD}controls: [{{id: a, rules: ['!conf_owner', var_mode=strict], related_rules: [api_answer]}}]\n"
    profile = "title: P\ndescription: D.\nextends: base\nselections: ['other:all']\n"
    made = built(tmp_path, {OTHER: text, "profiles/tiny/child.profile": profile}).benchmark.profiles[1]
    assert [short_id(each.idref) for each in made.refinements if isinstance(each, Select)] == ["api_answer"]
    assert [each.selector for each in made.refinements if isinstance(each, RefineValue)] == ["strict"]


def test_profile_may_take_back_what_a_control_leaves_out(tmp_path: Path) -> None:
    text = f"{HEAD}controls: [{{id: a, rules: ['!conf_owner']}}]\n"
    assert selected(tmp_path, "['other:all', conf_owner]", {OTHER: text}) == ["conf_owner"]


SHARED = "controls/shared.yml"


def shared(rules: str) -> dict[str, str]:
    """A policy that two products share; only the other one has the rule and the value that are named so."""
    text = f"title: S\nid: shared\nreference_type: only_other\ncontrols: [{{id: a, rules: {rules}}}]\n"
    files: dict[str, str] = {SHARED: text, "content/other/product.yml": FILES[PRODUCT].replace("tiny", "other")}
    return {**files, "content/other/x/their_rule/rule.yml": "", "content/other/x/their_value.var": ""}


def test_shared_policy_may_name_what_only_another_product_has(tmp_path: Path) -> None:
    changes = shared("[their_rule, '!their_rule', their_rule.severity=low, their_value=x, conf_owner]")
    changes[SHARED] = changes[SHARED].replace("reference_type: only_other\n", "")
    assert selected(tmp_path, "['shared:all']", changes) == ["conf_owner"]


def test_shared_policy_may_not_name_what_no_product_has(tmp_path: Path) -> None:
    changes = shared("[nobodys_rule]")
    changes[SHARED] = changes[SHARED].replace("reference_type: only_other\n", "")
    use = edited(PROFILE, "  - policy:all:high", "  - shared:a")
    assert told(tmp_path, {**changes, **use}) == [f"{SHARED}:3:28 unknown-rule"]


def test_controls_become_references_of_the_rules_that_answer_them(tmp_path: Path) -> None:
    text = (
        FILES[POLICY]
        .replace("version: '1'", "version: '1'\nreference_type: cis")
        .replace("[conf_owner]", "[conf_owner, '!api_answer']")
    )
    made = built(tmp_path, {POLICY: text})
    assert references(made.benchmark, "api_answer") == [("https://example.org/cis", "1.1")]
    own = [("https://example.org/cis", "1.1"), ("https://example.org/cis", "1.2"), ("https://example.org/cis", "1")]
    assert references(made.benchmark, "conf_owner") == own
    assert json.loads(made.manifest)["rules"]["conf_owner"]["references"] == {"cis": ["1.1", "1.2", "1"]}


def test_policy_for_other_products_gives_no_references(tmp_path: Path) -> None:
    for products, there in (("other", False), ("[other, tiny]", True), ("tiny", True)):
        text = FILES[POLICY].replace("version: '1'", f"version: '1'\nproduct: {products}\nreference_type: cis")
        made = built(tmp_path / products, {POLICY: text})
        assert bool(references(made.benchmark, "api_answer")) is there


def test_class_that_the_product_lacks_is_told_where_the_policy_is_its_own_or_used(tmp_path: Path) -> None:
    own = FILES[POLICY].replace("version: '1'", "version: '1'\nreference_type: ciss")
    (found,) = problems(tmp_path / "own", {POLICY: own})
    assert (str(found.span), found.code, found.hint) == (f"{POLICY}:5:17", "unknown-reference", "did you mean cis?")
    assert told(tmp_path / "unused", shared("[conf_owner]")) == []
    use = edited(PROFILE, "  - policy:all:high", "  - shared:a")
    assert told(tmp_path / "used", {**shared("[conf_owner]"), **use}) == [f"{SHARED}:3:17 unknown-reference"]


def test_everything_a_control_says_is_kept(tmp_path: Path) -> None:
    more: dict[str, Any] = {"fixtext": "Do it.", "check": "Look.", "mitigation": "None.", "severity": "high"}
    lines = "".join(f"    {name}: {text}\n" for name, text in more.items())
    text = f"{HEAD}original_title: Autre\nsource: https://x.org\ncontrols:\n  - id: a\n    tickets: [https://x.org/1]\n{lines}"
    policy = read_project(project(tmp_path, {OTHER: text}), "tiny").policies["other"]
    assert policy.controls[0].kept == more
    assert [node.text for node in policy.controls[0].tickets] == ["https://x.org/1"]
