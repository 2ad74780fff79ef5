"""What OVAL definitions say, whatever their parts are called: equal digests judge alike."""

from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b
from typing import Any

from scapkit.model.oval import Criteria, OvalDefinitions, State, Test, Variable

# What names or explains a part, and does not judge.
IGNORED = frozenset(
    ("id", "version", "comment", "hint", "title", "description", "affected", "references", "deprecated", "class_")
)
REFERENCES = {
    "definition_ref": "definitions",
    "test_ref": "tests",
    "object_ref": "objects",
    "object_refs": "objects",
    "state_ref": "states",
    "state_refs": "states",
    "var_ref": "variables",
}
UNORDERED = frozenset(((Criteria, "children"), (Test, "state_refs"), (State, "entities")))

Key = tuple[str, str]


class Digests:
    """The digests of one document's parts, each made once; `exports` maps external variables to Values' ids."""

    def __init__(self, document: OvalDefinitions, exports: Mapping[str, str]) -> None:
        self._document = document
        self._exports = exports
        self._made: dict[Key, str] = {}

    def digest(self, section: str, name: str) -> str:
        """The digest of a part with all that it refers to; what is missing, or leads back to itself, counts by name."""
        waiting = [(section, name)]
        opened: set[Key] = set()
        while waiting:
            key = waiting[-1]
            lacking: list[Key] = []
            made = self._made.get(key) or self._digest(key, lacking)
            if lacking and key not in opened:
                opened.add(key)
                waiting += lacking
            else:
                self._made[key] = made
                waiting.pop()
        return self._made[section, name]

    def _digest(self, key: Key, lacking: list[Key]) -> str:
        """A part's digest; references whose digests are not made yet are noted in `lacking` and count by name."""
        part = getattr(self._document, key[0]).get(key[1])
        if part is None:
            return f"?{key[1]}"
        text = self._text(part, lambda *other: self._made.get(other) or _noted(lacking, other))
        return blake2b(text.encode(errors="replace"), digest_size=16).hexdigest()

    def parts(self, definition: str) -> dict[str, list[str]]:
        """What the parts that a definition reaches say on their own, each with the ids of those that say so."""
        found: dict[str, list[str]] = {}
        seen: set[Key] = set()
        waiting = [("definitions", definition)]
        while waiting:
            section, name = key = waiting.pop()
            part = getattr(self._document, section).get(name)
            if part is None or key in seen:
                continue
            seen.add(key)
            named: list[Key] = []
            text = self._text(part, lambda *other, named=named: _noted(named, other)[:0])
            found.setdefault(text, []).append(name)
            waiting += named
        return found

    def _text(self, part: Any, resolve: Callable[[str, str], str]) -> str:
        if isinstance(part, Variable) and part.kind == "external":
            return f"external {self._exports.get(part.id, part.id)} {part.datatype}"
        return _text(part, resolve)


def _noted(named: list[Key], key: Key) -> str:
    named.append(key)
    return f"?{key[1]}"


def _text(value: Any, resolve: Callable[[str, str], str]) -> str:
    if not isinstance(value, tuple):
        return repr(value)
    if not hasattr(value, "_fields"):
        return f"({','.join(_text(each, resolve) for each in value)})"
    return f"{type(value).__name__}({','.join(_fields(value, resolve))})"


def _fields(value: Any, resolve: Callable[[str, str], str]) -> Iterator[str]:
    for name in value._fields:
        found = getattr(value, name)
        if name in IGNORED or not found:
            continue
        if name in REFERENCES:
            names = (found,) if isinstance(found, str) else found
            texts = [resolve(REFERENCES[name], each) for each in names]
        elif (type(value), name) in UNORDERED:
            texts = [_text(each, resolve) for each in found]
        else:
            texts = [_text(found, resolve)]
        yield f"{name}=[{','.join(sorted(texts) if (type(value), name) in UNORDERED else texts)}]"
