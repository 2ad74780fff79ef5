"""Remediations: beside a rule or from its template, to fix elements and to scripts that oscap generates."""

import subprocess
from pathlib import Path

import pytest

from authored import CONTENT, FILES, NOW, PRODUCT, RULE, built, edited, problems, project, told
from scapkit.api.projects.building import BuildOptions, build
from scapkit.model.xccdf import Fix, Group, Rule

BASH = f"{CONTENT}/files/conf_owner/bash/shared.sh"
ANSIBLE = f"{CONTENT}/files/conf_owner/ansible/tiny.yml"
SCRIPT = """# platform = multi_platform_all
# reboot = true
# strategy = configure
# complexity = low
# disruption = medium

# Not part of the head: a = b
mode='(xccdf-var var_mode)'
[ 1 -lt 2 ] && chmod "$mode" /etc/conf # {{{ rule_id }}} {{ x }}
"""
TEMPLATE = "templates/checks/file_owner.jinja"
DECLARED = """{{#
description: d
parameters:
  filepath: {type: string, required: true, help: h}
  uid_or_name: {type: string, required: true, help: h}
#}}
"""


def fixes(root: Path, changes: dict[str, str | None]) -> tuple[Fix, ...]:
    """The remediations of the rule conf_owner, whose template makes none unless it is changed."""
    (group,) = built(root, {TEMPLATE: DECLARED, **changes}).benchmark.children
    assert isinstance(group, Group)
    return next(each for each in group.children if isinstance(each, Rule) and each.id.endswith("conf_owner")).fixes


def test_script_beside_a_rule_becomes_a_fix_with_the_facts_of_its_head(tmp_path: Path) -> None:
    (fix,) = fixes(tmp_path, {BASH: SCRIPT})
    assert fix._replace(markup="") == Fix(
        "", "urn:xccdf:fix:script:sh", "conf_owner", "low", "medium", "configure", reboot=True
    )
    assert fix.markup == (
        "# Not part of the head: a = b\n"
        'mode=\'<xccdf:sub idref="xccdf_org.example.content_value_var_mode" use="legacy"/>\'\n'
        '[ 1 -lt 2 ] &amp;&amp; chmod "$mode" /etc/conf # conf_owner {{ x }}\n'
    )


def test_mark_of_a_yaml_document_may_stand_before_the_head(tmp_path: Path) -> None:
    (fix,) = fixes(tmp_path, {ANSIBLE: "---\n# platform = tiny\n# reboot = true\n- name: a\n  fail:\n"})
    assert (fix.reboot, fix.markup) == (True, "- name: a\n  fail:\n")
    assert not fixes(tmp_path / "other", {ANSIBLE: "---\n# platform = other\n- name: a\n  fail:\n"})


def test_products_own_script_goes_before_the_shared_one(tmp_path: Path) -> None:
    own = BASH.replace("shared", "tiny")
    assert [each.markup for each in fixes(tmp_path, {BASH: SCRIPT, own: "true\n"})] == ["true\n"]


@pytest.mark.parametrize(
    ("platforms", "there"),
    [
        ("all", True),
        ("multi_platform_all", True),
        ("multi_platform_tiny", True),
        ("other,Tiny Product", True),
        ("tiny", True),
        ("multi_platform_small", True),
        ("multi_platform_rhel", False),
        ("Red Hat Enterprise Linux 9", False),
    ],
)
def test_platforms_at_the_head_limit_a_script_to_products(tmp_path: Path, platforms: str, there: bool) -> None:
    changes = {BASH: f"# platform = {platforms}\ntrue\n", PRODUCT: FILES[PRODUCT] + "families: [small]\n"}
    assert bool(fixes(tmp_path, changes)) is there


