"""Keys of things found: the same for the same thing in other results, and another for another."""

import pytest

from scapkit.model.results import Result, RuleOutcome
from scapkit.report.views.findings import findings_of, finds_of
from scapkit.report.views.finds import Find, finds_in, wholes_in
from scapkit.report.views.noise import stable
from scapkit.report.views.why import (
    CheckView,
    CriteriaView,
    CriterionView,
    DefinitionView,
    Expected,
    FieldView,
    ItemView,
    LookedFor,
)
from scapkit.report.views.why import TestView as View

ANSWER = "/aws-api-resources/1/eu/eks/DescribeCluster/c#" + "0a" * 32 + ".json"


def field(name: str, value: str, wrong: bool = False, key: bool = False) -> FieldView:
    return FieldView(name, value, expected=(Expected("equals x", Result.FALSE),) if wrong else (), key=key)


def finds(*fields: FieldView) -> list[Find]:
    return list(finds_in(ItemView("exists", Result.FALSE, fields)))


def test_a_file_is_its_path_with_each_field_that_is_wrong() -> None:
    fields = (field("filepath", "/etc/a", key=True), field("user_id", "5", True), field("group_id", "6", True))
    assert finds(*fields) == [
        Find("/etc/a: user_id", "/etc/a: user_id 5", "5"),
        Find("/etc/a: group_id", "/etc/a: group_id 6", "6"),
    ]
    assert [each.text for each in wholes_in(ItemView("exists", Result.FALSE, fields))] == [
        "/etc/a: user_id 5, group_id 6"
    ]


def test_what_should_not_be_there_is_its_place() -> None:
    assert finds(field("filepath", "/etc/a"), field("size", "3")) == [Find("/etc/a", "/etc/a")]


def test_a_line_is_told_by_its_file_and_an_answer_by_itself() -> None:
    assert finds(field("filepath", "/etc/a"), field("text", "x yes"), field("subexpression", "yes", True)) == [
        Find("/etc/a: yes", "yes")
    ]
    assert finds(field("filepath", ANSWER), field("subexpression", "default/web", True)) == [
        Find("default/web", "default/web")
    ]


def test_of_a_number_the_line_around_it_is_the_key() -> None:
    old, new = (
        finds(field("filepath", "/etc/a"), field("text", f"max {n}"), field("subexpression", n, True))
        for n in ("3", "4")
    )
    assert old == [Find("/etc/a: max *", "max 3", "3", True)] and new == [Find("/etc/a: max *", "max 4", "4", True)]


def test_a_count_is_no_detail() -> None:
    old, new = (finds(field("var_ref", "oval:x:var:1"), field("value", n, True)) for n in ("3", "4"))
    assert [(each.key, each.detail) for each in old] == [(each.key, each.detail) for each in new] == [("*", "")]


@pytest.mark.parametrize("name", ["size", "m_time", "a_time", "c_time", "pid"])
def test_numbers_that_differ_between_any_two_runs_are_no_detail(name: str) -> None:
    (find,) = finds(field("filepath", "/etc/a"), field(name, "7", True))
    assert (find.key, find.detail) == (f"/etc/a: {name}", "")


def test_what_has_no_place_is_told_by_what_it_was_asked_by() -> None:
    (find,) = finds(field("unit", "a.service", key=True), field("property", "State", key=True), field("pid", "7", key=True),
                    field("user", "root", True))  # fmt: skip
    assert find.key == "a.service, State: user"


def test_long_keys_are_cut_and_stay_apart() -> None:
    one, other = (finds(field("filepath", f"/{'a' * 400}{end}"))[0].key for end in "xy")
    assert one != other and len(one) < 230 and one[:180] == other[:180]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("at 2026-01-01T10:00:00Z", "at 2027-02-03 11:12:13.5+01:00"),
        ('"resourceVersion":"123"', '"resourceVersion":"9"'),
        ("resource_version: 1, generation: 2", "resource_version: 7, generation: 31"),
        ("Request ID: 0a1b2c3d-1111-2222", "Request ID: ffffffff-3333-4444"),
        ("gave up after 30 s", "gave up after 31.5 s"),
        ("shop/web-7d9c5b6f4-2xk8p: x", "shop/web-5c8f7d9b6-q4w7z: x"),
        ("jobs/nightly-29341110-m2c9t", "jobs/nightly-29342550-xk2pz"),
        ("/api/v1/pods#" + "ab" * 32 + ": x", "/api/v1/pods#" + "0c" * 32 + ": x"),
    ],
)
def test_noise_is_the_same(one: str, other: str) -> None:
    assert stable(one) == stable(other) != one


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("default/web-1", "default/web-2"),
        ("node-abcde", "node-abcdf"),
        ("web-7d9c5b6f4-2xk8p", "api-7d9c5b6f4-2xk8p"),
        ("subnet-0a1b2c3d4e5f6a7b1", "subnet-0a1b2c3d4e5f6a7b2"),
        ("10.0.0.1", "10.0.0.2"),
        ("version 1.2.3", "version 1.2.4"),
        ("i-0a1b2c3d", "i-0a1b2c3e"),
        ("web@sha256:" + "ab" * 32, "web@sha256:" + "0c" * 32),
    ],
)
def test_names_are_not_noise(one: str, other: str) -> None:
    assert stable(one) != stable(other)


def check(*tests: View, outcome: RuleOutcome = RuleOutcome.FAIL, kind: str = "OVAL") -> CheckView:
    criteria = CriteriaView("AND", Result.FALSE, tuple(CriterionView(each.result, each) for each in tests))
    definitions = (DefinitionView("d", "D", Result.FALSE, criteria),) if tests else ()
    return CheckView(kind, "oval:x:def:1", outcome, definitions=definitions)


def test_a_test_that_found_nothing_is_told_by_what_it_looked_for() -> None:
    looked = (LookedFor("unix:file", ("filepath equals /etc/a",)),)
    test = View("t", "", "unix:file", "all", "at_least_one_exists", "", Result.FALSE, looked_for=looked)
    assert finds_of([check(test)]) == (
        (Find("nothing found: filepath equals /etc/a", "nothing found: filepath equals /etc/a"),),
        0,
    )
    assert findings_of([check(test)]).texts == ()


def test_what_a_person_answered_is_told_by_its_question() -> None:
    (find,) = finds_of([check(kind="OCIL"), check(kind="OCIL", outcome=RuleOutcome.PASS)])[0]
    assert find.key == "the OCIL check oval:x:def:1"
