"""The cases of patterns: what each finds, and that oscap finds something or nothing as we do."""

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from conformance.cases import cases, parameters
from conformance.test_oscap_agreement import Document, _add
from scapkit.oval.matching.patterns import search


@pytest.mark.parametrize(("name", "case"), parameters("patterns"))
def test_a_pattern_finds_what_pcre_finds(name: str, case: dict[str, Any]) -> None:
    """`name` is the file's, `want` the whole match and the groups up to the last that took part."""
    if case["want"] == "error":
        with pytest.raises(ValueError, match="malformed pattern"):
            search(case["pattern"], case["given"])
        return
    found = search(case["pattern"], case["given"])
    groups = [found[0], *found.groups()] if found else []
    while groups and groups[-1] is None:
        groups.pop()
    assert (groups or "nothing") == case["want"], name


def test_oscap_finds_the_same(oscap: str, tmp_path: Path) -> None:
    document, asked = Document(), {}
    for name, case in cases("patterns"):
        if not _can_be_xml(case["pattern"] + case["given"]) or (case["given"] and case["given"].isspace()):
            # oscap takes a value of white space alone for an empty one.
            continue
        number = document.ask("string", "pattern match", case["pattern"])
        _add(document.variable("constant", f"oval:t:var:{number}"), "value", case["given"])
        want = {"error": "error", "nothing": "false"}.get(str(case["want"]), "true")
        asked[f"oval:t:def:{number}"] = (f"{name}: {case['note']}", want)
    printed, _ = document.evaluated(oscap, tmp_path)
    found = dict(re.findall(r"Definition (\S+): (.+)", printed))
    assert len(asked) > 180
    assert {note: found[test] for test, (note, want) in asked.items() if found[test] != want} == {}


def _can_be_xml(text: str) -> bool:
    """Whether XML can hold it: no control characters, no carriage return."""
    try:
        etree.Element("x").text = text
    except ValueError:
        return False
    return "\r" not in text
