"""Text that comes out inert: in JSON, in Markdown, and prose as plain text."""

import json
from collections.abc import Callable

import pytest
from cmarkgfm import github_flavored_markdown_to_html as render
from cmarkgfm import markdown_to_html
from cmarkgfm.cmark import Options
from lxml.html import fromstring

from scapkit.report.writing.inert_markdown import code, escaped, fenced, lightly, within
from scapkit.report.writing.jsontext import dumped, streamed
from scapkit.report.writing.plain import markdown, plain
from scapkit.report.writing.stable import stable_uuid, utc

PROSE = (
    '<p>Set <code>a`b</code> to <b>1 &lt; 2</b>.</p><ul><li>one</li><li>two <a href="https://a.example/x y">there</a>'
    '<ol><li>deep</li></ol></li></ul><pre>x\n  y</pre>After<br>that @you &amp; <a href="#here">here</a>'
)


@pytest.mark.parametrize(
    ("given", "want"),
    [
        ("a\x00b\x1b\x08\x0c", "a\ufffdb\ufffd\ufffd\ufffd"),
        ("\\u0000 \\\\x00 \\", "\\u0000 \\\\x00 \\"),
        ("\ud800 \udc80 \U0001f600", "\ufffd \ufffd \U0001f600"),
        ("\u202e\u2066", "[U+202E][U+2066]"),
        ('line\n\ttab "quoted" \x7f\x9f\ufffe', 'line\n\ttab "quoted" \ufffd\ufffd\ufffd'),
    ],
)
def test_json_holds_text_without_what_steers_a_reader(given: str, want: str) -> None:
    assert json.loads(dumped({given: [given]}).encode()) == {want: [want]}


def test_a_list_comes_in_pieces_of_one_document() -> None:
    assert json.loads(b"".join(streamed('{"a":[', [1, {"b": 2}], "]}"))) == {"a": [1, {"b": 2}]}
    assert json.loads(b"".join(streamed('{"a":[', [], "]}"))) == {"a": []}


@pytest.mark.parametrize(
    ("given", "want"),
    [
        ("<script> & @octocat", "&lt;script&gt; &amp; @\u200boctocat"),
        (
            "see #12, GH-3, !4 and https://a.example or www.a.example",
            "see #\u200b12, GH\u200b-3, \\!\u200b4 and https:\u200b//a.example or www\u200b.a.example",
        ),
        (
            "[a](b) ![c](d) `e` *f* _g_ |h| ~i~ $j$",
            "\\[a\\](b) \\!\\[c\\](d) \\`e\\` \\*f\\* \\_g\\_ \\|h\\| \\~\u200bi\\~ \\$\u200bj\\$",
        ),
        ("# head", "\\# head"),
        ("12. one", "12\\. one"),
        ("- one", "\\- one"),
        ("a\n\n# b\x00", "a # b\ufffd"),
    ],
)
def test_markdown_shows_text_as_it_is(given: str, want: str) -> None:
    assert escaped(given) == want


def test_code_ends_where_it_should() -> None:
    assert code("a") == "`a`"
    assert code("a `` b") == "```a `` b```"
    assert code("`a\nb`") == "`` `a b` ``"
    assert fenced("a\n```\nb") == "````text\na\n```\nb\n````"


def test_prose_becomes_plain_text() -> None:
    assert plain(PROSE).splitlines() == [
        "Set a`b to 1 < 2.", "", "- one", "- two there (https://a.example/x y)", "  1. deep", "", "x", "  y", "",
        "After", "that @you & here",
    ]  # fmt: skip


def test_prose_becomes_markdown() -> None:
    assert markdown(PROSE).splitlines() == [
        "Set ``a`b`` to 1 &lt; 2.", "", "- one", "- two [there](<https://a.example/x%20y>)", "  1. deep", "",
        "```text", "x", "  y", "```", "", "After  ", "that @\u200byou &amp; here",
    ]  # fmt: skip


def test_no_prose_is_no_text() -> None:
    assert (plain(""), markdown("")) == ("", "")


def test_identifiers_are_made_of_names_and_their_order() -> None:
    assert stable_uuid("a", "b") == "f86f4afe-3fe9-5503-b45e-ef7fa9ea7e23"
    assert len({stable_uuid("a", "b"), stable_uuid("ab"), stable_uuid("b", "a"), stable_uuid("a", "\udc80")}) == 4


@pytest.mark.parametrize(
    ("given", "want"),
    [
        ("2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z"),
        ("2026-01-02T03:04:05+02:00", "2026-01-02T01:04:05Z"),
        ("2026-01-02T03:04:05", "2026-01-02T03:04:05Z"),
        ("0001-01-01T00:00:00+10:00", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_times_are_told_in_utc(given: str, want: str) -> None:
    assert utc(given) == want


@pytest.mark.parametrize("write", [escaped, within, lightly, code, fenced])
@pytest.mark.parametrize("given", [
    "[a](https://x.example)", "![a](https://x.example)", "<b>a</b> <!-- b -->", "*a* __b__ ~~c~~ `d`", "| a | b |", "&lt;b&gt; &amp;",
    "<https://x.example>", "[a]: https://x.example", "\\*a\\*", "a_b_c", "``` a ``` `", "{{ insert: param, x }}", "[x\\](https://x.example)",
])  # fmt: skip
def test_a_renderer_shows_text_as_it_is(write: Callable[[str], str], given: str) -> None:
    renders = markdown_to_html if write is lightly else render
    page = fromstring(f"<div>{renders(write(given), options=Options.CMARK_OPT_UNSAFE)}</div>")
    assert page.text_content().replace("\u200b", "").strip() == given
    assert {str(each.tag) for each in page.iter()} <= {"div", "p", "code", "pre"}


@pytest.mark.parametrize("given", ["# a", "- a", "+ a", "* a", "1. a", "1) a", "> a", "---", "===", "    a", "```"])
@pytest.mark.parametrize("write", [escaped, lightly])
def test_what_would_begin_a_block_begins_none(write: Callable[[str], str], given: str) -> None:
    page = fromstring(f"<div>{render('x' * (given == '===') + write(given), options=Options.CMARK_OPT_UNSAFE)}</div>")
    assert {str(each.tag) for each in page.iter()} <= {"div", "p"}


@pytest.mark.parametrize("text", ["# a", "- a", "1. a", "&gt; a", "---", "```", "    a", "| a |", "[ ] a"])
@pytest.mark.parametrize(
    "html", ["{}", "<p>{}</p>", "<p> <b>{}</b></p>", "<ul><li>{}</li></ul>", "<table><tr><td>{}</td></tr></table>", "x<br>{}",
             "<p>x</p>{}", "<ul><li><b>{}</b></li></ul>", "<p><a href=\"https://a.example\">{}</a></p>", "<dl><dt>{}</dt></dl>"],
)  # fmt: skip
def test_prose_becomes_no_block_that_its_author_did_not_write(html: str, text: str) -> None:
    page = fromstring(f"<div>{render(markdown(html.format(text)), options=Options.CMARK_OPT_UNSAFE)}</div>")
    assert {str(each.tag) for each in page.iter()} <= {"div", "p", "ul", "li", "br", "a"}
    assert len(page.findall(".//li")) == html.count("<li>")
    assert text.replace("&gt;", ">").strip() in page.text_content().replace("\u200b", "")
