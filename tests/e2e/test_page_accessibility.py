"""Every kind of page is fit for people who do not see it well or use no mouse: axe-core finds nothing serious."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

import scaled
from accessibility import violations
from browsing import DESK, PHONE, Reader
from scapkit.report.formats.html import FORMAT
from shared import REPOSITORY, SAMPLES, Run

OPEN = "for (const each of document.querySelectorAll('details')) each.open = true"
STATES = {
    "report": ("", OPEN),
    "numbered": ("#q=port", OPEN),
    "waived": ("#waived=yes", OPEN),
    "keys": ("", "document.querySelector('#keys').showModal()"),
    "guide": ("", OPEN),
    "rules": ("#rule=rule_1", ""),
    "assets": ("#view=assets&asset=ip-10-0-0-3", OPEN),
    "matrix": ("#view=matrix", ""),
    "folder": ("", OPEN),
    "policies": ("", ""),
    "table": ("", ""),
    "index": ("", ""),
    "diff": ("", OPEN),
    "changed": ("", ""),
}


@pytest.fixture(scope="module")
def kinds(pages: dict[str, Path], scapkit: Run, eks: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A page of every kind."""
    folder = tmp_path_factory.mktemp("kinds")
    with (folder / "collection.html").open("wb") as file:
        file.writelines(FORMAT.render(scaled.views(40, 30)))
    content = eks / "ssg-eks-ds.xml"
    shutil.copytree(SAMPLES / "cluster", folder / "fewer")
    manifest = folder / "fewer" / "manifest.json"
    refused = re.sub(
        r'("key": "[^"]*namespaces[^"]*",\s*"status": )"collected"', r'\1"forbidden"', manifest.read_text()
    )
    manifest.write_text(refused)
    dumps = ("--dump", SAMPLES / "cluster", "--dump", SAMPLES / "node")
    scapkit("evaluate", content, "--profile", "cis", *dumps, "--html", folder / "pages", "--quiet")
    scapkit("table", content, "--kind", "rules", "--format", "html", "--output", folder / "table.html")
    source = ("--source", REPOSITORY)
    scapkit("table", "eks", "--kind", "policy", *source, "--output", folder / "policies.html")
    edited = content.read_text(encoding="utf-8").replace('severity="high"', 'severity="low"')
    (folder / "edited.xml").write_text(edited, encoding="utf-8")
    scapkit("diff-content", content, folder / "edited.xml", "--format", "html", "--output", folder / "diff.html")
    judged = ("evaluate", content, "--profile", "cis", "--quiet", "--arf")
    scapkit(*judged, folder / "old.xml", "--dump", SAMPLES / "cluster")
    scapkit(*judged, folder / "new.xml", "--dump", folder / "fewer")
    named = ("diff", folder / "old.xml", folder / "new.xml", "--fail-on", "new-unknown")
    scapkit(*named, "--format", "html", "--output", folder / "changed.html")
    collection = folder / "collection.html"
    return {
        **pages,
        "keys": pages["report"],
        **dict.fromkeys(("rules", "assets", "matrix"), collection),
        "folder": folder / "pages" / "index.html",
        "table": folder / "table.html",
        "policies": folder / "policies.html",
        "diff": folder / "diff.html",
        "changed": folder / "changed.html",
        "index": eks / "ssg-eks-guide-index.html",
    }


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "light"), (DESK, "dark")], ids=["phone, light", "desk, dark"])
@pytest.mark.parametrize("name", STATES)
def test_axe_finds_nothing_serious(
    browser: Any, kinds: dict[str, Path], name: str, size: dict[str, int], scheme: str
) -> None:
    fragment, script = STATES[name]
    reader = Reader(browser, kinds[name], fragment, viewport=size, color_scheme=scheme)
    reader.page.evaluate(f"{script}; 0")
    reader.page.wait_for_timeout(200)
    assert violations(reader.page) == []
