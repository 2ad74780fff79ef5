"""The page of several assets in a browser: rules, assets and matrix, the evidence behind a result, links, keys, paper."""

from pathlib import Path
from typing import Any

import pytest

import scaled
from browsing import DESK, PHONE, Reader
from scapkit.model.results import RuleOutcome
from scapkit.report.formats.html import FORMAT
from scapkit.report.views.shown import OverrideView

FIRST = "ip-10-0-0-0.eu-central-1.compute.internal"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """60 rules on 120 assets."""
    made = tmp_path_factory.mktemp("collection") / "page.html"
    with made.open("wb") as file:
        file.writelines(FORMAT.render(scaled.views(60, 120)))
    return made


def entries(reader: Reader, within: str) -> list[str]:
    """The marks and names of the results that are listed."""
    script = "all => all.map(each => each.querySelector('summary').textContent.trim())"
    found: list[str] = reader.page.eval_on_selector_all(f"{within} details.entry", script)
    return found


def quiet(reader: Reader) -> bool:
    """Whether nothing was complained about or asked of the network."""
    asked = [url for url in reader.requests if not url.startswith(("file:", "data:", "blob:"))]
    return (reader.complaints, asked) == ([], [])


@pytest.mark.parametrize("view", ["", "assets", "matrix"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_view_fits_the_screen(browser: Any, page: Path, view: str, size: dict[str, int]) -> None:
    reader = Reader(browser, page, f"#view={view}", viewport=size)
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert reader.page.is_visible(f"[data-part='{view}']")
    assert quiet(reader)


def test_a_rule_lists_its_assets_the_worst_first_and_opens_their_evidence(browser: Any, page: Path) -> None:
    reader = Reader(browser, page)
    reader.page.click("[data-rule=rule_1] > summary")
    reader.page.wait_for_selector("[data-rule=rule_1] details.entry")
    listed = entries(reader, "[data-rule=rule_1]")
    assert len(listed) == 50 and listed[0].startswith("Fail")
    reader.page.click("text=Show 50 more of 70")
    assert len(entries(reader, "[data-rule=rule_1]")) == 100
    reader.page.click("[data-rule=rule_1] details.entry >> nth=0")
    reader.page.wait_for_selector("[data-rule=rule_1] details.entry >> text=equals yes")
    assert "rule=rule_1&at=ip-10-0-0-" in reader.page.evaluate("location.hash")
    assert quiet(reader)


def test_filters_hold_for_rules_their_assets_and_the_list_of_assets(browser: Any, page: Path) -> None:
    reader = Reader(browser, page, "#result=unknown")
    reader.page.fill("#asset", FIRST)
    names = reader.visible()
    assert 0 < len(names) < 10
    reader.page.click(f"[data-rule={names[0]}] > summary")
    reader.page.wait_for_selector("details.entry")
    assert entries(reader, f"[data-rule={names[0]}]") == [f"Unknown{FIRST}"]
    assert reader.page.text_content(f"[data-rule={names[0]}] [data-worst]") in ("Fail", "Unknown")
    reader.page.click("[data-view=assets]")
    shown = "[data-part=assets] [data-asset]:not([hidden])"
    assert reader.page.locator(shown).count() == 1
    reader.page.click(f"{shown} > summary")
    reader.page.wait_for_selector(f"{shown} details.entry")
    assert len(entries(reader, shown)) == len(names)
    reader.page.click("button[data-do=clear] >> visible=true")
    assert reader.page.locator(shown).count() == 120


def test_a_link_opens_a_rule_on_an_asset_and_back_closes_the_filter(browser: Any, page: Path) -> None:
    reader = Reader(browser, page, f"#severity=low&rule=rule_2&at={FIRST}")
    reader.page.wait_for_selector(f"[data-rule=rule_2] details.entry[open] >> text={FIRST}")
    reader.page.wait_for_selector("[data-rule=rule_2] details.entry[open] .evidence", state="attached")
    before = reader.visible()
    reader.page.click("button[value=high]")
    assert len(reader.visible()) > len(before)
    reader.page.go_back()
    reader.until("location.hash.includes('severity=low&')")
    assert reader.visible() == before


def test_the_matrix_is_drawn_to_its_end_when_it_is_opened_by_a_click(browser: Any, page: Path) -> None:
    reader = Reader(browser, page, viewport={"width": 1280, "height": 1000})
    reader.page.click("[data-view=matrix]")
    box = reader.page.locator("[data-matrix]").bounding_box()
    last = reader.page.locator("[data-matrix] .line").last.bounding_box()
    assert box and last and last["y"] + last["height"] >= box["y"] + box["height"]


def test_the_matrix_draws_what_is_seen_and_leads_to_a_result(browser: Any, page: Path) -> None:
    reader = Reader(browser, page, "#view=matrix")
    grid = reader.page.locator("[data-matrix]")
    assert (grid.get_attribute("aria-rowcount"), grid.get_attribute("aria-colcount")) == ("61", "121")
    assert reader.page.locator("[role=gridcell]").count() < 60 * 120
    grid.focus()
    for key in ("End", "ArrowLeft", "PageDown", "PageDown", "PageDown", "PageDown"):
        reader.page.keyboard.press(key)
    active = reader.page.get_attribute("#cell", "aria-label")
    assert "ip-10-0-0-118" in active and reader.page.text_content("[data-cell]") == active
    assert grid.get_attribute("aria-activedescendant") == "cell"
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_selector("[data-rule=rule_59] details.entry[open] >> text=ip-10-0-0-118")
    assert reader.page.evaluate("location.hash").startswith("#rule=rule_59&at=ip-10-0-0-118")
    reader.page.go_back()
    reader.page.wait_for_selector("[data-matrix] >> visible=true")
    assert quiet(reader)


def test_paper_has_the_evidence_of_what_is_filtered_in(browser: Any, page: Path) -> None:
    reader = Reader(browser, page, f"#asset={FIRST}&result=fail")
    reader.page.evaluate("window.print = () => { window.printed = true; }; 0")
    reader.page.click("button[data-do=print]")
    reader.until("window.printed")
    reader.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    reader.page.emulate_media(media="print")
    evidence = reader.page.locator("details.entry .item >> visible=true").count()
    assert evidence >= len(reader.visible()) > 0
    assert not reader.page.is_visible("[data-filters]")
    assert len(reader.page.pdf()) > 10_000


def test_without_a_script_failing_rules_and_their_assets_can_be_read(browser: Any, page: Path) -> None:
    reader = Reader(browser, page, java_script_enabled=False)
    reader.page.click("text=The setting 1 of the node is as the benchmark says")
    assert reader.page.is_visible("[data-rule=rule_1] >> text=/and [0-9]+ more/")
    assert reader.page.is_visible("[data-asset='7'] > summary")
    assert not reader.page.is_visible("[data-filters]")


def test_waived_results_are_marked_and_filtered_with_both_scores(browser: Any, tmp_path: Path) -> None:
    made = []
    for number, view in enumerate(scaled.views(3, 3)):
        changed = OverrideView(RuleOutcome.FAIL, RuleOutcome.PASS, "Ann", "2026-11-01T00:00:00Z", "Until May.")
        groups = tuple(
            group._replace(rules=tuple(rule._replace(overrides=(changed,)) for rule in group.rules))
            if (number, place) == (1, 2)
            else group
            for place, group in enumerate(view.root.groups)
        )
        before = (view.scores[0]._replace(value=12.0),) if number == 1 else ()
        made.append(view._replace(root=view.root._replace(groups=groups), scores_before=before))
    (tmp_path / "page.html").write_bytes(b"".join(FORMAT.render(made)))
    reader = Reader(browser, tmp_path / "page.html")
    reader.page.check("[data-state=waived]")
    assert reader.visible() == ["rule_2"]
    reader.page.click("[data-rule=rule_2] > summary")
    reader.page.wait_for_selector("[data-rule=rule_2] details.entry >> text=waived")
    reader.page.click("[data-rule=rule_2] details.entry > summary")
    reader.page.wait_for_selector("details.entry .override >> text=became pass by Ann")
    assert len(entries(reader, "[data-rule=rule_2]")) == 1
    reader.page.click("[data-view=assets]")
    assert "12.0 of 100" in reader.page.inner_text("[data-part=assets] [data-asset='1'] .points s")
    assert reader.page.locator("[data-part=assets] [data-asset]:not([hidden])").count() == 1


def test_of_many_that_are_open_only_those_in_sight_are_drawn_and_follow_the_filters(browser: Any, page: Path) -> None:
    reader = Reader(browser, page)
    reader.page.click("button[data-do=expand]")
    reader.page.wait_for_selector("details.entry")
    reader.page.wait_for_timeout(200)
    drawn = "[data-rule][data-drawn]"
    assert 0 < reader.page.locator(drawn).count() < 60
    reader.page.fill("#asset", FIRST)
    reader.until(
        f"document.querySelectorAll('{drawn}').length && document.querySelector('{drawn}')"
        ".querySelectorAll('details.entry').length === 1"
    )
    reader.page.evaluate("document.querySelector('[data-rule=rule_59]').scrollIntoView()")
    reader.page.wait_for_selector("[data-rule=rule_59] details.entry")
    assert len(entries(reader, "[data-rule=rule_59]")) == 1
