"""Patterns in PCRE's words put in those of the `regex` package (pcrepattern(3), PCRE 8 without UCP).

OVAL means Perl 5's patterns, and its tools read them with PCRE. What the two spell alike passes through.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from scapkit.oval.matching.pcre.classes import MAX_CODE, letter_class, posix_class, unicode_property
from scapkit.oval.matching.pcre.tokens import IN_SET, LEADING, OUTSIDE, PROPERTY

# To PCRE nothing starts after the newline that ends the text.
_LINE_START = r"(?:^(?!\Z)|\A)"
_WORD_EDGE = r"(?:(?<=[0-9A-Za-z_])(?![0-9A-Za-z_])|(?<![0-9A-Za-z_])(?=[0-9A-Za-z_]))"
_WITHIN_WORD = r"(?:(?<=[0-9A-Za-z_])(?=[0-9A-Za-z_])|(?<![0-9A-Za-z_])(?![0-9A-Za-z_]))"
_OTHERS = {"Z": r"(?=\n?\Z)", "z": r"\Z", "e": r"\x1B", "N": r"[^\n]", "C": r"(?s:.)"}
_CLASSES = frozenset("dDwWsS")
_WIDE_CLASSES = frozenset("hHvV")
_AS_THEY_ARE = frozenset("bBAGKRXnrtfa0123456789") | _CLASSES
_AS_THEY_ARE_IN_SET = frozenset("nrtfab01234567") | _CLASSES
_NOT_IN_PCRE = frozenset("uUlLN")


class _Flags(NamedTuple):
    """What is in force inside a group: `^` at line starts, white space and comments ignored, least instead of most."""

    multiline: bool = False
    extended: bool = False
    ungreedy: bool = False


class Translation(NamedTuple):
    """A pattern for `regex`; `unicode` says that it needs the rules of Unicode, not those of ASCII."""

    text: str
    unicode: bool


def translated(pattern: str, multiline: bool = False) -> str:
    """The pattern in the words of `regex`; `multiline` says that `^` may match at the start of lines."""
    return translate(pattern, multiline).text


def translate(pattern: str, multiline: bool = False, ignore_case: bool = False) -> Translation:
    """A pattern and the rules that it needs; raises ValueError for what PCRE would not take."""
    ucp = False
    while leading := LEADING.match(pattern):
        ucp = ucp or leading[1] == "UCP"
        pattern = pattern[leading.end() :]
    caseless = ignore_case or "(?" in pattern
    needs_unicode = PROPERTY.search(pattern) is not None or (caseless and not pattern.isascii())
    text = _Translator(_Flags(multiline), needs_unicode and not ucp).text(pattern)
    return Translation(text, ucp or needs_unicode)


class _Translator:
    """One pattern on its way: the flags of the groups that are open, groups counted and named so far."""

    def __init__(self, flags: _Flags, ascii_classes: bool) -> None:
        self._flags = [flags]
        self._ascii_classes = ascii_classes
        self._groups = 0
        self._names: set[str] = set()
        self._may_repeat = self._resets = False

    def text(self, pattern: str) -> str:
        """The pattern token by token."""
        parts: list[str] = []
        position = 0
        while position < len(pattern):
            token = OUTSIDE.match(pattern, position)
            assert token is not None  # `other` takes anything
            position = token.end()
            if token.lastgroup == "set":
                members, position = self._set(pattern, position)
                # A bracket that comes first in a set is a member of it.
                parts.append(token["set"].replace("]", r"\]") + members)
            elif token.lastgroup == "hash" and self._flags[-1].extended:
                position = pattern.find("\n", position) % (len(pattern) + 1)
            else:
                parts.append(self._token(token))
        return "".join(parts)

    def _set(self, pattern: str, position: int) -> tuple[str, int]:
        """The members of a set with the bracket that ends it, and where the pattern goes on."""
        parts: list[str] = []
        while token := IN_SET.match(pattern, position):
            position = token.end()
            kind = token.lastgroup or ""
            if kind == "close":
                return "".join(parts) + "]", position
            if kind == "posix":
                if token["kind"] != ":":
                    raise ValueError(f"{token[0]} is not supported")
                parts.append(posix_class(token["posix"]))
            elif kind == "escaped":
                parts.append(self._escaped_in_set(token["escaped"]))
            elif kind == "other":
                parts.append("\\" + token[0] if token[0] in "[&|~" else token[0])
            else:
                parts.append(_character(kind, token, in_set=True))
        raise ValueError("a set is not closed")

    def _token(self, token: "re.Match[str]") -> str:
        kind = token.lastgroup or ""
        handler = _HANDLERS.get(kind)
        return handler(self, token[kind], token) if handler else _character(kind, token, in_set=False)

    def _escaped(self, letter: str, _token: "re.Match[str]") -> str:
        """PCRE takes the backslash off any letter that it knows no meaning for."""
        if self._is_class(letter):
            return f"[{letter_class(letter)}]"
        if letter in "bB" and self._ascii_classes:
            return _WORD_EDGE if letter == "b" else _WITHIN_WORD
        return "\\" + letter if letter in _AS_THEY_ARE else _OTHERS.get(letter) or _bare(letter)

    def _escaped_in_set(self, letter: str) -> str:
        if self._is_class(letter):
            return letter_class(letter)
        if letter in _AS_THEY_ARE_IN_SET:
            return "\\" + letter
        if letter == "N":
            raise ValueError("\\N is not supported in a set")
        return r"\x1B" if letter == "e" else _bare(letter)

    def _is_class(self, letter: str) -> bool:
        """Whether `regex` has another class by this letter, or none."""
        return letter in _WIDE_CLASSES or (self._ascii_classes and letter in _CLASSES)

    def _reference(self, name: str, _token: "re.Match[str]") -> str:
        return rf"\g<{name}>"

    def _numbered(self, number: str, _token: "re.Match[str]") -> str:
        return rf"\g<{self._absolute(number)}>"

    def _call(self, name: str, _token: "re.Match[str]") -> str:
        """Oniguruma's way to call a group."""
        return f"(?{self._absolute(name)})" if name.lstrip("+-").isdigit() else f"(?&{name})"

    def _absolute(self, number: str) -> int:
        if number[0] not in "+-":
            return int(number)
        absolute = self._groups + int(number) + (number[0] == "-")
        if absolute < 1:
            raise ValueError(f"there is no group {number}")
        return absolute

    def _named(self, name: str, _token: "re.Match[str]") -> str:
        if name in self._names and not (self._may_repeat or self._resets):
            raise ValueError(f"two groups are named {name}")
        self._groups += 1
        self._flags.append(self._flags[-1])
        # `regex` would give groups of one name one number.
        repeated = name in self._names and not self._resets
        self._names.add(name)
        return "(" if repeated else f"(?<{name}>"

    def _condition(self, name: str, _token: "re.Match[str]") -> str:
        self._flags.append(self._flags[-1])
        return f"(?({self._absolute(name) if name[0] in '+-' else name})"

    def _inline(self, end: str, token: "re.Match[str]") -> str:
        """Flags for the rest of a group, or for one of its own; `U` and `J` are unknown to `regex`."""
        letters = token["flags"]
        on, _, off = letters.partition("-")
        if not set(on + off) <= set("imsxUJ"):
            raise ValueError(f"(?{letters} is not supported")
        self._may_repeat = self._may_repeat or "J" in on
        now = self._flags[-1]
        flags = _Flags(*((old or name in on) and name not in off for name, old in zip("mxU", now, strict=True)))
        scoped = end == ":"
        self._flags[len(self._flags) - (not scoped) :] = [flags]
        kept = re.sub("[UJ]", "", letters).rstrip("-")
        return f"(?{kept}{end}" if kept or scoped else ""

    def _open(self, text: str, _token: "re.Match[str]") -> str:
        self._groups += text == "("
        self._flags.append(self._flags[-1])
        self._resets = self._resets or text == "(?|"
        return text

    def _shut(self, text: str, _token: "re.Match[str]") -> str:
        if len(self._flags) > 1:
            self._flags.pop()
        return text

    def _quantifier(self, text: str, _token: "re.Match[str]") -> str:
        if not self._flags[-1].ungreedy or (len(text) > 1 and text[-1] == "+"):
            return text
        return text[:-1] if len(text) > 1 and text[-1] == "?" else text + "?"

    def _start(self, text: str, _token: "re.Match[str]") -> str:
        return _LINE_START if self._flags[-1].multiline else text


