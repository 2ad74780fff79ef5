"""Files of the authoring format are written from their shapes, and read back as what was given."""

import pytest

from scapkit.authoring.lines import plain_source
from scapkit.authoring.yaml.document import Remark, Yaml, document, plain, scalar
from scapkit.authoring.yaml.marked import read_yaml
from scapkit.authoring.yaml.shape import Key, Shape

INNER = Shape("an inner", {"a": Key(required=True)})
SHAPE = Shape(
    "a thing",
    {
        "title": Key(required=True),
        "level": Key(required=True, choices=("low", "high")),
        "prose": Key(required=True, help="what it is about"),
        "names": Key("texts", required=True),
        "ready": Key("flag", required=True),
        "words": Key("pairs", required=True),
        "inner": Key("one", shape=INNER),
        "later": Key(),
    },
)


def read(text: str) -> Yaml:
    return plain(read_yaml(plain_source(text, "f")))


def test_what_is_required_has_a_placeholder_of_its_kind() -> None:
    assert read(document(SHAPE, {"title": "A title"})) == {
        "title": "A title",
        "level": "low",
        "prose": "TODO: what it is about",
        "names": [],
        "ready": "false",
        "words": {},
    }


def test_keys_come_in_the_order_of_the_shape_and_the_others_are_named_at_the_end() -> None:
    text = document(SHAPE, {"names": ["x"], "title": "A title", "inner": {"a": "1"}})
    assert [line for line in text.splitlines() if line and line[0] not in " #"] == [
        "title: A title",
        "level: low",
        "prose: 'TODO: what it is about'",
        "names:",
        "ready: false",
        "words: {}",
        "inner:",
    ]
    assert text.endswith("\n# It may also have: later.\n")
    assert "later" not in document(SHAPE, {}, more=False)


def test_a_remark_stands_above_its_value_or_takes_it_in() -> None:
    text = document(SHAPE, {"title": Remark("Why.", "A title"), "later": Remark("Not now.", "x", out=True)})
    assert "# Why.\ntitle: A title\n" in text
    assert "\n# Not now.\n# later: x\n" in text


@pytest.mark.parametrize(
    "value",
    ["a", "a b", "no", "Yes", "null", "~", "0644", "1.5", "2026-01-01", "a: b", "a #b", "# b", "it's", "", " a", "a:",
     "- a", "[a]", "{a}", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a`", '"a"', "a\tb", "é", "\u2028", "a\nb", "a\n\n  b\n",
     "<b>x</b>\n", "/etc/a", ".a[:].b", "=", "key = value", "1:30", "a,b", "?", "? a", "y", ".inf", "\u0085", "\U0001f600\xa0", "\\\"\xa0"],
)  # fmt: skip
def test_text_is_read_back_as_it_was(value: str) -> None:
    assert read(document(SHAPE, {"title": value, "names": [value], "words": {value or "k": value}})) == {
        "title": value,
        "level": "low",
        "prose": "TODO: what it is about",
        "names": [value],
        "ready": "false",
        "words": {value or "k": value},
    }


def test_scalars_are_text_to_yaml() -> None:
    for value in ("no", "0644", "1.5", "null", "2026-01-01", ""):
        assert read_yaml(plain_source(f"k: {scalar(value)}", "f")).entries["k"].tag == "str"


def test_lists_of_mappings_are_read_back() -> None:
    value: Yaml = [{"a": "1", "b": ["x", "y"]}, {"a": {"c": None}}, {}]
    shape = Shape("a thing", {"list": Key("any")})
    assert read(document(shape, {"list": value})) == {"list": value}
