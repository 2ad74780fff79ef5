"""Problems, spans, names and the registry."""

from pathlib import Path

import pytest

from scapkit import registry
from scapkit.names import ocil_id, oval_id, short_id, xccdf_id
from scapkit.problem import WARNING, Invalid, Problem, did_you_mean, invalid
from scapkit.span import Span


def test_a_problem_prints_as_one_line_with_its_place_and_hint() -> None:
    problem = Problem(Span("a.yml", 3, 7), "unknown-key", '"severty"', "did you mean severity?")
    assert str(problem) == 'a.yml:3:7: unknown-key: "severty" (did you mean severity?)'
    assert str(Span("a.yml")) == "a.yml"
    assert str(Span("a.yml", 2)) == "a.yml:2"


def test_invalid_carries_every_problem() -> None:
    error = Invalid([Problem(Span("a"), "x", "1"), Problem(Span("b"), "y", "2")])
    assert str(error) == "a: x: 1\nb: y: 2"
    assert invalid("a", "x", "1").problems == (Problem(Span("a"), "x", "1"),)


def test_a_hint_names_the_nearest_word_or_nothing() -> None:
    assert did_you_mean("severty", ["severity", "title"]) == "did you mean severity?"
    assert did_you_mean("zzz", ["severity"]) == ""


def test_ids_are_made_and_shortened() -> None:
    assert xccdf_id("org.x.content", "rule", "a_b") == "xccdf_org.x.content_rule_a_b"
    assert short_id("xccdf_org.x.content_rule_a_b") == "a_b"
    assert short_id("other") == "other"
    assert oval_id("ssg", "a", "def") == "oval:ssg-a:def:1"
    assert ocil_id("ssg", "a", "questionnaire") == "ocil:ssg-a_ocil:questionnaire:1"


def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, **modules: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    for module, text in modules.items():
        (folder / f"{module}.py").write_text(text)
    monkeypatch.syspath_prepend(str(tmp_path))


THING = "from typing import NamedTuple\nclass T(NamedTuple):\n    name: str\nTHING = T('{}')\n"


def test_a_file_is_found_by_the_name_of_its_thing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package(tmp_path, monkeypatch, "plugins_a", unix_file=THING.format("unix:file"), b=THING.format("b"))
    assert registry.find("plugins_a", "THING", "unix:file").name == "unix:file"  # type: ignore[union-attr]
    assert registry.find("plugins_a", "THING", "unix:gone") is None
    assert registry.find("plugins_a", "THING", "../b") is None
    assert registry.find("plugins_a", "THING", "__init__") is None
    assert sorted(registry.discover("plugins_a", "THING")) == ["b", "unix:file"]


def test_two_files_of_one_name_are_both_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package(tmp_path, monkeypatch, "plugins_b", one=THING.format("x"), two=THING.format("x"))
    with pytest.raises(TypeError, match=r"plugins_b.two and plugins_b.one both declare x"):
        registry.discover("plugins_b", "THING")


def test_a_file_without_the_constant_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package(tmp_path, monkeypatch, "plugins_c", one="")
    with pytest.raises(TypeError, match="declares no THING"):
        registry.find("plugins_c", "THING", "one")


def test_lesser_problems_say_what_they_are() -> None:
    problem = Problem(Span("a.yml", 3, 1), "unused-value", "nothing uses it", level=WARNING)
    assert str(problem) == "a.yml:3:1: warning: unused-value: nothing uses it"
