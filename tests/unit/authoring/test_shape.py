"""Files checked against what their kind may hold."""

from scapkit.authoring.lines import plain_source
from scapkit.authoring.yaml.marked import read_yaml
from scapkit.authoring.yaml.shape import Fields, Key, Shape, check

INNER = Shape("an inner thing", {"x": Key(required=True)})
SHAPE = Shape(
    "a thing",
    {
        "title": Key(required=True, help="say what it is"),
        "level": Key(choices=("low", "high"), qualified=True),
        "count": Key("number"),
        "ready": Key("flag"),
        "names": Key("texts"),
        "facts": Key("pairs"),
        "one": Key("one", shape=INNER),
        "many": Key("many", shape=INNER),
        "raw": Key("any"),
    },
)


def checked(text: str) -> tuple[Fields, list[str]]:
    problems: list = []
    fields = check(read_yaml(plain_source(text, "a.yml")), SHAPE, "eks", problems)
    return fields, [str(each) for each in problems]


def wrong(text: str) -> list[str]:
    return checked(text)[1]


def test_good_file_gives_its_values() -> None:
    fields, problems = checked(
        "title: 12\nlevel: low\ncount: 3\nready: yes\nnames: [a, 1]\nfacts: {a: b}\n"
        "one: {x: 1}\nmany: [{x: 2}]\nraw: [1]\n"
    )
    assert not problems
    assert (fields.text("title"), fields.text("level"), fields.text("count")) == ("12", "low", "3")
    assert fields.flag("ready")
    assert [node.text for node in fields.nodes("names")] == ["a", "1"]
    assert {key: node.text for key, node in fields.pairs("facts").items()} == {"a": "b"}
    one = fields.one("one")
    assert one is not None and one.text("x") == "1"
    assert [each.text("x") for each in fields.many("many")] == ["2"]


def test_absent_keys_give_nothing() -> None:
    fields, problems = checked("title: a\nlevel:\n")
    assert not problems
    assert (fields.text("level", "none"), fields.flag("ready", True), fields.one("one")) == ("none", True, None)
    assert (fields.nodes("names"), fields.pairs("facts"), fields.many("many")) == ((), {}, ())


def test_unknown_key_is_told_with_the_nearest_one() -> None:
    assert wrong("title: a\ncuont: 1\n") == ['a.yml:2:1: unknown-key: a thing has no key "cuont" (did you mean count?)']


def test_missing_key_is_told_with_its_help() -> None:
    assert wrong("count: 1\n") == ["a.yml:1:1: missing-key: a thing needs title (say what it is)"]


def test_required_key_without_a_value_is_missing() -> None:
    assert wrong("title:\n") == ["a.yml:1:1: missing-key: a thing needs title (say what it is)"]


def test_value_outside_of_the_choices_is_told() -> None:
    assert wrong("title: a\nlevel: hihg\n") == [
        "a.yml:2:8: bad-value: level cannot be hihg; it is one of low, high (did you mean high?)"
    ]


def test_wrong_types_are_all_told_at_once() -> None:
    text = "title: [a]\ncount: many\nready: maybe\nnames: a\nfacts: [a]\none: a\nmany: {x: 1}\n"
    assert [each.partition(" ")[0] + " " + each.split(": ")[1] for each in wrong(text)] == [
        f"a.yml:{line}:{column}: wrong-type" for line, column in enumerate((8, 8, 8, 8, 8, 6, 7), 1)
    ]


def test_wrong_entries_of_lists_and_mappings_are_told() -> None:
    assert wrong("title: a\nnames: [{a: b}]\nfacts: {a: [b]}\nmany: [{}]\n") == [
        "a.yml:2:9: wrong-type: an entry of names must be text, not a mapping",
        "a.yml:3:12: wrong-type: facts.a must be text, not a list",
        "a.yml:4:8: missing-key: an inner thing needs x",
    ]


def test_key_of_the_product_wins_over_the_bare_one() -> None:
    fields, problems = checked("title: a\nlevel@eks: low\nlevel: high\nfacts: {a: 1, a@eks: 2, b@other: 3}\n")
    assert not problems
    assert fields.text("level") == "low"
    assert {key: node.text for key, node in fields.pairs("facts").items()} == {"a": "2"}


def test_key_of_another_product_does_not_count() -> None:
    assert checked("title: a\nlevel@ocp4: low\n")[0].text("level") == ""


def test_key_that_takes_no_product_is_told() -> None:
    assert wrong("title: a\ncount@eks: 1\n") == [
        "a.yml:2:1: unknown-key: count of a thing is the same for all products and takes no @"
    ]


def test_file_that_is_no_mapping_is_told() -> None:
    assert wrong("- a\n") == ["a.yml:1:1: wrong-type: a thing must be a mapping, not a list"]
