"""Whatever content and evidence hold stays text in a browser: in the page of an asset and in that of several."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import scaled
from browsing import Reader
from scapkit.report.formats.html import FORMAT
from scapkit.report.views.shown import FixView, GroupView, Reason, ReportView, RuleView
from scapkit.report.views.why import CriteriaView, CriterionView

TEXTS = (
    "</script><script>document.title='run'</script>",
    "<img src=x onerror=\"document.title='run'\">",
    "\"' onfocus=document.title='run' autofocus x='",
    "<!--<script>",
    "]]><svg onload=document.title='run'>",
    "javascript:document.title='run'",
    "a\x00b\x1b[31m\u202egnp.exe\u202c \udc80",
    "{{ 7 * 7 }} ${document.title='run'} %00",
    "x" * 200_000,
)
OPEN = "for (const each of document.querySelectorAll('details')) each.open = true"


def tricked(rule: RuleView, text: str) -> RuleView:
    """A rule in which everything that anybody could write is this text."""
    (check,) = rule.checks
    (definition,) = check.definitions
    assert isinstance(definition.criteria, CriteriaView)
    leaf = definition.criteria.children[0]
    assert isinstance(leaf, CriterionView)
    items = tuple(
        item._replace(fields=tuple(field._replace(name=text, value=text) for field in item.fields), messages=(text,))
        for item in leaf.test.items
    )
    test = leaf.test._replace(comment=text, id=text, items=items, sources=(text,), missing=(text,))
    tree = definition.criteria._replace(title=text, children=(leaf._replace(test=test, comment=text),))
    checks = (check._replace(name=text, definitions=(definition._replace(title=text, id=text, criteria=tree),)),)
    words = rule.text._replace(title=text, short_id=text[:90], identifiers=(text,), fixes=(FixView(text, text),))
    return rule._replace(text=words, reasons=(Reason(text),), instance=text, question=text, checks=checks)


def views() -> Iterator[ReportView]:
    for view in scaled.views(len(TEXTS), 3):
        rules = tuple(tricked(rule, text) for rule, text in zip(view.rules, TEXTS, strict=True))
        root = GroupView("g", TEXTS[0], rules=rules)
        name = f"{TEXTS[0]}{TEXTS[6]}{view.target}"
        yield view._replace(target=name, target_kind=TEXTS[1], facts=((TEXTS[1], TEXTS[2]),), title=TEXTS[0], root=root)


def opened(browser: Any, path: Path) -> Reader:
    """The page with everything opened that can be."""
    reader = Reader(browser, path)
    reader.page.evaluate("window.print = () => { window.printed = true }; 0")
    if reader.page.locator("[data-do=print]").count():
        reader.page.click("[data-do=print]")
        reader.until("window.printed")
    for _ in range(3):
        reader.page.evaluate(f"{OPEN}; 0")
        reader.page.wait_for_timeout(300)
    return reader


@pytest.mark.parametrize("number", [1, 3], ids=["asset", "collection"])
def test_hostile_text_runs_nothing_and_is_shown(browser: Any, tmp_path: Path, number: int) -> None:
    (tmp_path / "page.html").write_bytes(b"".join(FORMAT.render(list(views())[:number])))
    reader = opened(browser, tmp_path / "page.html")
    if number == 3:
        assert reader.page.locator("details.entry .evidence").count() >= len(TEXTS)
        reader.page.click("[data-view=matrix]")
        reader.page.hover("[role=gridcell] >> nth=0")
    assert "run" not in reader.page.title().split("=")[0]
    assert reader.complaints == []
    assert reader.page.locator("main script, main img, main [onfocus], main [onload], main [onerror]").count() == 0
    text = reader.page.inner_text("main") + reader.page.title()
    assert "<img src=x onerror=" in reader.page.text_content("main")
    assert not set(text) & {"\x00", "\x1b", "\u202e", "\udc80"}
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 1280
