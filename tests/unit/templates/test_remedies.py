"""The bash and ansible remediations of check templates: what they are, and that a bad tree passes after bash ran."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from remedied import HEADER, copied, has, remedy, run, state
from scapkit.authoring.read import read_project
from shared import REPOSITORY
from templated import Case, all_cases, by_oscap, by_us, read_cases

SHIPPED = read_project(REPOSITORY, "eks")
FILES = list(all_cases())
BASH = [(of.template, case) for of in FILES for case in of.cases if has(SHIPPED, of.template, "bash")]
ANSIBLE = [(of.template, case) for of in FILES for case in of.cases if has(SHIPPED, of.template, "ansible")]
FIXES = [
    pytest.param(template, case, tree, id=f"{template} {dict(case.vars)} {tree}")
    for template, case in BASH
    for tree in case.fixed
]

Made = Callable[[str], Path]


def root_of(made: Made, template: str) -> Path:
    """The folder of the project that a template's cases were built from."""
    return made(template).parents[1]


@pytest.mark.parametrize(("template", "case", "tree"), FIXES)
def test_bad_tree_passes_once_bash_ran_and_stays_as_it_is(
    oscap: str, made: Made, planted: Callable[[str, str], Path], tmp_path: Path, template: str, case: Case, tree: str
) -> None:
    script = remedy(root_of(made, template), read_cases(template), case, "bash")
    fixed = copied(planted(template, tree), tmp_path / "tree")
    (tmp_path / "bin").mkdir()
    run(script, fixed, tmp_path / "bin")
    datastream = made(template) / "ex-tiny-ds.xml"
    assert by_us(datastream, fixed, case.rule)[case.rule] == "pass"
    rule = f"xccdf_org.example.content_rule_{case.rule}"
    assert by_oscap(oscap, datastream, fixed, "--rule", rule)[case.rule] == "pass"
    once = state(fixed)
    run(script, fixed, tmp_path / "bin")
    assert state(fixed) == once


@pytest.mark.parametrize(("template", "case"), BASH, ids=[f"{name} {dict(case.vars)}" for name, case in BASH])
def test_bash_has_a_header_and_is_valid(made: Made, template: str, case: Case) -> None:
    text = remedy(root_of(made, template), read_cases(template), case, "bash")
    assert HEADER.match(text.lstrip()), text
    done = subprocess.run(["bash", "-n"], input=text, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(("template", "case"), ANSIBLE, ids=[f"{name} {dict(case.vars)}" for name, case in ANSIBLE])
def test_ansible_has_a_header_and_is_a_list_of_named_tasks(made: Made, template: str, case: Case) -> None:
    text = remedy(root_of(made, template), read_cases(template), case, "ansible")
    assert HEADER.match(text.lstrip()), text
    tasks = yaml.safe_load(text)
    assert tasks and all(task["name"] and any(key.startswith("ansible.") for key in task) for task in tasks)
