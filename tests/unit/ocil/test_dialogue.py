"""A question put to a person who types."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ocil_sample import document
from scapkit.api.asking.dialogue import Leave, Person, put
from scapkit.api.asking.topics import Topic
from scapkit.model.answers import Entry
from scapkit.model.xccdf import Benchmark
from scapkit.xccdf.make_policy import make_policy

POLICY = make_policy(Benchmark("b", "1"), None)
NOW = "2026-01-02T03:04:05Z"


def _put(kind: str, *typed: str) -> tuple[Entry | None, str]:
    """What came of the sample's question of a kind, and what was shown."""
    shown: list[str] = []
    words: Iterator[str] = iter(typed)
    found = document()
    question = next(each for each in found.questions if each.kind == kind)
    topic = Topic("xccdf_x_rule_r", "Title", found, (), {}, (question,), POLICY)

    def ask(prompt: str) -> str:
        shown.append(prompt)
        return next(words)

    person = Person("Ann", NOW, Path(), ask, shown.append)
    entry = put(person, topic, question, topic.text(question, {}), "1/1")
    assert next(words, None) is None, "something that was typed was not asked for"
    return entry, "\n".join(shown)


@pytest.mark.parametrize(
    ("kind", "typed", "answer"),
    [
        ("boolean", "YES", "YES"),
        ("choice", "2", "ocil:t-bad:choice:1"),
        ("choice", "good", "good"),
        ("numeric", " 2.5 ", "2.5"),
        ("string", " as typed ", " as typed "),
    ],
)
def test_an_answer_is_kept_with_who_gave_it_and_when(kind: str, typed: str, answer: str) -> None:
    entry, _ = _put(kind, typed, "because", "30", "")
    assert entry == Entry(rule="r", answer=answer, who="Ann", when=NOW, expires="2026-02-01", remark="because")


@pytest.mark.parametrize(
    ("kind", "typed", "shown"),
    [
        ("boolean", "maybe", "yes or no"),
        ("choice", "3", "one of ocil:t-good"),
        ("numeric", "many", "a number"),
    ],
)
def test_what_is_no_answer_is_asked_for_again(kind: str, typed: str, shown: str) -> None:
    entry, text = _put(kind, typed, "")
    assert entry is None
    assert f"that is no answer: it wants {shown}" in text


def test_instructions_are_shown_with_their_steps_and_where_more_is_told() -> None:
    _, text = _put("choice", "")
    assert "How\n  - (if you like) Look The guide <https://example.org/>\n    - Closer" in text
    assert "  1  Good\n" in text


@pytest.mark.parametrize(("word", "response"), [(":u", "UNKNOWN"), (":na", "NOT_APPLICABLE"), (":nt", "NOT_TESTED")])
def test_responses_have_words_of_their_own(word: str, response: str) -> None:
    entry, _ = _put("numeric", word, "", "", "")
    assert entry == Entry(rule="r", response=response, who="Ann", when=NOW)


def test_who_wants_to_leave_may() -> None:
    with pytest.raises(Leave):
        _put("string", ":q")


def test_dates_are_asked_for_until_one_is_typed() -> None:
    entry, text = _put("boolean", "no", "", "soon", "2026-02-30", "2026-12-31", "")
    assert entry is not None
    assert entry.expires == "2026-12-31"
    assert "soon is no date" in text
