"""Product properties: from product.yml and from files, for one product."""

from pathlib import Path
from typing import Any

import pytest

from authored import API_RULE, CONTENT, FILES, PRODUCT, RULE, VALUE, built, edited, problems, project, told
from scapkit.authoring.read import read_project

SHARED = "product_properties/10-shared.yml"
OWN = f"{CONTENT}/product_properties/20-own.yml"


def properties(root: Path, changes: dict[str, str | None]) -> dict[str, Any]:
    return dict(read_project(project(root, changes), "tiny").product.properties)


def said(root: Path, text: str, changes: dict[str, str | None]) -> str:
    """What a text renders to in a rule."""
    rule = FILES[API_RULE].replace("description: One paragraph.", f"description: |-\n  {text}\n")
    (group,) = built(root, {**changes, API_RULE: rule}).benchmark.children
    return next(each for each in group.children if each.id.endswith("api_answer")).descriptions[0].markup


def test_every_other_key_of_a_product_is_known_to_jinja(tmp_path: Path) -> None:
    more = "pkg_manager: apt_get\nlimit: 5\nmode: 0644\nis_small: yes\npaths: [/a, /b]\nnested: {x: {y: 1.10}}\n"
    text = "{{{ pkg_system }}} {{{ limit + 1 }}} {{{ mode }}} {{{ is_small }}} {{{ paths[1] }}} {{{ nested.x.y }}}"
    assert said(tmp_path, text, {PRODUCT: FILES[PRODUCT] + more}) == "dpkg 6 0644 True /b 1.10"


def test_key_for_another_product_is_not_known(tmp_path: Path) -> None:
    changes = {PRODUCT: FILES[PRODUCT] + "a@tiny: 1\na: 2\nb@other: 3\n"}
    found = properties(tmp_path, changes)
    assert found["a"] == 1
    assert "b" not in found


def test_files_of_properties_are_read_in_order_and_know_what_came_before(tmp_path: Path) -> None:
    changes: dict[str, str | None] = {
        PRODUCT: FILES[PRODUCT] + "base: /etc\n",
        SHARED: "default:\n  folder: {{{ base }}}/x\n  kept: {a: [1]}\n",
        OWN: "default:\n  {{% if product == 'tiny' %}}\n  file: {{{ folder }}}/y\n  {{% endif %}}\n  base: /no\n",
    }
    found = properties(tmp_path, changes)
    assert (found["folder"], found["file"], found["kept"]) == ("/etc/x", "/etc/x/y", {"a": [1]})
    assert found["base"] == "/etc", "product.yml wins"


@pytest.mark.parametrize("overrides", ["{a: 2}", "{tiny: {a: 2}, other: {a: 3}}", "{tiny: {a: 2}}"])
def test_overrides_hold_for_all_or_for_a_product(tmp_path: Path, overrides: str) -> None:
    other = FILES[PRODUCT].replace("tiny", "other")
    changes = {SHARED: f"default: {{a: 1, b: 1}}\noverrides: {overrides}\n", "content/other/product.yml": other}
    found = properties(tmp_path, changes)
    assert (found["a"], found["b"]) == (2, 1)


def test_two_files_that_set_one_property_are_told_with_both_places(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, {SHARED: "default:\n  a: 1\n", OWN: "default:\n  b: 1\n  a: 2\n"})
    assert (str(found.span), found.code) == (f"{OWN}:3:3", "duplicate-property")
    assert f"{SHARED}:2:3" in found.message


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("default: [a]\n", ":1:10 wrong-type"),
        ("defaults: {a: 1}\n", ":1:1 unknown-key"),
        ("default:\n  a: {{{ nothing }}}\n", ":2 undefined-name"),
        ("default: {a: 1, a: 2}\n", ":1:17 duplicate-key"),
    ],
)
def test_mistake_in_a_file_of_properties_is_told_at_its_place(tmp_path: Path, text: str, wanted: str) -> None:
    assert told(tmp_path, {SHARED: text}) == [f"{SHARED}{wanted}"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('{{{ "a.b" | escape_regex }}}', "a\\.b"),
        ('{{{ "a.b-c:" | escape_id }}}', "a_b_c"),
        ('{{{ "maxAge" | escape_yaml_key }}}', "max^age"),
        ('{{{ "a b" | quote }}}', "'a b'"),
        ('{{{ "a.b/c" | escape_ere }}}', "a\\.b\\/c"),
        ("{{{ '/a b' | quote_yaml }}}", '"/a b"'),
        ('{{{ "a b" | url_encode }}}', "a%20b"),
        ('{{{ url_encode("a b") }}}', "a%20b"),
        ('{{{ "" | sha256 }}}', "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ('is {{% if "tin" in product and families == [] %}}yes{{% endif %}}.', "is yes."),
    ],
)
def test_what_jinja_can_do_besides_its_own(tmp_path: Path, text: str, wanted: str) -> None:
    assert said(tmp_path, text, {}) == wanted


def test_raise_makes_a_problem_at_its_line(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, edited(RULE, "  Look:", "  {{{ raise('not for ' ~ product) }}}"))
    assert (str(found.span), found.code, found.message) == (f"{RULE}:18", "failed-template", "not for tiny")


def test_broken_product_does_not_hide_what_is_wrong_elsewhere(tmp_path: Path) -> None:
    changes = {**edited(PRODUCT, "version: '1.2.3'\n", ""), **edited(VALUE, "type: string", "type: text")}
    assert told(tmp_path, changes) == [f"{VALUE}:3:7 bad-value", f"{PRODUCT}:1:1 missing-key"]
