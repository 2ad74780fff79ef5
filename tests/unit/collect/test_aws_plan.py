"""The calls that are made: they are AWS's own, they change nothing, and each draws on what is there."""

import json
import re
from typing import Any

import botocore.session
import pytest

from hygiene.sources import ROOT
from scapkit.collect.aws import iam
from scapkit.collect.aws.expand import filled
from scapkit.collect.aws.plan import ALWAYS, Planned, every_call, needed, rounds
from scapkit.collect.aws.protocol import Values

MODELS = botocore.session.get_session()
CALLS = every_call()
READS = re.compile(r"(?:Describe|Get|List|BatchGet)[A-Z]\w+")
# what only carries secrets home, though it is named like a read
SECRETS = re.compile(r"Secret|Password|Token|Credentials|AuthorizationToken|GetParameter|GetObject|ConsoleOutput")
DEPTH = 8


def model(planned: Planned) -> Any:
    return MODELS.get_service_model(planned.service.name).operation_model(planned.call.operation)


def sample(shape: Any, depth: int = DEPTH) -> Any:
    """An answer with every member, one entry in each list."""
    if shape.type_name == "structure":
        members = shape.members.items() if depth else ()
        return {name: sample(member, depth - 1) for name, member in members}
    if shape.type_name == "list":
        return [sample(shape.member, depth - 1)] if depth else []
    return {"string": "arn:aws:a:b:c:d", "boolean": True, "integer": 1}.get(shape.type_name)


@pytest.mark.parametrize("name", sorted(CALLS))
def test_a_call_is_one_of_the_services_own_and_reads_only(name: str) -> None:
    call = CALLS[name].call
    operations = MODELS.get_service_model(CALLS[name].service.name).operation_names
    assert call.operation in operations
    assert READS.fullmatch(call.operation)
    assert not SECRETS.search(call.operation)


@pytest.mark.parametrize("name", sorted(CALLS))
def test_arguments_are_those_of_the_operation(name: str) -> None:
    call, given = CALLS[name].call, model(CALLS[name]).input_shape
    assert set(call.arguments) <= set(given.members if given else ())
    assert set(given.required_members if given else ()) <= set(call.arguments)


@pytest.mark.parametrize("name", sorted(CALLS))
def test_what_stands_in_arguments_and_names_is_known(name: str) -> None:
    call = CALLS[name].call
    used = set(re.findall(r"\{(\w+)\}", f"{call.arguments} {call.name}"))
    drawn = {each for values in call.each for each in values.names}
    inherited = {each for values in call.each for drawn in CALLS[values.call].call.each for each in drawn.names}
    assert used <= {"cluster", "account", "partition", "number"} | drawn | inherited


def test_every_value_is_in_the_answers_of_the_call_it_is_drawn_from() -> None:
    import jmespath

    lost = [
        f"{name}: {values.path}"
        for name, planned in CALLS.items()
        for values in planned.call.each
        if not _chosen(values) and not jmespath.search(values.path, sample(model(CALLS[values.call]).output_shape))
    ]
    assert not lost


def _chosen(values: Values) -> bool:
    """These look for tags or a protocol of a certain text."""
    return "Tags[?Key" in values.path or "[?Protocol" in values.path


def test_calls_come_after_those_they_draw_from() -> None:
    seen: set[str] = set()
    for each in rounds(CALLS):
        assert all(values.call in seen for planned in each for values in planned.call.each)
        seen.update(planned.key for planned in each)
    assert seen == CALLS.keys()


def test_a_need_takes_along_what_it_draws_from_and_nothing_else() -> None:
    assert set(needed(["guardduty:GetDetector"])) == {*ALWAYS, "guardduty:GetDetector", "guardduty:ListDetectors"}
    assert set(needed([])) == set(ALWAYS)
    assert {"ec2:DescribeInstances", "iam:GetInstanceProfile"} < set(needed(["iam:ListRolePolicies"]))
    assert set(needed()) == CALLS.keys()


def test_a_call_that_nobody_knows_is_not_made() -> None:
    assert set(needed(["secretsmanager:GetSecretValue", "nonsense"])) == set(ALWAYS)


def test_actions_have_the_prefixes_of_iam() -> None:
    assert iam.actions(["elbv2:DescribeListeners"]) == (
        "eks:DescribeCluster",
        "elasticloadbalancing:DescribeListeners",
        "elasticloadbalancing:DescribeLoadBalancers",
        "elasticloadbalancing:DescribeTags",
    )
    rules, listeners = (iam.actions([f"elbv2:Describe{name}"]) for name in ("Rules", "Listeners"))
    assert set(rules) - set(listeners) == {"elasticloadbalancing:DescribeRules"}
    assert "logs:DescribeLogGroups" in iam.actions()


def test_filling_keeps_lists_and_braces_that_are_no_variables() -> None:
    given = {"A": "{many}", "B": ["x/{one}/{other}"], "C": 3, "D": "[].{id: x}"}
    assert filled(given, {"many": ["a", "b"], "one": "1"}) == {
        "A": ["a", "b"],
        "B": ["x/1/{other}"],
        "C": 3,
        "D": "[].{id: x}",
    }


def test_the_documented_policy_allows_what_is_asked_and_no_more() -> None:
    text = (ROOT / "docs/collecting.md").read_text(encoding="utf-8")
    policy = json.loads(text.partition("```json\n")[2].partition("```")[0])
    assert policy["Statement"] == [{"Effect": "Allow", "Action": list(iam.actions()), "Resource": "*"}]
