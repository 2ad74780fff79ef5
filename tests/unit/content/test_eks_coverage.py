"""Both versions of CIS EKS have all of their controls, and what is checked by OVAL says what it reads."""

from collections.abc import Mapping

import pytest

from scapkit.authoring.comparisons import read_comparisons
from scapkit.authoring.read import read_project
from scapkit.report.contents.numbered import numbered
from scapkit.report.contents.policy import PolicyView, policy_views
from shared import REPOSITORY

NUMBERS = {"cis_eks_1_0_1": 52, "cis_eks_1_8_0": 50}


@pytest.fixture(scope="module")
def policies() -> Mapping[str, PolicyView]:
    """The policies of EKS, with what kube-bench automates of them."""
    project = read_project(REPOSITORY, "eks")
    return {each.id: each for each in policy_views(project, "", read_comparisons(project))}


@pytest.mark.parametrize("name", NUMBERS)
def test_every_control_that_kube_bench_knows_is_there(policies: Mapping[str, PolicyView], name: str) -> None:
    own = {each.id for each in policies[name].controls}
    (tool,) = policies[name].others
    assert (tool.tool, len(tool.automated | tool.manual)) == ("kube-bench", NUMBERS[name])
    assert tool.automated | tool.manual <= own
    assert len(numbered(policies[name])) == NUMBERS[name]


@pytest.mark.parametrize("name", NUMBERS)
def test_what_oval_checks_says_what_it_reads(policies: Mapping[str, PolicyView], name: str) -> None:
    rules = {rule for control in policies[name].controls for rule in control.rules}
    assert {rule.check for rule in rules} <= {"automated", "partly", "manual"}
    assert [rule.id for rule in rules if rule.check != "manual" and not rule.reads] == []


@pytest.mark.parametrize("name", NUMBERS)
def test_no_control_with_rules_is_called_pending(policies: Mapping[str, PolicyView], name: str) -> None:
    assert [each.id for each in policies[name].controls if each.rules and each.status == "pending"] == []
