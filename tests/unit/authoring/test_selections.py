"""Profiles resolved through their parents and through policies."""

from pathlib import Path

from authored import FILES, POLICY, PROFILE, RULE, VALUE, built, edited, problems, told
from scapkit.model.xccdf import Profile, RefineRule, RefineValue, Select
from scapkit.names import short_id

OTHER = "profiles/tiny/other.profile"


def profile(selections: str, more: str = "") -> str:
    return f"title: Other\ndescription: Another one.\n{more}selections: [{selections}]\n"


def resolved(tmp_path: Path, selections: str, more: str = "") -> Profile:
    made = built(tmp_path, {OTHER: profile(selections, more)})
    return next(each for each in made.benchmark.profiles if each.id.endswith("_other"))


def rules(found: Profile) -> list[str]:
    return [short_id(each.idref) for each in found.refinements if isinstance(each, Select)]


def test_level_brings_in_what_it_inherits(tmp_path: Path) -> None:
    assert rules(resolved(tmp_path, "'policy:all:high'")) == ["api_answer", "conf_owner"]


def test_level_leaves_out_what_is_above_it(tmp_path: Path) -> None:
    assert rules(resolved(tmp_path, "'policy:all:low'")) == ["conf_owner"]


def test_whole_policy_brings_in_every_control(tmp_path: Path) -> None:
    assert rules(resolved(tmp_path, "'policy:all'")) == ["api_answer", "conf_owner"]


def test_control_brings_in_its_nested_ones(tmp_path: Path) -> None:
    assert rules(resolved(tmp_path, "'policy:1'")) == ["api_answer", "conf_owner"]


def test_nested_control_comes_alone(tmp_path: Path) -> None:
    assert rules(resolved(tmp_path, "'policy:1.1'")) == ["api_answer"]


def test_rule_left_out_is_out_whatever_brought_it_in(tmp_path: Path) -> None:
    assert rules(resolved(tmp_path, "'!conf_owner', 'policy:all'")) == ["api_answer"]


def test_parent_is_extended_and_what_the_child_says_wins(tmp_path: Path) -> None:
    found = resolved(tmp_path, "'!api_answer', var_mode=default, conf_owner.role=unscored", "extends: base\n")
    assert rules(found) == ["conf_owner"]
    assert RefineValue("xccdf_org.example.content_value_var_mode", selector="") in found.refinements
    assert RefineRule("xccdf_org.example.content_rule_conf_owner", severity="low", role="unscored") in found.refinements


def test_options_become_selectors_and_settings_refinements(tmp_path: Path) -> None:
    found = built(tmp_path).benchmark.profiles[0]
    assert found.refinements[2:] == (
        RefineValue("xccdf_org.example.content_value_var_mode", selector="strict"),
        RefineRule("xccdf_org.example.content_rule_conf_owner", severity="low"),
    )
    assert found.platforms == ("cpe:/a:example:tiny:1",)
    assert (found.version, found.references[0].href) == ("1.0", "https://example.org/base")


def test_policy_can_choose_options_and_settings(tmp_path: Path) -> None:
    change = edited(POLICY, "rules: [api_answer]", "rules: [api_answer, var_mode=strict, api_answer.weight=2.5]")
    made = built(tmp_path, {**change, OTHER: profile("'policy:1.1'")})
    found = made.benchmark.profiles[1].refinements
    assert RefineValue("xccdf_org.example.content_value_var_mode", selector="strict") in found
    assert RefineRule("xccdf_org.example.content_rule_api_answer", weight="2.5") in found


def wrong(tmp_path: Path, selections: str, more: str = "") -> list[str]:
    return told(tmp_path, {OTHER: profile(selections, more)})


