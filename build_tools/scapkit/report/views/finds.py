"""One thing that was found wanting: named as shortly as it can be, and by a key that is the same in other results."""

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple

from scapkit.model.results import Result
from scapkit.report.views.noise import MARK, stable
from scapkit.report.views.why import FieldView, ItemView

TELLING = ("subexpression", "text", "value")
"""Fields that say by themselves what was found."""
PLACES = ("filepath", "path", "name", "var_ref")
RECORD = "value."
WHOLE = "[:]"
NUMBERS = frozenset(("size", "instance", "a_time", "c_time", "m_time", "pid", "ppid", "inode"))
"""Fields that differ between runs, and do not say which thing an item is."""
MAX_TEXT, MAX_KEY = 300, 200
_NAMED = re.compile(r"oval:[^:-]+-([^:]+):var:\d+")
_FILTERED = re.compile(r"#[0-9a-f]{64}(?:\.json)?$")


class Find(NamedTuple):
    """What was found, for people; `key` names the thing, `detail` is what may change of it, `bare` a number alone."""

    key: str
    text: str
    detail: str = ""
    bare: bool = False


class _Item(NamedTuple):
    """An item taken apart: its fields that are there, the first of each name, those that tell of it, and its record."""

    there: tuple[FieldView, ...]
    first: Mapping[str, str]
    told: tuple[FieldView, ...]
    wrong: tuple[FieldView, ...]

    @property
    def path(self) -> str:
        """The path inside a document; empty for the whole of it."""
        found = self.first.get("yamlpath", WHOLE)
        return "" if found == WHOLE else found

    @property
    def name(self) -> str:
        """The record in which something is wrong, else the place where the item is."""
        record = [each.value for each in self.there if each.name.startswith(RECORD) and not is_wrong(each)]
        return ", ".join(record) or next((self.first[each] for each in PLACES if self.first.get(each)), "")


def _opened(item: ItemView) -> _Item:
    there = tuple(field for field in item.fields if field.status == "exists")
    first = {field.name: field.value for field in reversed(there)}
    name = next((each for each in TELLING if first.get(each)), "")
    told = tuple(field for field in there if field.name == name)
    wrong = tuple(each for each in told if is_wrong(each)) or told
    return _Item(there, first, wrong, tuple(each for each in item.fields if is_wrong(each)))


def wholes_in(item: ItemView) -> Iterator[Find]:
    """What an item is, and what is wrong with it; of one with a list of values one for each that is wrong."""
    opened = _opened(item)
    yield from (_told(field, opened) for field in opened.told)
    if not opened.told:
        yield named_find(": ".join(filter(None, (opened.name, ", ".join(map(_in_words, opened.wrong))))))


def finds_in(item: ItemView) -> Iterator[Find]:
    """The same to be compared: of an item of which several fields are wrong one for each."""
    opened = _opened(item)
    if opened.told:
        found = (_told(field, opened) for field in opened.told)
        around = " ".join(opened.first.get("text", "").split())
        yield from (each._replace(text=shortened(around)) if each.detail and around else each for each in found)
        return
    asked = ", ".join(each.value for each in opened.there if each.key and not is_wrong(each) and _is_lasting(each))
    name = opened.name or asked
    for each in opened.wrong:
        text = ": ".join(filter(None, (opened.name, _in_words(each))))
        key = ": ".join(filter(None, (name, each.name.removeprefix(RECORD))))
        yield Find(_key(key), shortened(text), stable(each.value) if _is_lasting(each) else "")
    if not opened.wrong:
        yield Find(_key(name), shortened(opened.name))


def named_find(text: str) -> Find:
    """What is told by nothing but a text."""
    return Find(_key(text), shortened(text))


def _told(told: FieldView, opened: _Item) -> Find:
    """What a field tells of; of a number the match around it says which it is, and of a variable's its name."""
    value, first = told.value, opened.first
    text = shortened(f"{opened.path}: {value}" if opened.path else " ".join(value.split()))
    place = next((first[each] for each in PLACES[:3] if first.get(each)), "")
    before = [each for each in ("" if _FILTERED.search(place) else place, opened.path) if each]
    if not value.strip().isdecimal():
        return Find(_key(": ".join((*before, value))), text)
    around = first.get("text", "").replace(value, MARK) or MARK
    key = _key(": ".join((*before, around)))
    if "var_ref" in first:
        return Find(key, _counted(told, first["var_ref"]), bare=True)
    return Find(key, text, value.strip(), text.isdecimal())


def _counted(told: FieldView, variable: str) -> str:
    """A variable's number, and what it should have been, by the names of both."""
    wrong = [each for each in told.expected if each.result is Result.FALSE]
    expected = [f"{each.text} ({_variable(each.var_ref)})" if each.var_ref else each.text for each in wrong]
    return shortened(
        f"{_variable(variable)} is {told.value.strip()}{', expected: ' if wrong else ''}{', '.join(expected)}"
    )


def _variable(var_ref: str) -> str:
    """The name in `oval:NAMESPACE-NAME:var:1`; other ids come back whole."""
    found = _NAMED.fullmatch(var_ref)
    return found[1] if found else var_ref


def _in_words(field: FieldView) -> str:
    return f"{field.name.removeprefix(RECORD)} {field.value}".strip()


def _is_lasting(field: FieldView) -> bool:
    return field.name not in NUMBERS


def is_wrong(field: FieldView) -> bool:
    """Whether a state asks something else of a field."""
    return any(each.result is Result.FALSE for each in field.expected)


def _key(text: str) -> str:
    """A key that fits a line; of a long one the beginning and a digest of the whole."""
    whole = stable(text)
    if len(whole) <= MAX_KEY:
        return whole
    return f"{whole[:MAX_KEY]}… {sha256(whole.encode(errors='replace')).hexdigest()[:12]}"


def shortened(text: str) -> str:
    """Text that fits a line or two."""
    return text if len(text) <= MAX_TEXT else f"{text[: MAX_TEXT - 1]}…"
