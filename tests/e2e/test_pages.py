"""The pages in a browser, as a reader uses them: search, filters, evidence, deep links, paper, no script."""

from pathlib import Path
from typing import Any

import pytest

import report_sample as sample
from browsing import DESK, PHONE, Reader


@pytest.mark.parametrize("name", ["report", "guide", "hostile"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_page_fits_the_screen_and_asks_nothing_of_the_network(
    browser: Any, pages: dict[str, Path], name: str, scheme: str, size: dict[str, int]
) -> None:
    reader = Reader(browser, pages[name], viewport=size, color_scheme=scheme)
    assert reader.complaints == []
    assert [url for url in reader.requests if not url.startswith(("file:", "data:"))] == []
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_dark_and_light_differ(browser: Any, pages: dict[str, Path]) -> None:
    colours = {
        Reader(browser, pages["report"], color_scheme=scheme).page.evaluate(
            "getComputedStyle(document.body).backgroundColor"
        )
        for scheme in ("light", "dark")
    }
    assert len(colours) == 2


def test_searching_finds_rules_by_title_id_and_evidence(browser: Any, pages: dict[str, Path]) -> None:
    reader = Reader(browser, pages["report"])
    reader.page.keyboard.press("/")
    reader.page.keyboard.type("403 forbidden")
    assert reader.visible() == ["port"]
    assert reader.page.text_content("[data-count]") == "1 of 5 rules"
    reader.page.fill("#search", "kubelet owner")
    assert reader.visible() == ["owner"]
    reader.page.keyboard.press("Escape")
    assert len(reader.visible()) == 5


def test_what_fits_nothing_says_so_and_can_be_cleared(browser: Any, pages: dict[str, Path]) -> None:
    reader = Reader(browser, pages["report"])
    reader.page.fill("#search", "no such thing")
    assert reader.visible() == []
    reader.page.click("text=Clear the filters")
    assert len(reader.visible()) == 5


def test_results_and_severities_filter_together(browser: Any, pages: dict[str, Path]) -> None:
    reader = Reader(browser, pages["report"])
    reader.page.click("button[value=high]")
    assert reader.visible() == ["anonymous", "port"]
    reader.page.click("button[value=unknown][data-facet=result]")
    assert reader.visible() == ["port"]
    assert reader.page.get_attribute("button[value=high]", "aria-pressed") == "true"
    reader.page.click("button[value=high]")
    reader.page.click("button[value=fail]")
    assert reader.visible() == ["rotation", "port"]


def test_a_rule_opens_to_its_evidence(browser: Any, pages: dict[str, Path]) -> None:
    reader = Reader(browser, pages["report"])
    assert not reader.page.is_visible("text=equals false")
    reader.page.click("text=The kubelet rotates its certificates")
    assert reader.page.is_visible("[data-rule=rotation] >> text=equals false")
    reader.page.click("button[data-do=expand]")
    assert reader.is_open("anonymous")
    reader.page.click("button[data-do=collapse]")
    assert not reader.is_open("rotation")


def test_the_keyboard_opens_a_rule(browser: Any, pages: dict[str, Path]) -> None:
    reader = Reader(browser, pages["report"])
    reader.page.focus("[data-rule=port] > summary")
    reader.page.keyboard.press("Enter")
    assert reader.is_open("port")


def test_a_deep_link_opens_its_rule_even_when_filtered_away(browser: Any, pages: dict[str, Path]) -> None:
    reader = Reader(browser, pages["report"], f"#{sample.xid('rule', 'rotation')}")
    assert reader.is_open("rotation")
    reader.page.click("button[value=high]")
    assert reader.visible() == ["anonymous", "port"]
    reader.page.evaluate("location.hash = '#rotation'")
    reader.until("!document.querySelector('[data-rule=rotation]').hidden")
    assert len(reader.visible()) == 5


def test_missing_evidence_leads_to_the_rule(browser: Any, pages: dict[str, Path]) -> None:
    reader = Reader(browser, pages["report"])
    reader.page.click(".callout a")
    reader.until("document.querySelector('[data-rule=port]').open")


def test_worst_first_puts_failures_on_top_and_back_again(browser: Any, pages: dict[str, Path]) -> None:
    reader = Reader(browser, pages["report"])
    before = reader.visible()
    reader.page.select_option("#order", "worst")
    assert reader.visible()[:2] == ["rotation", "port"]
    reader.page.select_option("#order", "")
    assert reader.visible() == before


def test_printing_unfolds_all_that_is_filtered_in(browser: Any, pages: dict[str, Path]) -> None:
    reader = Reader(browser, pages["report"], color_scheme="dark")
    reader.page.click("button[value=medium]")
    reader.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert (reader.is_open("rotation"), reader.is_open("anonymous")) == (True, False)
    assert reader.page.is_visible("[data-rule=rotation] >> text=equals false")
    reader.page.emulate_media(media="print")
    assert reader.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not reader.page.is_visible("[data-filters]")
    assert reader.page.inner_text("[data-printed]") == "1 of 5 rules: severity medium"
    reader.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not reader.is_open("rotation")


def test_without_script_everything_can_be_read(browser: Any, pages: dict[str, Path]) -> None:
    reader = Reader(browser, pages["report"], java_script_enabled=False)
    assert not reader.page.is_visible("#search")
    reader.page.click("text=The kubelet rotates its certificates")
    assert reader.page.is_visible("[data-rule=rotation] >> text=equals false")


def test_the_guide_searches_filters_and_links(browser: Any, pages: dict[str, Path]) -> None:
    reader = Reader(browser, pages["guide"], "#rotation")
    assert reader.page.is_visible("h4 >> text=The kubelet rotates its certificates")
    reader.page.click("button[value=low]")
    assert reader.visible() == ["owner"]
    assert not reader.page.is_visible("h3 >> text=Kubelet")
    reader.page.click("button[value=low]")
    reader.page.fill("#search", "read-only")
    assert reader.visible() == ["port"]


def test_hostile_text_runs_nothing(browser: Any, pages: dict[str, Path]) -> None:
    reader = Reader(browser, pages["hostile"])
    assert reader.page.title() != "x"
    assert reader.page.locator("main img, main script").count() == 0
    assert reader.page.is_visible("h4 >> text=<img src=x onerror=alert(1)>")
