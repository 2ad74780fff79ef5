"""Authored prose to markup."""

import pytest

from scapkit.authoring.lines import plain_source
from scapkit.authoring.prose import ValueNames, read_prose
from scapkit.authoring.yaml.marked import read_yaml
from scapkit.problem import Problem


def read(text: str) -> tuple[str, list[str]]:
    block = "a: |-\n" + "\n".join(f"  {line}" for line in text.split("\n"))
    problems: list[Problem] = []
    node = read_yaml(plain_source(block, "r.yml")).entries["a"]
    found = read_prose(node, ValueNames("org.x", {"var_a": None}), problems)
    return found.markup, [str(each) for each in problems]


def markup(text: str) -> str:
    found, problems = read(text)
    assert not problems
    return found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("plain words", "plain words"),
        ("a > b", "a &gt; b"),
        ("a <b>c</b> &amp; d", "a <b>c</b> &amp; d"),
        ("<tt>x</tt>", "<code>x</code>"),
        ("one\ntwo", "one\ntwo"),
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("one <b>a</b>\n\n\n<i>b</i> two", "<p>one <b>a</b></p>\n<p><i>b</i> two</p>"),
        ("see:\n<pre>a\n\nb</pre>\nend", "<p>see:</p>\n<pre>a\n\nb</pre>\n<p>end</p>"),
        ("<ul><li>a</li></ul>", "<ul><li>a</li></ul>"),
        ("a<br/>b", "a<br/>b"),
        ("<code></code>", "<code></code>"),
        (
            '<a href="https://x/?a=1&amp;b=2" title="&quot;">x</a>',
            '<a href="https://x/?a=1&amp;b=2" title="&quot;">x</a>',
        ),
        ('<sub idref="var_a"/>', '<xccdf:sub idref="xccdf_org.x_value_var_a" use="legacy"/>'),
        ("H<sub>2</sub>O", "H<sub>2</sub>O"),
    ],
)
def test_prose_becomes_markup(text: str, wanted: str) -> None:
    assert markup(text) == wanted


def test_malformed_markup_is_told_at_its_line() -> None:
    assert read("one\ntwo <b>three\nfour</c>")[1][0].startswith("r.yml:4: malformed-markup: ")


def test_unknown_element_is_told_with_the_nearest_one() -> None:
    assert read("one\n<cod>a</cod>")[1] == [
        "r.yml:3: unknown-markup: <cod> is not accepted in prose (did you mean code?)"
    ]


def test_unknown_value_is_told_with_the_nearest_one() -> None:
    assert read('<sub idref="var_b"/>')[1] == ["r.yml:2: unknown-value: no value var_b (did you mean var_a?)"]


@pytest.mark.parametrize(
    "text",
    [
        "<script>a</script>",
        '<b onclick="a">b</b>',
        '<a href="javascript:a">b</a>',
        '<a href="file:///etc/passwd">b</a>',
        "<img/>",
    ],
)
def test_what_could_do_harm_in_a_page_is_refused(text: str) -> None:
    found, problems = read(text)
    assert len(problems) == 1
    assert "unknown-markup" in problems[0]
    assert "script" not in found and "on" not in found and "file" not in found