def test_every_dangling_selection_is_told_at_its_line(tmp_path: Path) -> None:
    text = """title: Other
description: Another.
selections:
  - conf_ownr
  - '!conf_ownr'
  - var_mod=strict
  - var_mode=strickt
  - polic:all
  - policy:2
  - policy:all:highest
  - conf_ownr.severity=low
  - conf_owner.severty=low
  - conf_owner.severity=lowest
  - conf_owner.weight=-1
"""
    found = problems(tmp_path, {OTHER: text})
    assert [(each.span.line, each.code) for each in found] == [
        (4, "unknown-rule"),
        (5, "unknown-rule"),
        (6, "unknown-value"),
        (7, "unknown-option"),
        (8, "unknown-policy"),
        (9, "unknown-control"),
        (10, "unknown-level"),
        (11, "unknown-rule"),
        (12, "unknown-key"),
        (13, "bad-value"),
        (14, "bad-value"),
    ]
    assert found[0].hint == "did you mean conf_owner?"
    assert found[3].hint == "did you mean strict?"


def test_dangling_rule_of_a_policy_is_told_in_the_policy(tmp_path: Path) -> None:
    change = edited(POLICY, "rules: [api_answer]", "rules: [api_anser]")
    assert told(tmp_path, change) == [f"{POLICY}:17:17 unknown-rule"]


def test_unknown_levels_of_a_policy_are_told(tmp_path: Path) -> None:
    change = edited(POLICY, "levels: [high]", "levels: [higher]")
    assert told(tmp_path, change) == [f"{POLICY}:16:18 unknown-level"]


def test_rule_that_is_both_selected_and_left_out_is_told(tmp_path: Path) -> None:
    assert wrong(tmp_path, "conf_owner, '!conf_owner'") == [f"{OTHER}:3:26 contradictory-selection"]


def test_profile_cycle_is_reported_at_the_extends_line(tmp_path: Path) -> None:
    changes = {
        OTHER: profile("conf_owner", "extends: third\n"),
        "profiles/tiny/third.profile": profile("conf_owner", "extends: other\n"),
    }
    (found,) = problems(tmp_path, changes)
    assert (str(found.span), found.code) == ("profiles/tiny/third.profile:3:10", "cyclic-extends")
    assert "other -> third -> other" in found.message


def test_profile_that_extends_itself_is_a_cycle(tmp_path: Path) -> None:
    assert wrong(tmp_path, "conf_owner", "extends: other\n") == [f"{OTHER}:3:10 cyclic-extends"]


def test_unknown_parent_is_told(tmp_path: Path) -> None:
    assert wrong(tmp_path, "conf_owner", "extends: bas\n") == [f"{OTHER}:3:10 unknown-profile"]


def test_levels_that_inherit_each_other_do_not_hang(tmp_path: Path) -> None:
    change = edited(POLICY, "  - id: low\n", "  - {id: low, inherits_from: [high]}\n")
    made = built(tmp_path, {**change, OTHER: profile("'policy:all:low'")})
    assert rules(made.benchmark.profiles[1]) == ["api_answer", "conf_owner"]


def test_incomplete_profile_is_left_out(tmp_path: Path) -> None:
    made = built(tmp_path, {OTHER: profile("conf_owner", "documentation_complete: false\n")})
    assert [short_id(each.id) for each in made.benchmark.profiles] == ["base"]
    assert PROFILE.endswith("base.profile")


def test_dots_in_ids_of_rules_and_values_are_no_settings(tmp_path: Path) -> None:
    changes = {
        "content/tiny/files/conf.d_owner/rule.yml": FILES[RULE],
        "content/tiny/files/var.severity.var": FILES[VALUE],
        OTHER: profile("conf.d_owner, conf.d_owner.severity=low, var.severity=strict"),
    }
    made = built(tmp_path, changes)
    found = next(each for each in made.benchmark.profiles if each.id.endswith("_other"))
    assert found.refinements[1:] == (
        RefineValue("xccdf_org.example.content_value_var.severity", selector="strict"),
        RefineRule("xccdf_org.example.content_rule_conf.d_owner", severity="low"),
    )
