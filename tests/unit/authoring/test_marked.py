"""YAML with places."""

import pytest

from scapkit.authoring.lines import plain_source
from scapkit.authoring.yaml.marked import Node, read_yaml
from scapkit.problem import Invalid


def read(text: str) -> Node:
    return read_yaml(plain_source(text, "a.yml"))


def refused(text: str) -> list[str]:
    with pytest.raises(Invalid) as error:
        read(text)
    return [f"{each.span} {each.code}: {each.message}" for each in error.value.problems]


def test_scalars_are_kept_as_they_are_written() -> None:
    entries = read("mode: 0644\nland: no\nnothing:\nwhen: 2026-01-01\n").entries
    assert [(each.tag, each.text) for each in entries.values()] == [
        ("int", "0644"),
        ("bool", "no"),
        ("null", ""),
        ("timestamp", "2026-01-01"),
    ]


def test_every_value_and_key_knows_its_place() -> None:
    node = read("a:\n  - b: x\n")
    inner = node.entries["a"].items[0]
    assert str(inner.keys["b"]) == "a.yml:2:5"
    assert str(inner.entries["b"].span) == "a.yml:2:8"


def test_lines_of_a_literal_block_are_those_of_the_file() -> None:
    text = read("a: |-\n  one\n  two\n").entries["a"]
    assert str(text.span_of_line(1)) == "a.yml:3"


def test_lines_of_folded_text_count_as_its_first_line() -> None:
    text = read("a: >-\n  one\n\n  two\n").entries["a"]
    assert text.span_of_line(1).line == 1


def test_duplicate_key_is_reported_with_both_places() -> None:
    assert refused("a: 1\nb: 2\na: 3\n") == ["a.yml:3:1 duplicate-key: a is already given in line 1"]


def test_all_duplicate_keys_are_reported_at_once() -> None:
    assert len(refused("a: {b: 1, b: 2}\na: 3\n")) == 2


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: [1\nb: 2\n", "a.yml:1:4"),
        ("a: *unknown\n", "a.yml:1:4"),
        ("? [a]\n: b\n", "a.yml:1:3"),
        ("a: !!python/object:os.system x\n", "a.yml:1:4"),
        ("a: !mine x\n", "a.yml:1:4"),
    ],
)
def test_malformed_yaml_is_told_at_its_place(text: str, place: str) -> None:
    assert refused(text)[0].startswith(f"{place} malformed-yaml: ")


def test_characters_that_yaml_does_not_allow_are_malformed() -> None:
    assert refused("a: 1\nb: \x00\n") == ["a.yml:2 malformed-yaml: a control character stands here"]


def test_empty_file_is_told() -> None:
    assert refused("# nothing\n") == ["a.yml:1 empty-file: nothing is in this file"]


def test_aliases_that_multiply_are_stopped() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefg", "bcdefgh", strict=True)
    )
    assert "too many" in refused(bomb)[0]


def test_alias_to_itself_is_stopped() -> None:
    assert "malformed-yaml" in refused("a: &a [*a]\n")[0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: b: c", "a.yml:1:5 malformed-yaml: a colon starts a value where none can be"),
        ("a:\n\tb: c", "a.yml:2:1 malformed-yaml: a tab stands here"),
        ("a: b\n\tc: d", "a.yml:2:1 malformed-yaml: a tab stands here"),
        ("a: @x", "a.yml:1:4 malformed-yaml: a value cannot begin with @"),
        ("a: ]", "a.yml:1:4 malformed-yaml: a value cannot begin with ]"),
        ("b: 1\na: 'x\nc: d", "a.yml:2:4 malformed-yaml: the quote that is opened here is never closed"),
        ('a: "\\d"', "a.yml:1:5 malformed-yaml: double quotes hold an escape that YAML lacks"),
        ("a: {x: y\nb: c", "a.yml:1:4 malformed-yaml: this is not closed by a }"),
        ("a: 'it's'", "a.yml:1:8 malformed-yaml: this does not fit what stands before it"),
        ("a: x\n- y", "a.yml:2:1 malformed-yaml: this does not fit what stands before it"),
        ("a: *x", "a.yml:1:4 malformed-yaml: text that begins with * names an anchor, and there is none"),
        ("a: x\nb:c\nd: e", "a.yml:2:1 malformed-yaml: a key has no colon, or a dash no space"),
        ("a: >x", "a.yml:1:4 malformed-yaml: a block of text begins in the next line"),
        ("a: x\n---\nb: y", "a.yml:2:1 malformed-yaml: a second document begins here"),
    ],
)
def test_commonest_faults_are_told_in_words(text: str, told: str) -> None:
    assert refused(text) == [told]


@pytest.mark.parametrize("escape", ["\\x07", "\\ufffe", "\\0"])
def test_escapes_for_what_xml_has_no_place_for_are_refused(escape: str) -> None:
    assert refused(f'a: "x{escape}"') == ["a.yml:1:4 malformed-yaml: a control character stands in this text"]
    assert refused(f'"x{escape}": a') == ["a.yml:1:1 malformed-yaml: a key must be a plain word"]
