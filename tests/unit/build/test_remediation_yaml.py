"""Remediations in YAML that nobody could run are told at their line, with the rule that they are for."""

from pathlib import Path

import pytest

from authored import CONTENT, problems, told

ANSIBLE = f"{CONTENT}/files/conf_owner/ansible/shared.yml"
KUBERNETES = f"{CONTENT}/files/conf_owner/kubernetes/shared.yml"
HEAD = "# platform = all\n# reboot = false\n\n"
TASK = "- name: a task\n  ansible.builtin.file: {path: /etc/conf}\n"
MANIFEST = "apiVersion: v1\nkind: ConfigMap\n"
TEMPLATE = """{{#
description: d
parameters:
  filepath: {type: string, required: true, help: h}
  uid_or_name: {type: string, required: true, help: h}
#}}
{{% block ansible %}}
# platform = all
- name: {{{ filepath }}}
  file: [{{{ uid_or_name }}}
{{% endblock %}}
"""


@pytest.mark.parametrize(
    ("path", "text", "wanted"),
    [
        (ANSIBLE, "- name: a: b\n", "4:10"),
        (ANSIBLE, TASK + "- name: [b\n", "6:9"),
        (ANSIBLE, TASK + "- a word\n", "6:3"),
        (ANSIBLE, "name: a task\n", "4:1"),
        (ANSIBLE, f"{TASK}---\n{TASK}", "7:1"),
        (ANSIBLE, TASK + "- name: \x7f\n", "6:1"),
        (ANSIBLE, "- name: *unknown\n", "4:9"),
        (ANSIBLE, f"- {'[' * 100_000}\n", "4:"),
        (KUBERNETES, "- kind: a\n", "4:1"),
        (KUBERNETES, f"{MANIFEST}---\nkind: 'a\n", "7:7"),
    ],
)
def test_yaml_that_cannot_be_run_is_told_at_its_line(tmp_path: Path, path: str, text: str, wanted: str) -> None:
    (found,) = told(tmp_path, {path: HEAD + text})
    assert found.startswith(f"{path}:{wanted}")
    assert found.endswith(" malformed-remediation")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (ANSIBLE, TASK),
        (ANSIBLE, f"---\n{TASK}"),
        (
            ANSIBLE,
            '- name: (xccdf-var var_mode)\n  debug: {msg: "(xccdf-var var_mode)", var: [(xccdf-var var_mode)]}\n',
        ),
        (ANSIBLE, "- name: a tag\n  debug: {msg: !unsafe '{{ x }}'}\n"),
        (KUBERNETES, f"---\n{MANIFEST}---\n{MANIFEST}---\n"),
        (KUBERNETES, MANIFEST + "data:\n  max: {{.max}}m\n"),
    ],
)
def test_yaml_that_can_be_run_is_accepted(tmp_path: Path, path: str, text: str) -> None:
    assert told(tmp_path, {path: HEAD + text}) == []


def test_template_whose_remediation_comes_out_broken_is_told_with_the_rule(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, {"templates/checks/file_owner.jinja": TEMPLATE})
    assert str(found.span) == "templates/checks/file_owner.jinja:10"
    assert found.message.startswith("the ansible remediation of conf_owner: this is not closed by a ]")


def test_bracket_open_at_the_end_is_told_so(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, {ANSIBLE: f"{HEAD}- name: [\n"})
    assert found.message == "the ansible remediation of conf_owner: the text ends where a value must follow"
    assert found.hint == "close what a bracket or brace opens"


def test_remediation_for_another_product_is_not_looked_at(tmp_path: Path) -> None:
    assert told(tmp_path, {ANSIBLE: "# platform = multi_platform_other\nname: a\n"}) == []
