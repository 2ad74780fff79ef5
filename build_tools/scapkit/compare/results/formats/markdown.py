"""What changed as Markdown, for a pull request: inert text, and no longer than code hosts take."""

from collections.abc import Iterator

from scapkit.compare.results.change import ResultsDiff
from scapkit.compare.results.grouping import (
    Group,
    Notice,
    Section,
    details,
    named,
    notices,
    outcomes,
    sections,
    summary,
)
from scapkit.compare.results.protocol import ResultsFormat
from scapkit.report.writing.inert_markdown import code, escaped, within

MOST = 60_000
"""Characters; a comment on GitHub holds 65,536."""
MOST_LINES, MOST_ASSETS, SHORT = 10, 5, 300
RESERVE = 200


def render(diff: ResultsDiff) -> bytes:
    """A summary, what is not the same of how assets were judged, then the changes by kind, UTF-8."""
    lines: list[str] = []
    left = MOST - RESERVE
    blocks = list(_blocks(diff))
    for number, block in enumerate(blocks):
        text = "\n".join(block)
        if len(text.encode()) > left:
            lines += ["", f"{len(blocks) - number} more parts are left out here; the page (HTML) and JSON have them."]
            break
        lines += block
        left -= len(text.encode()) + 1
    return "".join(f"{line}\n" for line in lines).encode(errors="replace")


def _blocks(diff: ResultsDiff) -> Iterator[list[str]]:
    """Pieces that are shown whole or not at all."""
    yield [f"## Compliance: {escaped(summary(diff))}", "", f"From {code(diff.old)} to {code(diff.new)}."]
    if diff.met:
        yield ["", "**Conditions that are met**", "", *(f"- {within(each)}" for each in diff.met)]
    for notice in notices(diff):
        yield ["", *_notice(notice)]
    for section in sections(diff):
        yield from _section(section, len(diff.assets) > 1)
    if diff.stale:
        yield ["", "### No longer needed in the baseline", "", *(f"- {within(each)}" for each in diff.stale)]


def _notice(notice: Notice) -> Iterator[str]:
    shown = ", ".join(map(code, notice.assets[:MOST_ASSETS]))
    more = f" and {len(notice.assets) - MOST_ASSETS} more" if len(notice.assets) > MOST_ASSETS else ""
    yield f"- asset{'s' * (len(notice.assets) > 1)} {shown}{more}: {within(notice.standing)}".removesuffix(": ")
    yield from (f"  - {within(each)}" for each in notice.lines)


def _section(section: Section, several: bool) -> Iterator[list[str]]:
    yield ["", f"### {section.title.capitalize()} ({len(section.groups)})", ""]
    for group in section.groups:
        yield list(_group(group, several))


def _group(group: Group, several: bool) -> Iterator[str]:
    change, record = group.change, group.change.either
    more = "".join(f", {kind.words}" for kind in change.kinds[1:])
    where = f", on {within(named(group.assets))}" if several else ""
    head = (
        f"{code(change.rule)} ({within(record.severity)}), {within(outcomes(change).replace('->', '→'))}{more}{where}"
    )
    yield f"- {head}: {within(_short(record.title))}"
    lines = list(details(change))
    yield from (f"  - {code(_short(line))}" for line in lines[:MOST_LINES])
    if len(lines) > MOST_LINES:
        yield f"  - and {len(lines) - MOST_LINES} more"


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"


RESULTS_FORMAT = ResultsFormat("markdown", "a summary for a pull request", render)