def _bare(letter: str) -> str:
    if letter in _NOT_IN_PCRE:
        raise ValueError(f"\\{letter} is not supported")
    return letter if letter.isascii() and letter.isalnum() else "\\" + letter


def _character(kind: str, token: "re.Match[str]", in_set: bool) -> str:
    """What stands for one character, or for a property, in a set and outside of it."""
    text = token[kind] if kind else ""
    if kind == "quoted":
        return re.escape(text)
    if kind in ("hex", "short"):
        return _code(int(text or "0", 16))
    if kind == "octal":
        return _code(int(text, 8))
    if kind == "control":
        return _code(ord(text.upper()) ^ 64)
    if kind in ("property", "general"):
        return unicode_property(text, token["sign"] == "P", in_set)
    if kind == "bad":
        raise ValueError(f"{text} stands outside of a set")
    return "" if kind in ("end", "ignored") else "\\" + text if kind == "brace" else text


def _code(code: int) -> str:
    return re.escape(chr(min(code, MAX_CODE)))


_HANDLERS: dict[str, Callable[[_Translator, str, "re.Match[str]"], str]] = {
    **dict.fromkeys(("k1", "k2", "k3", "k4", "k5"), _Translator._reference),
    **dict.fromkeys(("ref", "inner"), _Translator._numbered),
    **dict.fromkeys(("call", "quote"), _Translator._call),
    **dict.fromkeys(("n1", "n2", "n3"), _Translator._named),
    **dict.fromkeys(("c1", "c2", "c3"), _Translator._condition),
    "escaped": _Translator._escaped,
    "flagged": _Translator._inline,
    "open": _Translator._open,
    "shut": _Translator._shut,
    "quantifier": _Translator._quantifier,
    "start": _Translator._start,
}
