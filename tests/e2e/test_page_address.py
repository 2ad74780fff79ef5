"""Reports in a browser: what the address holds, the keyboard, control numbers, scripts, and changed results."""

from pathlib import Path
from typing import Any

from browsing import Reader


def test_the_address_holds_the_filters_and_back_takes_them_off(browser: Any, pages: dict[str, Path]) -> None:
    reader = Reader(browser, pages["report"])
    reader.page.click("button[value=high]")
    reader.page.fill("#search", "port")
    reader.page.click("[data-rule=port] > summary")
    assert reader.page.evaluate("location.hash") == "#severity=high&q=port&rule=port"
    again = Reader(browser, pages["report"], reader.page.evaluate("location.hash"))
    assert (again.visible(), again.is_open("port"), again.page.input_value("#search")) == (["port"], True, "port")
    reader.page.go_back()
    reader.until("document.querySelector('#search').value === ''")
    assert reader.visible() == ["anonymous", "port"]
    reader.page.go_back()
    reader.until("location.hash === ''")
    assert len(reader.visible()) == 5


def test_keys_walk_through_the_rules_and_can_be_turned_off(browser: Any, pages: dict[str, Path]) -> None:
    reader = Reader(browser, pages["report"])
    press, focused = reader.page.keyboard.press, "document.activeElement.parentElement.dataset.rule"
    for key in ("j", "j", "j", "k", "Enter"):
        press(key)
    assert reader.page.evaluate(focused) == "rotation" and reader.is_open("rotation")
    press("Escape")
    assert not reader.is_open("rotation")
    press("e")
    assert all(map(reader.is_open, reader.visible()))
    press("c")
    press("?")
    assert reader.page.is_visible("dialog >> text=search")
    reader.page.uncheck("#single-keys")
    press("Escape")
    press("j")
    assert reader.page.evaluate(focused) != "port"


def test_control_numbers_are_shown_and_sections_filter(browser: Any, pages: dict[str, Path]) -> None:
    reader = Reader(browser, pages["numbered"])
    assert reader.page.inner_text("[data-rule=port] .short").startswith("4.1.2 · port")
    reader.page.select_option("#section", "3.2")
    assert reader.visible() == ["anonymous", "rotation"]
    assert "section=3.2" in reader.page.evaluate("location.hash")
    assert reader.page.is_visible("text=By control section (cis)")


def test_a_script_is_copied_by_its_button(browser: Any, pages: dict[str, Path]) -> None:
    reader = Reader(browser, pages["numbered"], permissions=["clipboard-read", "clipboard-write"])
    reader.page.click("[data-rule=port] > summary")
    reader.page.click("[data-rule=port] .script summary")
    assert reader.page.is_visible("[data-rule=port] >> text=(needs a reboot)")
    reader.page.click("[data-rule=port] button[data-copy]")
    reader.page.wait_for_selector("text=Copied")
    assert reader.page.evaluate("navigator.clipboard.readText()") == "close <port> && true"


def test_a_changed_result_stands_beside_the_one_before(browser: Any, pages: dict[str, Path]) -> None:
    reader = Reader(browser, pages["waived"])
    assert reader.page.text_content("[data-rule=rotation] summary s") == "instead of Fail"
    assert "fail became informational by Ann" in reader.page.inner_text("[aria-labelledby=waived]")
    reader.page.check("[data-state=waived]")
    assert reader.visible() == ["rotation"]
