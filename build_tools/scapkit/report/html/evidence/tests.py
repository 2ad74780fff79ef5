"""Tests as HTML: what was looked for, what had to hold, where it came from, and what was found."""

from collections.abc import Iterator

from scapkit.report.html.evidence.items import write_items
from scapkit.report.html.evidence.marks import LACKING, text
from scapkit.report.views.why import Derived, LookedFor, TestView

NOTHING = {
    "does not exist": "nothing: it does not exist",
    "not collected": "nothing: it could not be collected",
    "error": "nothing: looking for it went wrong",
    "not applicable": "nothing: it does not apply to this target",
}


def write_test(test: TestView, negate: bool, most: int) -> str:
    """The evidence of a test with at most so many items; `negate` says that its place turns the result round."""
    shown, total = test.items[:most], len(test.items) + test.more_items
    rows = "".join(f"<dt>{name}</dt><dd{css}>{html}</dd>" for name, css, html in _rows(test, negate))
    found = write_items(shown, total) if shown else ""
    return f'<div class="evidence"><dl>{rows}</dl>{found}</div>'


def _rows(test: TestView, negate: bool) -> Iterator[tuple[str, str, str]]:
    for number, wanted in enumerate(test.looked_for):
        yield "and for" if number else "Looked for", "", _wish(wanted)
    if test.requirement:
        yield "Must hold", "", text(test.requirement) + ("; the outcome is negated" if negate else "")
    for number, each in enumerate(test.derived_from):
        yield "and from" if number else "Derived from", "", _derived(each)
    for number, source in enumerate(test.sources):
        yield "" if number else "Came from", "", f"<bdi>{text(source)}</bdi>"
    for number, reason in enumerate(test.missing):
        yield "" if number else "Missing", ' class="lacking"', f"{LACKING} <bdi>{text(reason)}</bdi>"
    if not test.items:
        yield "Found", "", _nothing(test)
    yield "Test", ' class="muted"', f"<code>{text(test.id)}</code>"


def _nothing(test: TestView) -> str:
    if test.flag == "does not exist" and any(each.filters for each in test.looked_for):
        return "nothing that the filters let through"
    return NOTHING.get(test.flag, "nothing")


def _wish(wanted: LookedFor) -> str:
    entities = ", ".join(f"<code><bdi>{text(each)}</bdi></code>" for each in wanted.entities)
    filters = "".join(f"; <bdi>{text(each)}</bdi>" for each in wanted.filters)
    return f"{text(wanted.kind)}{': ' if entities else ''}{entities}{filters}"


def _derived(each: Derived) -> str:
    values = ", ".join(f"<code><bdi>{text(value)}</bdi></code>" for value in each.values)
    told = f"{each.total} value{'s' * (each.total != 1)} of {text(each.field)}{': ' if values else ''}{values}"
    return f"{_wish(each.looked_for)}<br>{told}{', …' if each.total > len(each.values) else ''}"
