"""A page in a real browser, headless: what a reader sees of it, and what it complains about or asks for."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


def executable() -> str | None:
    """Where a browser is, if any."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@contextmanager
def running(path: str) -> Iterator[Any]:
    """The browser, started."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


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

    def until(self, script: str, seconds: float = 20) -> None:
        """Wait until an expression is true; asked from outside, as the page's policy lets nothing in it evaluate text."""
        end = time.monotonic() + seconds
        while not self.page.evaluate(script):
            assert time.monotonic() < end, f"never true: {script}"
            self.page.wait_for_timeout(50)
