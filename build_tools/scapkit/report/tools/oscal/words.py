"""Text and names as OSCAL's data types want them, and properties made of these."""

import re
from typing import Any

from scapkit.names import HOME
from scapkit.report.html.page import inert
from scapkit.report.writing.inert_markdown import lightly
from scapkit.report.writing.stable import utc

NAMESPACE = f"{HOME}/ns/oscal"
"""Of properties that OSCAL has no name for."""
EPOCH = "1970-01-01T00:00:00Z"
UNNAMED = "unnamed"
MOST_IN_TOKEN = 120

Json = dict[str, Any]


def line(text: str) -> str:
    """A string (StringDatatype): one line, white space neither first nor last, never empty."""
    return " ".join(inert(text).split()).strip(" \ufeff") or UNNAMED


def marked(text: str) -> str:
    """One line of Markdown that shows the text (MarkupLineDatatype), never empty."""
    return lightly(text) or UNNAMED


def token(text: str) -> str:
    """A token (TokenDatatype): letters, numbers, `.`, `-` and `_`, not beginning with a number."""
    told = re.sub(r"[^\w.-]+", "_", inert(text)).strip("_-.")
    if len(told) > MOST_IN_TOKEN:
        from hashlib import sha256

        told = f"{told[:MOST_IN_TOKEN]}_{sha256(told.encode()).hexdigest()[:8]}"
    return told if told[:1].isalpha() else f"_{told}"


def when(*times: str) -> str:
    """The first of some times that is one (DateTimeWithTimezoneDatatype), in UTC; the epoch where none is."""
    return next((each for each in map(utc, times) if each.startswith(("19", "2"))), EPOCH)


def prop(name: str, value: str, ours: bool = True) -> Json:
    """A property; a name that is not OSCAL's own is in our namespace."""
    return {"name": name, **({"ns": NAMESPACE} if ours else {}), "value": line(value)}


def props(*given: tuple[str, str]) -> list[Json]:
    """Properties of our own; those without a value are left out."""
    return [prop(name, value) for name, value in given if value]


def filled(told: Json) -> Json:
    """An object without the lists and objects that would be empty, which OSCAL does not allow."""
    return {name: value for name, value in told.items() if value not in ([], {}, "")}
