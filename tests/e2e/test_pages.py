"""The pages in a browser, as a reader uses them: search, filters, evidence, deep links, paper, no script."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import report_sample as sample
from scapkit.report.formats.html import FORMAT
from scapkit.report.guide import make_guide, render_guide
from scapkit.report.view import make_view

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


def unavailable(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        unavailable("playwright is not installed")
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        unavailable("no Chromium: install chromium-headless-shell")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    policy = sample.make_policy()
    view = make_view(policy, sample.evaluation(), sample.documents(), sample.QUESTIONS, {sample.CIS: "cis"})
    hostile = sample.rule("evil", "<img src=x onerror=alert(1)>", "high", "<script>document.title='x'</script>")
    tricked = sample.make_policy(sample.BENCHMARK._replace(children=(sample.GROUP._replace(children=(hostile,)),)))
    made = {
        "report": b"".join(FORMAT.render((view,))),
        "guide": render_guide(make_guide(policy, {}, {sample.CIS: "cis"}, sample.QUESTIONS)),
        "hostile": render_guide(make_guide(tricked, {})),
    }
    for name, data in made.items():
        (folder / f"{name}.html").write_bytes(data)
    return {name: folder / f"{name}.html" for name in made}


class Reader:
    """A page that was opened, and everything it complained about or asked for."""

    def __init__(self, browser: Any, path: Path, fragment: str = "", **context: Any) -> None:
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page = browser.new_context(**{"viewport": DESK, **context}).new_page()
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(f"{path.as_uri()}{fragment}")

    def visible(self) -> list[str]:
        """The short ids of the rules that can be seen."""
        script = "all => all.filter(rule => rule.offsetParent !== null).map(rule => rule.dataset.rule)"
        names: list[str] = self.page.eval_on_selector_all("[data-rule]", script)
        return names

    def is_open(self, name: str) -> bool:
        return bool(self.page.evaluate(f"document.querySelector('[data-rule={name}]').open"))


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
    reader.page.wait_for_function("!document.querySelector('[data-rule=rotation]').hidden")
    assert len(reader.visible()) == 5


def test_missing_evidence_leads_to_the_rule(browser: Any, pages: dict[str, Path]) -> None:
    reader = Reader(browser, pages["report"])
    reader.page.click(".callout a")
    reader.page.wait_for_function("document.querySelector('[data-rule=port]').open")


def test_worst_first_puts_failures_on_top_and_back_again(browser: Any, pages: dict[str, Path]) -> None:
    reader = Reader(browser, pages["report"])
    before = reader.visible()
    reader.page.select_option("#order", "worst")
    assert reader.visible()[:2] == ["rotation", "port"]
    reader.page.select_option("#order", "benchmark")
    assert reader.visible() == before


def test_printing_unfolds_what_needs_attention(browser: Any, pages: dict[str, Path]) -> None:
    reader = Reader(browser, pages["report"], color_scheme="dark")
    reader.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert (reader.is_open("rotation"), reader.is_open("anonymous")) == (True, False)
    reader.page.emulate_media(media="print")
    assert reader.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not reader.page.is_visible("[data-filters]")
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
