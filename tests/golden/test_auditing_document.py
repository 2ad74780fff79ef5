"""docs/auditing.md: its commands give what it shows, and its result is signed, verified and read by oscap."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from reference import ask
from shared import REPOSITORY
from signers import self_signed

DOCUMENT = REPOSITORY / "docs" / "auditing.md"


def _run(folder: Path, *words: str | Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "scapkit", *map(str, words)], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_story_goes_as_the_page_tells_and_ends_with_a_signed_result(
    tmp_path: Path, retold: Callable[..., Path], oscap: str
) -> None:
    project = retold(DOCUMENT)
    certificate, key = self_signed(tmp_path, "auditor")
    _run(project, "report", "after.xml", "--format", "html", "--output", "report.html")
    _run(project, "sign", "after.xml", "--key", key, "--cert", certificate, "--output", "result.xml")
    assert "auditor" in _run(project, "verify", "result.xml", "--trust", certificate)
    page = (project / "report.html").read_text(encoding="utf-8")
    assert "signed off by Bo Ek" in page
    assert "Cy Om" in page
    result = project / "result.xml"
    assert (
        "Ann Lee" in result.read_text(encoding="utf-8").partition("<ocil:targets>")[2].partition("</ocil:targets>")[0]
    )
    assert ask([oscap, "ds", "rds-validate", str(result)]).returncode == 0
    assert "signed off by Bo Ek" in ask([oscap, "xccdf", "generate", "report", str(result)]).stdout
