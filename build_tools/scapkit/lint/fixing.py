"""Mechanical repairs: what the fixes make of each file, taken only where the file says the same as before."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scapkit.lint.meaning import same_meaning
from scapkit.lint.protocol import Fix
from scapkit.lint.whole import Text
from scapkit.problem import Problem
from scapkit.registry import discover

FIXES = "scapkit.lint.fixes"
BOM = "\ufeff"


class Mended(NamedTuple):
    """A file with what was repaired in it, and its new bytes."""

    file: str
    codes: tuple[str, ...]
    data: bytes


def mend_files(texts: Iterable[Text], problems: Iterable[Problem]) -> Iterator[Mended]:
    """The files in which something that was found could be repaired."""
    fixes: dict[str, Fix] = discover(FIXES, "FIX")
    found: dict[str, set[str]] = {}
    for problem in problems:
        if problem.code in fixes:
            found.setdefault(problem.span.file, set()).add(problem.code)
    for text in texts:
        if text.file in found:
            yield from _mended(text, [fixes[code] for code in sorted(found[text.file])])


def _mended(text: Text, fixes: list[Fix]) -> Iterator[Mended]:
    raw = text.path.read_bytes().decode()
    ending = "\r\n" if "\r\n" in raw else "\n"
    if raw.removeprefix(BOM) != text.text.replace("\n", ending):
        return
    done: list[str] = []
    current = text
    for fix in fixes:
        new = fix.mend(current)
        if new != current.text and _is_sound(current, new):
            done.append(fix.name)
            current = current._replace(text=new)
    if done:
        start = BOM if raw.startswith(BOM) else ""
        yield Mended(text.file, tuple(done), (start + current.text.replace("\n", ending)).encode())


def _is_sound(text: Text, new: str) -> bool:
    """Whether a change is one of looks: for YAML by what it says, elsewhere nothing but white space went."""
    return same_meaning(text.text, new) if text.shape is not None else text.text.split() == new.split()
