"""Patterns read as PCRE reads them, and what a pattern of paths says for certain."""

import shutil
import subprocess

import pytest

from scapkit.oval.matching.literal import Literal, literal_start
from scapkit.oval.matching.patterns import MAX_LENGTH, compiled, find_all, search

MATCHING = [
    (r"end\Z", "end\n"),
    (r"end\z", "end"),
    (r"\x{41}\x{1F600}", "A\U0001f600"),
    (r"\Qa.b\E+", "a.bb"),
    (r"\Qa[b", "a[b"),
    (r"a\Eb", "ab"),
    (r"[[:alpha:]]+", "ab"),
    (r"[[:^alpha:]]", "1"),
    (r"[[:alpha:][]", "["),
    (r"a{1", "a{1"),
    (r"a{,3}", "a{,3}"),
    (r"a{e}", "a{e}"),
    (r"a{2,3}", "aa"),
    (r"[[a]]", "[]"),
    (r"[]a]", "]"),
    (r"[^]a]", "b"),
    (r"[a[^b]", "^"),
    (r"[\[\]]", "]"),
    (r"[a&&b]", "&"),
    (r"[a||b]", "|"),
    (r"[~~]", "~"),
    (r"\m", "m"),
    (r"[\Z]", "Z"),
    (r"\v", "\n"),
    (r"[\v]", "\x0b"),
    (r"\e[\e]", "\x1b\x1b"),
    (r"\h+x", " \tx"),
    (r"\N", "a"),
    (r"(?i)ab", "AB"),
    (r"a++b", "aab"),
    (r"(?<n>a)\k<n>\k{n}\k'n'", "aaaa"),
    (r"(a)(b)\g2\g{1}", "abba"),
    (r"(?|(a)|(b))\1", "bb"),
    (r"x$", "x\n"),
]
NOT_MATCHING = [
    (r"end\z", "end\n"),
    (r"[[:alpha:]]", "é"),
    (r"\w", "é"),
    (r"\d", "٣"),
    (r"\s", "\u00a0"),
    (r"a{,3}$", "aaa"),
    (r"[^]a]", "]"),
    (r"\Qa.b", "axb"),
    (r"\N", "\n"),
    (r"(?m)x\n^", "x\n"),
]


@pytest.mark.parametrize(("pattern", "text"), MATCHING)
def test_a_pattern_is_found_where_pcre_finds_it(pattern: str, text: str) -> None:
    assert search(pattern, text)


@pytest.mark.parametrize(("pattern", "text"), NOT_MATCHING)
def test_a_pattern_is_not_found_where_pcre_does_not(pattern: str, text: str) -> None:
    assert not search(pattern, text)


@pytest.mark.skipif(not shutil.which("perl"), reason="perl is not installed")
def test_perl_agrees_where_it_knows_the_words() -> None:
    # What Perl 5 and PCRE read differently: unknown letters, braces, \x{} without a code, and \N in old ones.
    different = {r"\m", r"[\Z]", r"a{,3}", r"a{,3}$", r"a{e}", r"\Qa[b"}
    wrong = []
    for pattern, text in (*MATCHING, *NOT_MATCHING):
        if pattern in different or not text.isascii():
            continue
        script = r'my ($p, $t) = @ARGV; exit(eval "\$t =~ /$p/a" ? 0 : 1)'
        done = subprocess.run(["perl", "-e", script, pattern, text], check=False, capture_output=True)
        if (done.returncode == 0) != bool(search(pattern, text)):
            wrong.append((pattern, text, done.stderr))
    assert not wrong


@pytest.mark.parametrize("pattern", ["(a", "[a", "*a", r"\1", "a" * (MAX_LENGTH + 1)])
def test_a_malformed_pattern_is_a_value_error(pattern: str) -> None:
    with pytest.raises(ValueError, match="pattern"):
        compiled(pattern)


def test_nothing_starts_after_the_newline_at_the_end() -> None:
    found = find_all(compiled("^.*$", multiline=True), "a\n\nb\n")
    assert [match.span() for match in found] == [(0, 1), (2, 2), (2, 2), (3, 4)]
    assert [match.span() for match in find_all(compiled("^$", multiline=True), "")] == [(0, 0)]


def test_a_start_can_lead_to_a_match_or_not() -> None:
    pattern = compiled(r"^/etc/sub/.*\.conf$")
    assert [pattern.could_lead_to(each) for each in ("/", "/etc/", "/etc/sub/x/", "/var/")] == [
        True,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("pattern", "want"),
    [
        (r"^/etc/a\.conf$", Literal("/etc/a.conf", complete=True, anchored=True)),
        (r"^a\.conf$", Literal("a.conf", complete=True, anchored=True)),
        ("^/etc/.*", Literal("/etc/", anchored=True)),
        ("/etc/.*$", Literal("/etc/", anchored=True)),
        ("/etc/a$", Literal("/etc/a", anchored=True)),
        ("^/etc/?a", Literal("/etc", anchored=True)),
        ("^/etcc*", Literal("/etc", anchored=True)),
        ("^/etc{0}", Literal("/et", anchored=True)),
        ("^/etc/(a|b)$", Literal("/etc/", anchored=True)),
        (r"^/etc/\d", Literal("/etc/", anchored=True)),
        (r"^/et[|(]c", Literal("/et", anchored=True)),
        (r"^/et\|c", Literal("/et|c", anchored=True)),
        ("^/a|/b", Literal()),
        (r"^/[(]a|/b", Literal()),
        (r"^/a[b[]|/c", Literal()),
        (r"^/a[[:alpha:]|]", Literal("/a", anchored=True)),
        ("^/" + "[" * 60_000 + "|", Literal("/", anchored=True)),
        ("^/" + "a" * MAX_LENGTH, Literal()),
        (r"^/\Qa|b", Literal()),
        ("conf$", Literal()),
        ("^", Literal(anchored=True)),
        ("", Literal()),
    ],
)
def test_what_a_pattern_starts_with_for_certain(pattern: str, want: Literal) -> None:
    assert literal_start(pattern) == want


def test_a_pattern_that_calls_itself_without_end_is_an_error() -> None:
    with pytest.raises(ValueError, match="MiB"):
        search("((?1))", "a")
