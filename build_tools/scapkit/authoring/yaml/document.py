"""A file of the authoring format written from its shape: what it must have, and what it may have besides."""

import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import NamedTuple

from scapkit.authoring.yaml.marked import Node
from scapkit.authoring.yaml.shape import Key, Shape

PLAIN = re.compile(r"[A-Za-z_/.][A-Za-z0-9_/.:+=-]*(?: [A-Za-z0-9_/.+(=-][A-Za-z0-9_/.:,+()='-]*)*")
# Words that YAML 1.1 takes for something other than text.
NOT_TEXT = re.compile(r"(?:true|false|yes|no|on|off|null|y|n|\.inf|\.nan)", re.IGNORECASE)
TODO = "TODO"
WIDTH = 110


class Remark(NamedTuple):
    """A value with a comment above it; `out` leaves the value itself in the comment."""

    text: str
    value: "Yaml"
    out: bool = False


Yaml = str | bool | int | None | Sequence["Yaml"] | Mapping[str, "Yaml"] | Remark


def document(shape: Shape, given: Mapping[str, Yaml], *, more: bool = True) -> str:
    """The text of a file: the keys in the order of the shape, placeholders for what is required and not given.

    With `more`, a comment at the end names the keys that the file could have besides.
    """
    values = {name: given.get(name, _placeholder(key)) for name, key in shape.keys.items()}
    chosen = {name: value for name, value in values.items() if name in given or shape.keys[name].required}
    text = "\n".join(_spaced(chosen)) + "\n"
    others = [name for name in shape.keys if name not in chosen]
    if more and others:
        text += "\n" + "".join(f"# {line}\n" for line in wrap(f"It may also have: {', '.join(others)}.", WIDTH))
    return text


def _placeholder(key: Key) -> Yaml:
    words = f"{TODO}: {key.help}" if key.help else TODO
    made: dict[str, Yaml] = {"texts": [], "many": [], "pairs": {}, "one": {}, "flag": False}
    return made.get(key.kind, key.choices[0] if key.choices else words)


def _spaced(entries: Mapping[str, Yaml]) -> Iterator[str]:
    """The lines of the entries, a blank one around each that takes several."""
    before = 1
    for index, (name, value) in enumerate(entries.items()):
        lines = list(entry_lines(name, value))
        if index and max(before, len(lines)) > 1:
            yield ""
        yield from lines
        before = len(lines)


def entry_lines(name: str, value: Yaml) -> Iterator[str]:
    """The lines of `name: value`."""
    if isinstance(value, Remark):
        yield from (f"# {line}" for line in wrap(value.text, WIDTH))
        yield from (f"# {line}" if value.out else line for line in entry_lines(name, value.value))
    elif isinstance(value, str) and "\n" in value and _is_block(value):
        yield f"{scalar(name)}: {'|' if value.endswith(chr(10)) else '|-'}"
        yield from (f"  {line}".rstrip() for line in value.removesuffix("\n").split("\n"))
    elif isinstance(value, Mapping) and value:
        yield f"{scalar(name)}:"
        yield from (f"  {line}" for key, inner in value.items() for line in entry_lines(key, inner))
    elif isinstance(value, Sequence) and not isinstance(value, str) and value:
        yield f"{scalar(name)}:"
        yield from (f"  {line}" for item in value for line in _item_lines(item))
    else:
        yield f"{scalar(name)}: {_flat(value)}"


def _is_block(text: str) -> bool:
    """Whether a text of several lines reads back from a block as it was: else it is quoted."""
    lines = text.removesuffix("\n").split("\n")
    has_ends = bool(lines[0]) and not lines[0].startswith(" ") and bool(lines[-1])
    return has_ends and all(line.isprintable() and line == line.rstrip() for line in lines)


def _item_lines(item: Yaml) -> Iterator[str]:
    if not isinstance(item, Mapping) or not item:
        yield f"- {_flat(item)}"
        return
    lines = [line for key, inner in item.items() for line in entry_lines(key, inner)]
    yield from (f"{'  ' if index else '- '}{line}".rstrip() for index, line in enumerate(lines))


def _flat(value: Yaml) -> str:
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    return "{}" if isinstance(value, Mapping) else str(value) if isinstance(value, int) else "[]"


def scalar(text: str) -> str:
    """Text as a YAML scalar of one line: plain where that is text to YAML, else quoted."""
    if PLAIN.fullmatch(text) and not NOT_TEXT.fullmatch(text) and ": " not in text and not text.endswith(":"):
        return text
    if text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(_character(each) for each in text) + '"'


def _character(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    return character if character.isprintable() else f"\\U{ord(character):08x}"


def plain(node: Node) -> Yaml:
    """A node's value in a form that can be written again; scalars that were not text are as they were written."""
    if node.tag == "map":
        return {name: plain(inner) for name, inner in node.entries.items()}
    if node.tag == "list":
        return [plain(item) for item in node.items]
    return None if node.tag == "null" else node.text
