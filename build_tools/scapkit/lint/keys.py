"""A YAML file cut at its outermost keys, so that they can be compared with the canonical order and moved whole."""

import re
from typing import NamedTuple

from scapkit.lint.whole import Text

KEY = re.compile(r"(?P<key>[A-Za-z_][\w-]*)(?:@[\w.-]+)?\s*:(?=\s|$)")
INSIDE = (" ", "\t", "-", "]", "}")


class Block(NamedTuple):
    """A key with its lines and the comments right above it; `line` is the key's, `gap` the empty lines after it."""

    key: str
    line: int
    lines: tuple[str, ...]
    gap: tuple[str, ...]


class Cut(NamedTuple):
    """A file: what comes before the first key and its comments, then the keys."""

    head: tuple[str, ...]
    blocks: tuple[Block, ...]


def cut(text: Text) -> Cut | None:
    """The file's blocks; None without keys, or where a line at the margin is none, nor comment or list (but Jinja)."""
    lines = text.text.removesuffix("\n").split("\n")
    starts = [number for number, line in enumerate(lines) if KEY.match(line)]
    if text.shape is None or not starts or not all(_is_plain(line) for line in lines[starts[0] :]):
        return None
    begins = [_begin(lines, start) for start in starts]
    ends = [*begins[1:], len(lines)]
    blocks = [_block(lines, *bounds) for bounds in zip(begins, starts, ends, strict=True)]
    return Cut(tuple(lines[: begins[0]]), tuple(blocks))


def _is_plain(line: str) -> bool:
    return not line or line.startswith((*INSIDE, "#")) or KEY.match(line) is not None


def _begin(lines: list[str], start: int) -> int:
    """Where the comments right above a key begin."""
    while start and lines[start - 1].startswith("#"):
        start -= 1
    return start


def _block(lines: list[str], begin: int, start: int, end: int) -> Block:
    filled = end
    while filled > start and not lines[filled - 1].strip():
        filled -= 1
    found = KEY.match(lines[start])
    assert found is not None
    return Block(found["key"], start + 1, tuple(lines[begin:filled]), tuple(lines[filled:end]))


def ordered(text: Text, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks in the order of the kind's keys; keys that the kind does not have come last."""
    assert text.shape is not None
    order = {key: index for index, key in enumerate(text.shape.keys)}
    return tuple(sorted(blocks, key=lambda block: order.get(block.key, len(order))))


def reordered(text: Text, found: Cut) -> str:
    """The file with its keys in order. Each takes the empty lines before it along; the last key's stay at the end."""
    wanted = ordered(text, found.blocks)
    first = found.blocks[0]
    before: dict[int, tuple[str, ...]] = {first.line: ()}
    before.update((block.line, above.gap) for above, block in zip(found.blocks, found.blocks[1:], strict=False))
    before[first.line], before[wanted[0].line] = before[wanted[0].line], ()
    lines = [line for block in wanted for line in (*before[block.line], *block.lines)]
    return "\n".join((*found.head, *lines, *found.blocks[-1].gap)) + "\n"
