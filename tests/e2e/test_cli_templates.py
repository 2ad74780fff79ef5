"""scapkit templates: the list, one template's page, JSON, and a project's own templates."""

import json
from pathlib import Path

from authored import project
from scapkit.authoring.sources import template_files
from shared import REPOSITORY, Run

OWN = """{{#
description: Mine alone. It does nothing.
one_of: [one, other]
parameters:
  one: {type: string, example: a1, help: the one}
  other: {type: string, help: the other}
#}}
{{% block ocil_clause %}}it is{{% endblock %}}
"""


def test_list_has_a_line_for_each_template(scapkit: Run, tmp_path: Path) -> None:
    done = scapkit("templates", cwd=tmp_path)
    assert done.returncode == 0 and done.stderr == ""
    names = [line.split()[0] for line in done.stdout.splitlines()]
    assert names == sorted(path.stem for _, path in template_files(REPOSITORY, "checks"))
    assert "file_existence " in done.stdout and "A file exists, or does not\n" in done.stdout


def test_page_tells_parameters_blocks_and_an_example_that_works(scapkit: Run, tmp_path: Path) -> None:
    done = scapkit("templates", "sshd_lineinfile", cwd=tmp_path)
    assert done.returncode == 0 and done.stderr == ""
    assert "  parameter  (string; required; must match \\w+)\n      the keyword\n" in done.stdout
    assert "  datatype  (string; default string)\n      what to compare as: string, int\n" in done.stdout
    assert "exactly one of these must be given: value, xccdf_variable\n" in done.stdout
    assert "blocks: oval, ocil_clause, ocil, bash, ansible\n" in done.stdout
    example = done.stdout.partition("in a rule.yml:\n")[2]
    rule = "title: t\ndescription: d\nrationale: r\nseverity: low\n"
    text = rule + "".join(line.removeprefix("  ") for line in example.splitlines(keepends=True))
    project(tmp_path, {"content/tiny/files/conf_owner/rule.yml": text})
    assert scapkit("build", "tiny", cwd=tmp_path).returncode == 0


def test_page_tells_the_parameters_of_entries_of_lists(scapkit: Run, tmp_path: Path) -> None:
    done = scapkit("templates", "yamlfile_value", cwd=tmp_path)
    assert "      entity_check  (string; optional)\n" in done.stdout


def test_json_has_everything(scapkit: Run, tmp_path: Path) -> None:
    one = json.loads(scapkit("templates", "sysctl", "--json", cwd=tmp_path).stdout)
    assert one["name"] == "sysctl" and "bash" in one["blocks"]
    (variable,) = [each for each in one["parameters"] if each["name"] == "operation"]
    assert variable["default"] == "equals" and "pattern match" in variable["choices"] and not variable["required"]
    every = json.loads(scapkit("templates", "--json", cwd=tmp_path).stdout)
    assert one in every


def test_project_has_templates_of_its_own(scapkit: Run, tmp_path: Path) -> None:
    project(tmp_path, {"templates/checks/mine.jinja": OWN})
    assert "\nmine " in scapkit("templates", "--source", tmp_path).stdout
    page = scapkit("templates", "mine", "--source", tmp_path).stdout
    assert f"file: {tmp_path}/templates/checks/mine.jinja" in page and "    one: a1\n" in page


def test_wrong_name_and_folder_are_one_line(scapkit: Run, tmp_path: Path) -> None:
    done = scapkit("templates", "sshd_line", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("scapkit: scapkit templates: unknown-template: no check template sshd_line; ")
    done = scapkit("templates", "--source", tmp_path / "none")
    assert done.returncode == 1 and "none: unreadable-file: is not a folder" in done.stderr


def test_broken_template_is_told_with_its_place(scapkit: Run, tmp_path: Path) -> None:
    project(tmp_path, {"templates/checks/mine.jinja": "no comment"})
    done = scapkit("templates", "--source", tmp_path)
    assert done.returncode == 1 and "mine.jinja:1: undeclared-template" in done.stderr
