"""The standard's topics, case by case."""

from typing import Any

import pytest

from conformance.cases import RESULTS, STATUSES, comparisons, parameters
from scapkit.model.oval import Entity
from scapkit.model.results import Result
from scapkit.model.syschar import Field, Flag, Item
from scapkit.oval import logic
from scapkit.oval.compare import Partial, compare, entity_result
from scapkit.oval.protocols import Values
from scapkit.registry import discover

FUNCTIONS = discover("scapkit.oval.functions", "FUNCTION")
COMPARISONS = [
    pytest.param(name, case, operation, want, id=f"datatypes/{name}.yml: {case['note']}: {operation}")
    for name, case, operation, want in comparisons()
]


@pytest.mark.parametrize(("name", "case"), parameters("functions"))
def test_function_gives_what_the_standard_says(name: str, case: dict[str, Any]) -> None:
    attributes = {"now": "2024-01-02T00:00:00Z", **case.get("call", {})}
    if case["want"] == "error":
        with pytest.raises((ValueError, TimeoutError, OverflowError)):
            FUNCTIONS[name].apply(attributes, case["given"])
    else:
        assert list(FUNCTIONS[name].apply(attributes, case["given"])) == case["want"]


@pytest.mark.parametrize(("name", "case", "operation", "want"), COMPARISONS)
def test_values_compare_as_their_datatype_says(name: str, case: dict[str, Any], operation: str, want: Result) -> None:
    assert compare(name, operation, *case["given"]) is want


@pytest.mark.parametrize(("name", "case"), parameters("logic"))
def test_results_combine_as_the_tables_say(name: str, case: dict[str, Any]) -> None:
    given = case["given"]
    results = [RESULTS[short] for short in str(given.get("results", "")).split()]
    statuses = [STATUSES[short] for short in str(given.get("items", "")).split()]
    found = {
        "operators": lambda: logic.combine_operator(given["operator"], results),
        "checks": lambda: logic.combine_check(given["check"], results),
        "negation": lambda: logic.negate(results[0]),
        "existence": lambda: logic.existence(given["check_existence"], statuses),
        "tests": lambda: logic.test_result(
            given.get("check_existence", "at_least_one_exists"),
            given.get("check", "all"),
            Flag(given.get("flag", "complete")),
            statuses,
            results,
            "results" in given,
            given.get("recorded", False),
        ),
    }[name]()
    assert found is RESULTS[case["want"]]


@pytest.mark.parametrize(("name", "case"), parameters("entities"))
def test_entity_is_held_against_an_item(name: str, case: dict[str, Any]) -> None:
    variables = case.get("variables", {})
    found = entity_result(
        _entity(case["state"]),
        Item("independent:x", tuple(_field(field) for field in case["given"])),
        Partial(case["values"]) if case.get("partial") else case.get("values"),
        lambda reference: (
            Values(tuple(variables[reference]))
            if variables.get(reference)
            else Values((), Flag.NOT_COLLECTED if reference in variables else Flag.ERROR)
        ),
    )
    assert found is RESULTS[case["want"]]


def _entity(given: dict[str, Any]) -> Entity:
    return Entity(**{"name": "e", **given, "fields": tuple(_entity(field) for field in given.get("fields", ()))})


def _field(given: dict[str, Any]) -> Field:
    status = STATUSES[given.get("status", "EX")]
    inner = tuple(_field(field) for field in given.get("fields", ()))
    return Field(**{"name": "e", **given, "status": status, "fields": inner})