def test_script_of_which_nothing_is_left_is_none(tmp_path: Path) -> None:
    assert fixes(tmp_path, {BASH: "# platform = all\n{{% if rule_id == 'x' %}}\nx\n{{% endif %}}\n"}) == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("# platform = all\n# rebot = false\n", ":2:3 unknown-key"),
        ("# platform = all\n# platform = all\n", ":2:3 duplicate-key"),
        ("# reboot = maybe\n", ":1:12 bad-value"),
        ("# strategy = fix\n", ":1:14 bad-value"),
        ("# complexity =\n", ":1:3 bad-value"),
        ("# disruption = hihg\n", ":1:16 bad-value"),
        ("# reboot = true\n\nx='(xccdf-var var_mod)'\n", ":3:4 unknown-value"),
        ("x=1\ny='(xccdf-var)'\n", ":2:4 unknown-value"),
        ("x=1\n{{{ nothing }}}\n", ":2 undefined-name"),
        ("{{# #}}\nx=1\n(xccdf-var none)\n", ":3 unknown-value"),
        ("x=1\nbell='\a'\n", ":2:7 bad-character"),
    ],
)
def test_mistake_in_a_script_is_told_at_its_place(tmp_path: Path, text: str, wanted: str) -> None:
    assert told(tmp_path, {BASH: text}) == [f"{BASH}{wanted}"]


def test_unknown_value_comes_with_the_nearest_one(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, {BASH: "x=(xccdf-var var_mod)\n"})
    assert found.hint == "did you mean var_mode?"


def test_template_makes_scripts_in_which_nothing_is_escaped(tmp_path: Path) -> None:
    macro = "{{% macro shown(x) %}}{{{ x }}}{{% endmacro %}}"
    block = "{{% block bash %}}\n# reboot = false\necho {{{ shown(filepath ~ ' > <') }}}\n{{% endblock %}}\n"
    files = {TEMPLATE: DECLARED + block, "templates/macros/shown.jinja": macro}
    assert [each.markup for each in fixes(tmp_path, files)] == ["echo /etc/conf &gt; &lt;\n"]
    off = edited(RULE, "  name: file_owner", "  name: file_owner\n  backends: {bash: off}")
    assert fixes(tmp_path, {**files, **off}) == ()
    assert [each.markup for each in fixes(tmp_path, {**files, **off, BASH: "true"})] == ["true\n"]


def test_mistake_in_a_templates_script_is_told(tmp_path: Path) -> None:
    block = "{{% block bash %}}\n# reboot = perhaps\n{{{ nothing }}}\n{{% endblock %}}\n"
    assert told(tmp_path, {TEMPLATE: DECLARED + block}) == [f"{TEMPLATE}:9 undefined-name"]
    assert told(tmp_path, {TEMPLATE: DECLARED + block.replace("nothing", "1")}) == [f"{TEMPLATE}:8 bad-value"]


def generated(oscap: str, root: Path, kind: str, files: dict[str, str]) -> str:
    """The script that oscap makes of the profile's remediations."""
    source = project(root / "project", files)
    written = build(BuildOptions("tiny", str(source), str(root / "out"), guides=False), NOW)
    command = [oscap, "xccdf", "generate", "fix", "--profile", "base", "--fix-type", kind, written.datastream]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_oscap_makes_a_shell_script_with_the_profiles_values(tmp_path: Path, oscap: str) -> None:
    script = generated(oscap, tmp_path, "bash", {BASH: SCRIPT})
    assert "mode='0600'\n" in script
    assert '[ 1 -lt 2 ] && chmod "$mode" /etc/conf # conf_owner {{ x }}' in script
    subprocess.run(["bash", "-n"], input=script, text=True, check=True)


def test_oscap_makes_a_playbook(tmp_path: Path, oscap: str) -> None:
    tasks = "# platform = all\n- name: Mode\n  ansible.builtin.file:\n    path: /etc/conf\n    mode: '(xccdf-var var_mode)'\n"
    playbook = generated(oscap, tmp_path, "ansible", {ANSIBLE: tasks})
    assert "mode: '0600'" in playbook
