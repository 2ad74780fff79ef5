"""The marks that pages put beside results, and text made safe for them."""

from typing import NamedTuple

from scapkit.model.results import Result


def text(value: str) -> str:
    """Text for the content of an element."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def icon(name: str) -> str:
    """A picture that only repeats what stands beside it."""
    return f'<svg class="icon" aria-hidden="true" focusable="false"><use href="#{name}"/></svg>'


class Mark(NamedTuple):
    """How a result looks: its icon, the class that gives its colour, and both with its word."""

    icon: str
    css: str
    word: str


def _mark(result: Result, picture: str, css: str) -> Mark:
    return Mark(icon(picture), css, f'<span class="word {css}">{icon(picture)} {result}</span>')


MARKS = {
    each: _mark(each, *look)
    for each, look in (
        (Result.TRUE, ("i-yes", "true")),
        (Result.FALSE, ("i-no", "false")),
        (Result.UNKNOWN, ("i-unknown", "open")),
        (Result.ERROR, ("i-error", "open")),
        (Result.NOT_EVALUATED, ("i-none", "still")),
        (Result.NOT_APPLICABLE, ("i-notapplicable", "still")),
    )
}
LACKING = icon("i-unknown")
NOT = '<span class="not">not</span> '
