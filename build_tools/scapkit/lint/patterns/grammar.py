"""A pattern, in the words of the `regex` package, to a tree that keeps only what matters for how it repeats."""

import re
from functools import cache
from typing import NamedTuple

SAMPLE = [chr(code) for code in range(128)] + ["\u0378"]
"""Every ASCII character, and one that stands for all others."""
MANY = 20
"""A bounded repetition of this many or more counts as one without bound."""

TOKEN = re.compile(
    r"(?P<open>\((?:\?(?:P?<\w+>|<?[=!]|[:>|]|[a-zA-Z-]*:))?)"
    r"|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<quantifier>(?:[*+?]|\{\d+(?:,\d*)?\})[?+]?)"
    r"|(?P<assertion>[\^$]|\\[bBAZGK])"
    r"|(?P<reference>\\g<\w+>|\\[1-9]\d?)"
    r"|(?P<atom>\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]|\\x[0-9A-Fa-f]{2}|\\[pP]\{[^}]*\}|\\.|.)",
    re.DOTALL,
)
INLINE = re.compile(r"\(\?(?:[a-zA-Z-]+|#[^)]*)\)")
LOOKS = ("(?=", "(?!", "(?<=", "(?<!")


class Characters(NamedTuple):
    """One character out of a set, a bit for each of SAMPLE; no bit for what must hold without taking a character."""

    mask: int


class Sequence(NamedTuple):
    """One after the other; an empty one matches the empty text."""

    items: "tuple[Tree, ...]"


class Choice(NamedTuple):
    """One of these."""

    items: "tuple[Tree, ...]"


class Repeat(NamedTuple):
    """Again and again, or at most once where it does not loop."""

    item: "Tree"
    optional: bool
    loops: bool


Tree = Characters | Sequence | Choice | Repeat
ASSERTION = Characters(0)


def parse(pattern: str) -> Tree:
    """The tree of a well-formed pattern; what can give nothing back (atomic, possessive) counts as an assertion."""
    tokens = [(str(found.lastgroup), found[0]) for found in TOKEN.finditer(INLINE.sub("", pattern))]
    tree, _ = _choice(tokens, 0)
    return tree


def _choice(tokens: list[tuple[str, str]], at: int) -> tuple[Tree, int]:
    branches: list[Tree] = []
    items: list[Tree] = []
    while at < len(tokens) and tokens[at][0] != "close":
        kind, text = tokens[at]
        at += 1
        if kind == "bar":
            branches.append(Sequence(tuple(items)))
            items = []
        elif kind == "quantifier" and items:
            items[-1] = _repeated(items[-1], text)
        elif kind == "open":
            inner, at = _choice(tokens, at)
            at += 1
            items.append(ASSERTION if text in (*LOOKS, "(?>") else inner)
        else:
            items.append(Characters(_mask(text)) if kind == "atom" else ASSERTION)
    last = Sequence(tuple(items))
    return (Choice((*branches, last)) if branches else last), at


def _repeated(item: Tree, quantifier: str) -> Tree:
    if len(quantifier) > 1 and quantifier.endswith("+"):
        return ASSERTION
    if quantifier[0] != "{":
        return Repeat(item, optional=quantifier[0] in "*?", loops=quantifier[0] in "*+")
    least, _, most = quantifier.strip("{}?").partition(",")
    loops = "," in quantifier and (not most or int(most) >= MANY)
    return Repeat(item, optional=int(least) == 0, loops=loops)


@cache
def _mask(atom: str) -> int:
    """The bits of the characters that an atom takes."""
    import regex

    compiled = regex.compile(atom, regex.V0 | regex.ASCII)
    return sum(1 << bit for bit, character in enumerate(SAMPLE) if compiled.fullmatch(character))
