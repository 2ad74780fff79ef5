"""Each shipped check template over good, bad and missing input, by oscap and by our own evaluator."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from scapkit.api import validate
from scapkit.authoring.sources import template_files
from shared import REPOSITORY
from templated import all_cases, built_cases, read_cases

TEMPLATES = [each.template for each in all_cases()]


@pytest.mark.parametrize("template", TEMPLATES)
def test_template_judges_as_its_description_says(
    judged: Callable[[str, str], tuple[dict[str, str], dict[str, str]]], template: str
) -> None:
    """All of a template's cases in one test, so that what they share is made once."""
    wrong = []
    for case in read_cases(template).cases:
        for tree in case.want:
            found = tuple(each[case.rule] for each in judged(template, tree))
            if found != case.wanted(tree):
                wrong.append(f"{dict(case.vars)} in {tree}: {found}, not {case.wanted(tree)}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("template", TEMPLATES)
def test_cases_know_passes_and_fails(template: str) -> None:
    wanted = {result for case in read_cases(template).cases for tree in case.want for result in case.wanted(tree)}
    assert {"pass", "fail"} <= wanted


def test_every_shipped_template_has_cases() -> None:
    assert {path.stem for _, path in template_files(REPOSITORY, "checks")} == set(TEMPLATES)


@pytest.mark.parametrize("template", TEMPLATES)
def test_oscap_finds_no_fault_with_the_oval_of_templates(
    oscap: str, made: Callable[[str], Path], template: str
) -> None:
    document = made(template) / "ex-tiny-oval.xml"
    command = [oscap, "oval", "validate", "--skip-schematron", document]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b""), done.stdout


@pytest.mark.parametrize("template", TEMPLATES)
def test_oval_schematron_has_nothing_to_say(oscap: str, tmp_path: Path, template: str) -> None:
    """On each third case: the OVAL Schematron takes seconds for a dozen rules."""
    of = read_cases(template)
    document = built_cases(tmp_path, of._replace(cases=of.cases[::3])) / "ex-tiny-oval.xml"
    done = subprocess.run([oscap, "oval", "validate", document], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b""), done.stdout


@pytest.mark.parametrize("template", TEMPLATES)
def test_schemas_and_schematron_have_nothing_to_say(schemas: Path, made: Callable[[str], Path], template: str) -> None:
    assert validate([str(made(template) / "ex-tiny-ds.xml")], str(schemas), {}).problems == ()
