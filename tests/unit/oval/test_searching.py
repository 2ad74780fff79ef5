"""Searches that take too long or too much memory end, and cost an evaluation only so much."""

from pathlib import Path

import pytest

from scapkit.dumps.open import open_dump
from scapkit.oval.evidence import Evidence
from scapkit.oval.matching import searching
from scapkit.oval.matching.patterns import compiled, search
from scapkit.oval.matching.searching import HURRIED, PATTERN_SECONDS, SLOW_SECONDS, TIMEOUT, begin

EXPLODING = r"^(?:(?:a|a)+)+[bc]$"
TEXT = "a" * 40 + "d"


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes a fifth of a second takes too long."""
    monkeypatch.setattr(searching, "TIMEOUT", 0.2)


def test_a_pattern_that_timed_out_is_not_tried_again(hurried: None) -> None:
    budget = begin()
    with pytest.raises(TimeoutError, match=r"took more than 0\.2 s"):
        search(EXPLODING, TEXT)
    spent = budget.slow, dict(budget.spent)
    with pytest.raises(TimeoutError, match="is not tried again"):
        search(EXPLODING, "b")
    assert (budget.slow, budget.spent) == spent
    assert search("^a", TEXT)


def test_another_evaluation_has_a_budget_of_its_own(hurried: None, tmp_path: Path) -> None:
    begin()
    with pytest.raises(TimeoutError):
        search(EXPLODING, TEXT)
    Evidence(open_dump(str(tmp_path)))
    assert search(EXPLODING, "ab")


def test_a_pattern_has_so_much_time_in_all() -> None:
    budget = begin()
    assert budget.limit("a") == TIMEOUT
    budget.charge("a", PATTERN_SECONDS - 1)
    assert budget.limit("a")
    budget.charge("a", 1.5)
    with pytest.raises(TimeoutError, match="'a' took too long"):
        budget.limit("a")


def test_after_many_slow_searches_all_are_hurried() -> None:
    budget = begin()
    for number in range(int(SLOW_SECONDS / TIMEOUT)):
        assert budget.limit(str(number)) == TIMEOUT
        budget.charge(str(number), TIMEOUT)
    assert budget.limit("next") == HURRIED


def test_a_start_that_leads_nowhere_for_hours_times_out_too(hurried: None) -> None:
    begin()
    with pytest.raises(TimeoutError, match=r"took more than 0\.2 s"):
        compiled(EXPLODING).could_lead_to(TEXT + "x")


def test_a_search_that_takes_all_memory_is_a_value_error() -> None:
    begin()
    with pytest.raises(ValueError, match="took more than 1024 MiB"):
        search("(.)*x?", "ab" * 20_000_000)
    assert search("a(.)", "ab" * 20_000_000)
