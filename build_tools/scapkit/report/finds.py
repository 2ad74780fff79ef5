"""One thing that was found wanting: named as shortly as it can be, and by a key that is the same in other results."""

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple

from scapkit.model.results import Result
from scapkit.report.noise import MARK, stable
from scapkit.report.why import FieldView, ItemView

TELLING = ("subexpression", "text", "value")
"""Fields that say by themselves what was found."""
PLACES = ("filepath", "path", "name", "var_ref")
RECORD = "value."
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


def finds_in(item: ItemView) -> Iterator[Find]:
    """What an item is, and what is wrong with it; of one with a list of values one for each that is wrong."""
    there = [field for field in item.fields if field.status == "exists"]
    first = {field.name: field.value for field in reversed(there)}
    name = next((each for each in TELLING if first.get(each)), "")
    told = [field for field in there if field.name == name]
    for field in [each for each in told if _is_wrong(each)] or told:
        yield _told(field, first)
    if not told:
        yield _described(item, there, first)


def _told(told: FieldView, first: Mapping[str, str]) -> Find:
    """An item that a field tells of; of a number the match around it says which it is, and of a variable's its name."""
    value, path = told.value, first.get("yamlpath", "[:]")
    text = _shortened(" ".join(value.split()) if path == "[:]" else f"{path}: {value}")
    place = next((first[each] for each in PLACES[:3] if first.get(each)), "")
    before = [each for each in ("" if _FILTERED.search(place) else place, path if path != "[:]" else "") if each]
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
    return _shortened(
        f"{_variable(variable)} is {told.value.strip()}{', expected: ' if wrong else ''}{', '.join(expected)}"
    )


def _variable(var_ref: str) -> str:
    """The name in `oval:NAMESPACE-NAME:var:1`; other ids come back whole."""
    found = _NAMED.fullmatch(var_ref)
    return found[1] if found else var_ref


def _described(item: ItemView, there: list[FieldView], first: Mapping[str, str]) -> Find:
    """An item that is told by the place where it is, or its record, and by the fields that are wrong."""
    wrong = [each for each in item.fields if _is_wrong(each)]
    names = [each.name.removeprefix(RECORD) for each in wrong]
    details = [f"{name} {each.value}".strip() for name, each in zip(names, wrong, strict=True)]
    record = ", ".join(each.value for each in there if each.name.startswith(RECORD) and not _is_wrong(each))
    place = record or next((first[each] for each in PLACES if first.get(each)), "")
    asked = [each.value for each in there if each.key and not _is_wrong(each) and each.name not in NUMBERS]
    text = ": ".join(filter(None, (place, ", ".join(details))))
    key = ": ".join(filter(None, (place or ", ".join(asked), ", ".join(dict.fromkeys(names)))))
    changing = [text for text, each in zip(details, wrong, strict=True) if each.name not in NUMBERS]
    return Find(_key(key), _shortened(text), stable(", ".join(changing)))


def _is_wrong(field: FieldView) -> bool:
    return any(each.result is Result.FALSE for each in field.expected)


def _key(text: str) -> str:
    """A key that fits a line; of a long one the beginning and a digest of the whole."""
    whole = stable(text)
    if len(whole) <= MAX_KEY:
        return whole
    return f"{whole[:MAX_KEY]}… {sha256(whole.encode(errors='replace')).hexdigest()[:12]}"


def _shortened(text: str) -> str:
    return text if len(text) <= MAX_TEXT else f"{text[: MAX_TEXT - 1]}…"
