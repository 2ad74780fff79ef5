"""What an author gets told about wrong variables of each shipped template."""

from pathlib import Path
from typing import Any

import pytest

from authored import CONTENT, problems
from scapkit.authoring.project import CheckTemplate
from scapkit.authoring.read import read_project
from shared import REPOSITORY
from templated import all_cases, rule_text

RULE = f"{CONTENT}/files/conf_owner/rule.yml"
SHIPPED = read_project(REPOSITORY, "eks").templates
MISTAKES = [
    pytest.param(of.template, mistake["vars"], mistake["told"], id=f"{of.template} {mistake['vars']}")
    for of in all_cases()
    for mistake in of.mistakes
]


def told(root: Path, template: str, variables: dict[str, Any]) -> list[str]:
    """The codes of what is wrong, once it is known that all of it has a line and column in the rule's file."""
    found = problems(root, {RULE: rule_text(template, variables)})
    assert all(each.span.file == RULE and each.span.line in (6, 7) and each.span.column for each in found)
    return sorted(each.code for each in found)


@pytest.mark.parametrize("template", SHIPPED.values(), ids=SHIPPED)
def test_unknown_and_missing_parameters_are_told(tmp_path: Path, template: CheckTemplate) -> None:
    required = [name for name, each in template.parameters.items() if each.flag("required")]
    required += template.one_of[:1]
    assert told(tmp_path, template.name, {"no_such": 1}) == sorted(
        ["unknown-parameter", *("missing-parameter" for _ in required)]
    )


@pytest.mark.parametrize(("template", "variables", "codes"), MISTAKES)
def test_wrong_values_of_parameters_are_told(
    tmp_path: Path, template: str, variables: dict[str, Any], codes: list[str]
) -> None:
    assert told(tmp_path, template, variables) == codes


@pytest.mark.parametrize("template", SHIPPED.values(), ids=SHIPPED)
def test_every_parameter_says_what_it_is_for(template: CheckTemplate) -> None:
    assert template.description and all(each.text("help") for each in template.parameters.values())
