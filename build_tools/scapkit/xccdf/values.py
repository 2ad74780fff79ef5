"""What a Value has under a selector, and whether a content is fit for it (NIST IR 7275r4, 6.4.5)."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from scapkit.model.xccdf import Content, Value

T = TypeVar("T")
_BOOLEANS = ("true", "false", "0", "1")
MATCH_SECONDS = 1.0


def value_of(value: Value, selector: str = "") -> Content | None:
    """The content under a selector, else under the empty selector, else the first; None where there is none at all.

    That an unknown selector means the empty one: NIST IR 7275r4, 7.2.3.4, Value3 of the example.
    """
    by_selector = dict(value.values)
    for name in (selector, ""):
        if name in by_selector:
            return by_selector[name]
    return value.values[0][1] if value.values else None


def shown(content: Content) -> str:
    """A content as text stands for it; the items of a list are joined by commas."""
    return content if isinstance(content, str) else ", ".join(content)


def misfits(value: Value, content: Content, selector: str = "") -> Iterator[str]:
    """Why a content that somebody sets does not fit a Value of which `selector` is selected (6.4.5.3).

    Type, pattern and bounds are about each item of a list, choices about the whole.
    """
    for text in (content,) if isinstance(content, str) else content:
        yield from _of_type(value.type, text)
        yield from _of_bounds(value, text, selector)
        pattern = _selected(value.matches, selector)
        if pattern is not None and not _matches(pattern, text):
            yield f"{text!r} does not match the pattern {pattern}"
    choices = next((choices for name, choices, must_match in value.choices if name == selector and must_match), None)
    if choices is not None and content not in choices:
        yield f"{shown(content)!r} is none of the choices: {'; '.join(map(shown, choices))}"


def _selected(given: Sequence[tuple[str, T]], selector: str) -> T | None:
    """Of these properties the one of exactly this selector counts; there is no falling back (6.4.5.5)."""
    return dict(given).get(selector)


def _of_type(kind: str, text: str) -> Iterator[str]:
    if kind == "number" and _number(text) is None:
        yield f"{text!r} is not a number"
    if kind == "boolean" and text.strip() not in _BOOLEANS:
        yield f"{text!r} is not a boolean"


def _of_bounds(value: Value, text: str, selector: str) -> Iterator[str]:
    number = _number(text) if value.type == "number" else None
    if number is None:
        return
    lower, upper = (_number(_selected(each, selector) or "") for each in (value.lower_bounds, value.upper_bounds))
    if lower is not None and number < lower:
        yield f"{text} is below the lower bound {lower:g}"
    if upper is not None and number > upper:
        yield f"{text} is above the upper bound {upper:g}"


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _matches(pattern: str, text: str) -> bool:
    """Whether the whole text matches; a pattern that cannot be used, or not in time, keeps nothing out."""
    import regex

    try:
        return regex.fullmatch(pattern, text, timeout=MATCH_SECONDS) is not None
    except (regex.error, TimeoutError):
        return True
