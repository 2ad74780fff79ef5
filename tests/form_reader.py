"""Who uses the form in a browser, and what comes of it."""

import json
from pathlib import Path
from typing import Any

from scapkit.model.answers import Entry
from scapkit.ocil.answers_file import read_answers
from shared import Run

ANN, BO = "Ann Lee <ann@example.org>", "Bo"


class Reader:
    """The form in a window, and everything that it complained about or asked of others."""

    def __init__(self, context: Any, address: str) -> None:
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page = context.new_page()
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(address)

    @property
    def current(self) -> str:
        """The rule that is asked about."""
        return str(self.page.text_content("article:not([hidden]) .eyebrow code"))

    def card(self) -> Any:
        """The question that is shown."""
        return self.page.locator("article:not([hidden])")

    def go(self, name: str) -> None:
        """To the question of a rule."""
        self.page.click(f"#list >> text=Title of {name}")

    def saved(self) -> None:
        """Wait until what is shown is saved."""
        self.card().locator("[data-saved]", has_text="Saved at").wait_for()

    def pressed(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)


def entries(folder: Path) -> dict[str, Entry]:
    """The answers in the file, by what they are to."""
    return {each.subject: each for each in read_answers(str(folder / "answers.yml")).entries}


def judged(scapkit: Run, folder: Path) -> dict[str, str]:
    """What the rules come to with the answers."""
    words = ("--profile", "base", "--dump", "tree", "--answers", "answers.yml", "--json", "report.json")
    done = scapkit("evaluate", "small-xccdf.xml", *words, cwd=folder)
    assert done.returncode in (0, 2), done.stderr
    rules = json.loads((folder / "report.json").read_text(encoding="utf-8"))["rules"]
    return {each["short_id"]: each["result"] for each in rules}
