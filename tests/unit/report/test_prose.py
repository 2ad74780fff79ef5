"""Prose: what is kept, what is shown as text, what is replaced."""

import pytest

from scapkit.model.xccdf import Text
from scapkit.report.writing.prose import Wording, link, safe_href, to_html, to_plain

VALUES = {"v": "<5m>", "title:v": "Time & out", "text": "a text"}


@pytest.mark.parametrize(
    ("markup", "html"),
    [
        ("plain & simple", "plain &amp; simple"),
        ("Use <code>kubectl</code>.", "Use <code>kubectl</code>."),
        ("<p>a</p><ul><li>b</li></ul>", "<p>a</p><ul><li>b</li></ul>"),
        ("a<br/>b", "a<br>b"),
        ("<tt>x</tt>", "<code>x</code>"),
        ("<h2>Head</h2>", '<p class="heading">Head</p>'),
        ('<ol start="3"><li>x</li></ol>', '<ol start="3"><li>x</li></ol>'),
        ('<code class="c" id="i" onclick="x()">y</code>', "<code>y</code>"),
        ('<a href="https://x.example/?a=1&amp;b=2">x</a>',
         '<a href="https://x.example/?a=1&amp;b=2" rel="noopener noreferrer">x</a>'),
        ('<a href="#here">x</a>', '<a href="#here">x</a>'),
        ('<a href="javascript:alert(1)">x</a>', "x"),
        ('<a href="data:text/html,x">x</a>', "x"),
        ("<a>x</a>", "x"),
        ('<xccdf:sub idref="v" use="legacy"/>', "&lt;5m&gt;"),
        ('<xccdf:sub idref="v" use="title"/>', "Time &amp; out"),
        ('<xccdf:sub idref="nobody"/>', "nobody"),
        ('<xccdf:sub idref="nobody" use="title"/>', "nobody"),
        ('<xccdf:sub idref="text" use="title"/>', "a text"),
        ('<object data="#xccdf:value:v"/>', "&lt;5m&gt;"),
        ('<object data="#xccdf:title:v"/>', "Time &amp; out"),
        ('<object data="#xccdf:value:nobody">else</object>',
         "&lt;object data=&quot;#xccdf:value:nobody&quot;&gt;else&lt;/object&gt;"),
        ('<object data="#xccdf:link:v"/>', "&lt;object data=&quot;#xccdf:link:v&quot;&gt;&lt;/object&gt;"),
    ],
)  # fmt: skip
def test_prose_keeps_what_is_harmless_and_replaces_values(markup: str, html: str) -> None:
    assert to_html(markup, VALUES) == html


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)"/>',
        "<iframe src='https://x.example'/>",
        "<style>body{}</style>",
        '<svg onload="alert(1)"><g/></svg>',
        "<xccdf:instance context='x'/>",
        "</x><script>alert(1)</script><x>",
        "<script>alert(1)",
        "<b onclick='x' <script>",
        "a &nbsp; <script>",
        "\x00<script>x</script>",
        "<!DOCTYPE x [<!ENTITY e 'x'>]><p>&e;</p>",
        "<b>\udc80</b><script/>",
    ],
)
def test_prose_shows_everything_else_as_text(markup: str) -> None:
    html = to_html(markup, {})
    for tag in ("<script", "<img", "<iframe", "<style", "<svg", "<!DOCTYPE", "<b onclick"):
        assert tag not in html


def test_the_text_inside_an_unknown_element_stays_readable() -> None:
    assert to_html("<blink>look <b>here</b></blink>", {}) == "&lt;blink&gt;look <b>here</b>&lt;/blink&gt;"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("  two\n words ", "two words"),
        ("a<br/>b", "a b"),
        ('Set <code>x</code> to <xccdf:sub idref="v"/> now', "Set x to <5m> now"),
        ("a < b", "a < b"),
        ("a &lt; b", "a < b"),
    ],
)
def test_plain_text_has_no_markup_and_one_line(markup: str, text: str) -> None:
    assert to_plain(markup, VALUES) == text


@pytest.mark.parametrize("address", ["https://x.example/a", "HTTP://x.example", "mailto:a@x.example", "#a", " #a "])
def test_addresses_that_a_browser_may_open_are_kept(address: str) -> None:
    assert safe_href(address) == address.strip()


@pytest.mark.parametrize("address", ["javascript:x", "java\nscript:x", "https://a b", "//x.example", "file:///etc", ""])
def test_other_addresses_are_dropped(address: str) -> None:
    assert safe_href(address) == ""
    assert link(address, "text") == "text"


def test_the_preferred_language_wins_then_english_then_the_first() -> None:
    german, english, french = Text("de", "de"), Text("en", "en-GB"), Text("fr", "fr")
    assert Wording({}, "fr").plain((german, english, french)) == "fr"
    assert Wording({}, "it").plain((german, english, french)) == "en"
    assert Wording({}, "it").plain((german, french)) == "de"
    assert Wording({}).html(()) == ""
