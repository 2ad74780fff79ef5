"""Filters run together, in a process that serves many answers, give what each gives alone, and fail each for itself."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import pytest

from scapkit.collect.filtering.child import STOPPED, Child
from scapkit.collect.filtering.running import Filtering

LONG = {"items": [{"n": n, "name": f"p{n}"} for n in range(1300)]}
ENDLESS = "[.items[] | .n] | [range(1e12)] | length"


@pytest.fixture
def filtering() -> Iterator[Filtering]:
    """One process."""
    with Filtering() as filtering:
        yield filtering


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more than three seconds for an answer."""
    monkeypatch.setattr("scapkit.collect.filtering.child.SECONDS", 3.0)


def made(filtering: Filtering, answer: Any, *programs: str) -> list[Any]:
    """What they make, or why they make nothing."""
    found = filtering.made_of(json.dumps(answer).encode(), programs)
    return [wrong or json.loads(data) for data, wrong in found]


def test_filters_of_one_list_fail_each_for_itself(filtering: Filtering) -> None:
    first, late, broken, not_one, last = made(
        filtering,
        LONG,
        "[.items[] | .n] | length",
        '[.items[] | if .n == 1200 then error("late") else .n end]',
        "[.items[] | ]",
        "[.items[] | .n] | .[0], .[1]",
        ".items | map(.name) | last",
    )
    assert (first, late, last) == (1300, "the filter failed: late", "p1299")
    assert broken.startswith("the filter failed: ") and not_one.startswith("the filter gave not one result")


@pytest.mark.usefixtures("impatient")
def test_one_that_takes_too_long_is_stopped_and_the_others_are_run(filtering: Filtering) -> None:
    found = made(filtering, LONG, "[.items[] | .n] | add", ENDLESS, ".items | length")
    assert found == [sum(range(1300)), "the filter was stopped after 3 s", 1300]
    assert made(filtering, {"a": 1}, ".a") == [1]


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    "text", ['[.items[] | "x" * 1e9]', "[.items[] | def f: [f]; f]", "[1] | getpath([1e9 | range(.)])"]
)
def test_one_that_takes_too_much_fails_alone(filtering: Filtering, text: str) -> None:
    reason, length = made(filtering, {"items": [{"a": 1}]}, text, "[.items[] | .a] | length")
    assert reason.startswith("the filter ") and length == 1


def test_nothing_of_one_answer_or_filter_is_there_for_the_next(filtering: Filtering) -> None:
    before = "def f: 1; [.items[] | f]", "[.items[] | $__loc__ | .line]", "[.items[] | .n] | $__loc__ | .line"
    assert made(filtering, {"items": [{"n": 7}]}, *before) == [[1], [1], 1]
    undefined, *others = made(filtering, {"items": []}, "[.items[] | f]", "[inputs]", "[.items[] | input]")
    assert undefined.startswith("the filter failed: jq: error: f/0 is not defined") and others == [[], []]


@pytest.mark.parametrize("text", ["halt", "[.items[] | halt]", "input", '"a" | halt_error', 'import "a" as $a; $a'])
def test_one_that_ends_early_or_reads_more_does_not_touch_the_others(filtering: Filtering, text: str) -> None:
    reason, items = made(filtering, {"items": [1]}, text, "[.items[]]")
    assert str(reason).startswith("the filter ") and items == [1]


def test_a_text_that_would_hide_what_stands_beside_it_hides_nothing(filtering: Filtering) -> None:
    texts = "[.items[]] # ), (", "[.items[]] # \\", "[.items[] | .] as $all | $all", "[.items[]]), ([1]", "[.items[]"
    *found, hidden, unclosed = made(filtering, {"items": [2]}, *texts)
    assert found == [[2]] * 3 and hidden.startswith("the filter failed") and unclosed.startswith("the filter failed")


def test_more_filters_than_one_job_takes_are_run_in_their_order(filtering: Filtering) -> None:
    texts = [f"[.items[] | {n}]" if n % 2 else str(n) for n in range(90)]
    assert made(filtering, {"items": [0]}, *texts) == [[n] if n % 2 else n for n in range(90)]


def test_a_filter_of_unusual_length_or_with_a_null_byte_is_not_run(filtering: Filtering) -> None:
    assert made(filtering, {}, f".{' ' * (64 << 10)}", ".\0", ".") == ["the filter is too long"] * 2 + [{}]


def test_the_process_has_no_environment_and_ends_with_its_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOST_SECRET", "seen")
    with Filtering() as filtering:
        assert made(filtering, {}, "$ENV.HOST_SECRET", "env.HOST_SECRET") == [None, None]
    assert made(filtering, {}, ".") == [STOPPED]


def test_a_process_that_is_gone_is_started_anew(tmp_path: Path) -> None:
    child = Child()
    with TemporaryFile() as slip, TemporaryFile() as result, (tmp_path / "answer").open("w+b") as answer:
        answer.write(b'{"a": 5}')
        answer.flush()
        for _ in range(2):
            slip.seek(0)
            slip.truncate()
            slip.write(b'[".a"]')
            slip.flush()
            assert child.run([answer.fileno(), slip.fileno(), result.fileno()]) == ""
            child.end()
        assert os.pread(result.fileno(), 9, 0) == b"5\n5\n"
