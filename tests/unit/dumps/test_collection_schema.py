"""The JSON Schema of collection.json says what the reader takes and refuses."""

import json
from typing import Any

import pytest

from scapkit.dumps.collection import LeftOut, Record, read_record, write_record
from scapkit.problem import Invalid
from shared import REPOSITORY
from small_schema import faults

SCHEMA = json.loads((REPOSITORY / "docs/collection.schema.json").read_text(encoding="utf-8"))
WHOLE: dict[str, Any] = {
    "version": 1,
    "name": "shop",
    "left_out": [{"name": "a", "kind": "k", "reason": "r"}],
    "missing": ["more"],
    "more": 1,
}


def test_what_is_written_fits_the_schema_and_comes_back() -> None:
    whole = Record("shop", "c 1", "s", "f", (LeftOut("a", "k", "r"),), ("nodes",))
    data = write_record(whole)
    assert list(faults(json.loads(data), SCHEMA)) == []
    assert read_record(data, "c") == whole


@pytest.mark.parametrize("change", [{}, {"left_out": [{"name": "a"}]}, {"left_out": []}, {"missing": []}])
def test_what_fits_is_read(change: dict[str, Any]) -> None:
    whole = WHOLE | change
    assert list(faults(whole, SCHEMA)) == []
    read_record(json.dumps(whole).encode(), "c")


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"version": None},
        {"name": 1},
        {"finished": []},
        {"left_out": {}},
        {"left_out": ["a"]},
        {"left_out": [{"kind": "k"}]},
        {"left_out": [{"name": ""}]},
        {"missing": "all"},
        {"missing": [1]},
    ],
)
def test_what_does_not_fit_is_refused(change: dict[str, Any]) -> None:
    whole = WHOLE | change
    assert list(faults(whole, SCHEMA)) != []
    with pytest.raises(Invalid, match=r"^c"):
        read_record(json.dumps(whole).encode(), "c")
