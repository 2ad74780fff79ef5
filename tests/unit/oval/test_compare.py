"""Comparing: what content may say about types and operations, and what must never come of it."""

import pytest

from scapkit.model.oval import Entity
from scapkit.model.results import Result
from scapkit.model.syschar import Field, Item
from scapkit.oval.compare import compare, entity_result
from scapkit.oval.matching import searching
from scapkit.registry import discover, find


@pytest.mark.parametrize("datatype", ["", "..", "os.path", "string ", "int; import os", "_weight", "class"])
def test_a_datatype_that_is_none_is_an_error(datatype: str) -> None:
    assert compare(datatype, "equals", "a", "a") is Result.ERROR


def test_every_datatype_of_the_standard_is_there() -> None:
    assert set(discover("scapkit.oval.datatypes", "DATATYPE")) == {
        "binary",
        "boolean",
        "debian_evr_string",
        "evr_string",
        "fileset_revision",
        "float",
        "int",
        "ios_version",
        "ipv4_address",
        "ipv6_address",
        "string",
        "version",
    }


@pytest.mark.parametrize("datatype", sorted(discover("scapkit.oval.datatypes", "DATATYPE")))
def test_not_equal_is_the_opposite_of_equals(datatype: str) -> None:
    values = ["1", "10", "1.0", "0:1-1", "10.0.0.1", "::1", "true", "A.1", "12.2(3)T", "", "x y", "9" * 5000]
    for actual in values:
        for expected in values:
            equal = compare(datatype, "equals", actual, expected)
            unequal = compare(datatype, "not equal", actual, expected)
            assert {equal, unequal} in ({Result.TRUE, Result.FALSE}, {Result.ERROR})


def test_a_pattern_that_takes_too_long_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "TIMEOUT", 0.05)
    assert compare("string", "pattern match", "a" * 40 + "b", r"^(a|a|aa)+\1$") is Result.ERROR


def test_a_capture_that_takes_too_long_is_a_timeout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "TIMEOUT", 0.05)
    capture = find("scapkit.oval.functions", "FUNCTION", "regex_capture")
    assert capture is not None
    with pytest.raises(TimeoutError):
        capture.apply({"pattern": r"^(a|a|aa)+\1$"}, [["a" * 40 + "b"]])


def test_combinations_without_bound_are_refused() -> None:
    concat = find("scapkit.oval.functions", "FUNCTION", "concat")
    assert concat is not None
    values = ["x"] * 1000
    with pytest.raises(ValueError, match="combinations"):
        concat.apply({}, [values, values])


def test_a_number_longer_than_can_be_read_is_an_error() -> None:
    assert compare("int", "equals", "1" * 100_000, "1") is Result.ERROR


def test_an_entity_without_the_lookup_of_variables_is_an_error_for_a_field_that_has_one() -> None:
    record = Item("x:y", (Field("e", fields=(Field("a", "1"),)),))
    state = Entity("e", datatype="record", fields=(Entity("a", var_ref="oval:x:var:1"),))
    assert entity_result(state, record, None) is Result.ERROR
