"""What changed as text for a terminal."""

from collections.abc import Iterator

from scapkit.compare.results.change import ResultsDiff
from scapkit.compare.results.grouping import Group, Notice, details, named, notices, outcomes, sections, summary
from scapkit.compare.results.protocol import ResultsFormat
from scapkit.report.html.page import inert

MOST_LINES, MOST_GROUPS = 25, 200


def render(diff: ResultsDiff) -> bytes:
    """A summary, what is not the same of how assets were judged, then the changes by kind, UTF-8."""
    return "".join(f"{_line(each)}\n" for each in _lines(diff)).encode(errors="replace")


def _line(text: str) -> str:
    """One line, whatever ends lines in it."""
    return inert(" ".join(text.splitlines())).rstrip()


def _lines(diff: ResultsDiff) -> Iterator[str]:
    yield f"old: {diff.old}"
    yield f"new: {diff.new}"
    yield ""
    yield summary(diff)
    for notice in notices(diff):
        yield from _notice(notice)
    several = len(diff.assets) > 1
    for section in sections(diff):
        yield from ("", section.title)
        for group in section.groups[:MOST_GROUPS]:
            yield from _group(group, several)
        if len(section.groups) > MOST_GROUPS:
            yield f"  and {len(section.groups) - MOST_GROUPS} more (--format json has all)"
    if diff.stale:
        yield from ("", "no longer needed in the baseline", *(f"  {each}" for each in diff.stale))


def _notice(notice: Notice) -> Iterator[str]:
    """What is to be known of assets besides their rules."""
    word = "asset" if len(notice.assets) == 1 else "assets"
    head = f"{word} {named(notice.assets)}: {notice.standing}"
    yield from ("", head.removesuffix(": "), *(f"  {each}" for each in notice.lines))


def _group(group: Group, several: bool) -> Iterator[str]:
    change, record = group.change, group.change.either
    more = "".join(f", {kind.words}" for kind in change.kinds[1:])
    where = f"  on {named(group.assets)}" if several else ""
    yield f"  {record.severity:<8}{change.rule}  {outcomes(change)}{more}{where}"
    yield f"          {record.title}"
    lines = list(details(change))
    yield from (f"          {line}" for line in lines[:MOST_LINES])
    if len(lines) > MOST_LINES:
        yield f"          and {len(lines) - MOST_LINES} more"


RESULTS_FORMAT = ResultsFormat("text", "a summary and the changes by kind, for a terminal", render)
