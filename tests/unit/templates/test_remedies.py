"""The bash and ansible remediations of check templates: what they are, and that a bad tree passes after bash ran."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from remedied import HEADER, copied, has, remedy, run, state
from scapkit.authoring.read import read_project
from shared import REPOSITORY
from templated import all_cases, by_us, read_cases

SHIPPED = read_project(REPOSITORY, "eks")
TEMPLATES = [each.template for each in all_cases()]
BASH = [name for name in TEMPLATES if has(SHIPPED, name, "bash")]
ANSIBLE = [name for name in TEMPLATES if has(SHIPPED, name, "ansible")]

Made = Callable[[str], Path]


@pytest.fixture
def remedies(made: Made) -> Callable[[str, str], dict[str, str]]:
    """A template's block for each of its cases, by rule."""

    def texts(template: str, block: str) -> dict[str, str]:
        of = read_cases(template)
        project = read_project(made(template).parents[1], "tiny")
        return {case.rule: remedy(project, of, case, block) for case in of.cases}

    return texts


@pytest.mark.parametrize("template", BASH)
def test_bad_trees_pass_once_bash_ran_and_stay_as_they_are(
    made: Made,
    planted: Callable[[str, str], Path],
    remedies: Callable[[str, str], dict[str, str]],
    tmp_path: Path,
    template: str,
) -> None:
    scripts = remedies(template, "bash")
    (tmp_path / "bin").mkdir()
    for case in read_cases(template).cases:
        for tree in case.fixed:
            fixed = copied(planted(template, tree), tmp_path / case.rule / tree)
            run(scripts[case.rule], fixed, tmp_path / "bin")
            found = by_us(made(template) / "ex-tiny-ds.xml", fixed, case.rule)[case.rule]
            assert found == "pass", (case, tree)
            once = state(fixed)
            run(scripts[case.rule], fixed, tmp_path / "bin")
            assert state(fixed) == once, (case, tree)


@pytest.mark.parametrize("template", BASH)
def test_bash_has_a_header_and_is_valid(remedies: Callable[[str, str], dict[str, str]], template: str) -> None:
    for text in remedies(template, "bash").values():
        assert HEADER.match(text.lstrip()), text
        done = subprocess.run(["bash", "-n"], input=text, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), text


@pytest.mark.parametrize("template", ANSIBLE)
def test_ansible_has_a_header_and_is_a_list_of_named_tasks(
    remedies: Callable[[str, str], dict[str, str]], template: str
) -> None:
    for text in remedies(template, "ansible").values():
        assert HEADER.match(text.lstrip()), text
        tasks = yaml.safe_load(text)
        assert tasks and all(task["name"] and any(key.startswith("ansible.") for key in task) for task in tasks)
