"""White space around statements: one alone on its line leaves no line behind, one beside text takes none away.

Jinja itself knows this for whole files only (lstrip_blocks, trim_blocks): it cuts the indent before and the line's end
behind every statement, which joins lines where text stands beside one, or where a minus cuts its other side.
There a plus keeps what the author wrote.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from jinja2.ext import Extension

OPENING = re.compile(r"\{\{([%#])")
WIDTH = 3

Places = list[tuple[int, int]]


class OwnLines(Extension):
    """Puts a plus where Jinja would cut what an author wrote beside a statement or comment."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """The text with the pluses."""
        kept = [place for line in _by_line(source) for place in _kept(source, line)]
        pieces = (source[start:end] for start, end in pairwise((0, *kept, len(source))))
        return "+".join(pieces)


def _tags(source: str) -> Iterator[tuple[int, int]]:
    """Where statements and comments begin and end, up to one that does not end."""
    place = 0
    while opening := OPENING.search(source, place):
        closing = source.find(opening.group(1) + "}}", opening.end())
        if closing < 0:
            return
        place = closing + WIDTH
        yield opening.start(), place


def _by_line(source: str) -> list[Places]:
    """The tags that share a line; one that goes over several lines counts as one of them."""
    lines: list[Places] = []
    end = 0
    for tag in _tags(source):
        if lines and "\n" not in source[end : tag[0]]:
            lines[-1].append(tag)
        else:
            lines.append([tag])
        end = tag[1]
    return lines


def _kept(source: str, line: Places) -> list[int]:
    """Where a plus belongs: in the first tag of a line, to keep the indent, and in the last, to keep the line's end."""
    first, last = line[0][0] + WIDTH, line[-1][1] - WIDTH
    signs = source[first], source[last - 1]
    if _is_alone(source, line) and (signs[0] == "-") == (signs[1] == "-"):
        return []
    return [place for place, sign in zip((first, last), signs, strict=True) if sign not in "-+"]


def _is_alone(source: str, line: Places) -> bool:
    """Whether nothing but white space stands beside the tags."""
    start, end = source.rfind("\n", 0, line[0][0]) + 1, source.find("\n", line[-1][1])
    ends = [start, *(place for tag in line for place in tag), end if end >= 0 else len(source)]
    return not any(source[left:right].strip() for left, right in zip(ends[::2], ends[1::2], strict=True))
