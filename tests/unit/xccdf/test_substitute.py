"""References inside prose and scripts."""

from scapkit.model.xccdf import Benchmark, Group, Text, Value
from scapkit.xccdf.substitute import substitute, substitutions

BENCHMARK = Benchmark(
    "b",
    "1",
    plain_texts=(("release", "R&D 1"),),
    values=(Value("v", titles=(Text("The <b>limit</b>"),)),),
    children=(Group("g", values=(Value("w"),)),),
)
KNOWN = substitutions(BENCHMARK, {"v": "a < b", "w": "2"})


def test_value_replaces_its_reference_as_text() -> None:
    assert substitute('<p>at most <xccdf:sub idref="v" use="value"/>.</p>', KNOWN) == "<p>at most a &lt; b.</p>"


def test_title_replaces_a_reference_that_asks_for_it() -> None:
    assert substitute("<xccdf:sub use='title' idref='v'/>", KNOWN) == "The <b>limit</b>"


def test_value_without_a_title_gives_its_value() -> None:
    assert substitute('<xccdf:sub idref="w" use="title"></xccdf:sub>', KNOWN) == "2"


def test_legacy_reference_gives_the_value() -> None:
    assert substitute('<xccdf:sub idref="w" use="legacy"/>', KNOWN) == "2"


def test_plain_text_is_used_whatever_the_reference_asks_for() -> None:
    assert substitute('<xccdf:sub idref="release" use="title"/>', KNOWN) == "R&amp;D 1"


def test_reference_to_nothing_shows_the_id() -> None:
    assert substitute('x <xccdf:sub idref="gone"/> y', KNOWN) == "x gone y"


def test_instance_is_put_in_where_there_is_one() -> None:
    markup = 'rm <xccdf:instance context="undefined"/> <xccdf:instance>old</xccdf:instance>'
    assert substitute(markup, KNOWN, "a&b") == "rm a&amp;b a&amp;b"
    assert substitute(markup, KNOWN) == markup


def test_markup_without_references_comes_back_as_it_was() -> None:
    assert substitute("<p>1 &lt; 2</p>", KNOWN) == "<p>1 &lt; 2</p>"
