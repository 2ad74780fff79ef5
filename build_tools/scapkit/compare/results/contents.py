"""The contents that results were made by, each read once, and whether a rule asks the same in two of them."""

from collections.abc import Callable

from scapkit.compare.checks import check_changes
from scapkit.compare.side import Side
from scapkit.model.xccdf import Rule
from scapkit.names import OVAL_SYSTEM, short_id
from scapkit.report.contents.scope import checks_of
from scapkit.xmlio.content import Content

UNKNOWN = "whether its checks are the same cannot be told: their content is not in both results"
PARTS = 3
Opener = Callable[[], Content]


class Contents:
    """Contents by their fingerprints, opened when they are asked for, and what was found out by comparing them."""

    def __init__(self) -> None:
        self._openers: dict[str, Opener] = {}
        self._sides: dict[str, Side] = {}
        self._found: dict[tuple[str, str, str], str] = {}

    def add(self, fingerprint: str, opener: Opener) -> None:
        """What gives a content, should it be asked for."""
        if fingerprint:
            self._openers.setdefault(fingerprint, opener)

    def difference(self, old: str, new: str, rule: str) -> str:
        """In what a rule's checks judge otherwise, in words; the empty string where they do not.

        `old` and `new` are fingerprints, empty for a content that nobody has; `rule` is the rule's id.
        """
        if old == new and old:
            return ""
        if old not in self._openers or new not in self._openers:
            return UNKNOWN
        key = (old, new, short_id(rule))
        if key not in self._found:
            self._found[key] = self._compare(*key)
        return self._found[key]

    def _compare(self, old: str, new: str, rule: str) -> str:
        before, after = self._side(old), self._side(new)
        first, second = before.rules.get(rule), after.rules.get(rule)
        if first is None or second is None or not (_is_whole(first, before) and _is_whole(second, after)):
            return UNKNOWN
        told = [_told(each.aspect, each.old, each.new) for each in check_changes(rule, first, second, before, after)]
        if set(first.platforms) != set(second.platforms):
            told.append("its platforms are others")
        return "; ".join(told)

    def _side(self, fingerprint: str) -> Side:
        if fingerprint not in self._sides:
            self._sides[fingerprint] = Side(self._openers[fingerprint]())
        return self._sides[fingerprint]


def _is_whole(rule: Rule, side: Side) -> bool:
    """Whether all definitions that a rule's checks name are there."""
    references = (each for check in checks_of(rule) if check.system == OVAL_SYSTEM for each in check.contents)
    return all(side.digests(each.href) is not None for each in references)


def _told(aspect: str, old: str, new: str) -> str:
    parts = [text for text in (_first(old), _first(new)) if text]
    return f"its {aspect} judges otherwise" + (f" ({' -> '.join(parts)})" if parts and "OCIL" not in aspect else "")


def _first(names: str) -> str:
    lines = names.split("\n")
    return ", ".join(lines[:PARTS]) + (", ..." if len(lines) > PARTS else "")
