"""What axe-core finds wrong with a page for people who do not see it, or use no mouse."""

import os
from typing import Any

import pytest

from shared import REPOSITORY

AXE = REPOSITORY / "tests" / "node" / "node_modules" / "axe-core" / "axe.min.js"
RUN = """async () => (await axe.run(document)).violations.filter(
    (each) => ["serious", "critical"].includes(each.impact)
).map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(" ")).join(", ")}`)"""


def violations(page: Any) -> list[str]:
    """The serious ones, each with the places."""
    if not AXE.is_file():
        why = "no axe-core: npm installs what tests/node/package.json names"
        pytest.fail(why) if os.environ.get("CI") == "true" else pytest.skip(why)
    page.evaluate(AXE.read_text(encoding="utf-8") + "; 0")
    found: list[str] = page.evaluate(RUN)
    return found
