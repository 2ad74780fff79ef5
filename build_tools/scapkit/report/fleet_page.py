"""The summary of a collection as one HTML page, with links to the pages of its assets beside it."""

from typing import NamedTuple
from urllib.parse import quote

from scapkit.report.counts import WORST_FIRST, Counts
from scapkit.report.fleet import Fleet, JudgedAsset, counts_of, open_reasons
from scapkit.report.page import render_page
from scapkit.report.terminal import FINDINGS

SUFFIX = ".html"
MOST = 12
"""As many assets are named where many are concerned."""


class AssetRow(NamedTuple):
    """An asset in the list: its name, its page, and what it came to."""

    name: str
    href: str
    kind: str
    profile_id: str
    counts: Counts
    score: str


def render(fleet: Fleet, title: str, time: str) -> bytes:
    """The page, UTF-8. Assets' pages are called after their places."""
    rows = tuple(_row(each) for each in fleet.assets)
    return render_page(
        "fleet.html",
        fleet=fleet,
        title=title,
        time=time,
        rows=rows,
        hrefs={row.name: row.href for row in reversed(rows)},
        counts_of=lambda kin: worst_first(counts_of(kin)),
        reasons=open_reasons(fleet.assets),
        most=MOST,
        most_findings=FINDINGS,
    )


def _row(asset: JudgedAsset) -> AssetRow:
    outline = asset.outline
    score = f"{outline.scores[0].value:.1f} of {outline.scores[0].maximum:.0f}" if outline.scores else ""
    href = f"./{quote(asset.place)}{SUFFIX}"
    return AssetRow(asset.name, href, asset.kind, asset.profile_id, worst_first(outline.counts), score)


def worst_first(counts: Counts) -> Counts:
    """Counts as a page has them."""
    known = dict(counts)
    return tuple((outcome, known[outcome]) for outcome in WORST_FIRST if outcome in known)
