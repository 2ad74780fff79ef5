"""docs/coverage.md holds what its commands print: `pytest tests/golden --update-golden` writes the tables anew."""

import re
import shlex
import subprocess
import sys

from shared import REPOSITORY

DOCUMENT = REPOSITORY / "docs" / "coverage.md"
TABLE = re.compile(r"(<!-- made by: scapkit (.*?) -->\n).*?(<!-- end -->)", re.DOTALL)


def printed(words: str) -> str:
    """What the program prints for a line of words."""
    command = [sys.executable, "-m", "scapkit", *shlex.split(words), "--source", str(REPOSITORY)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_the_tables_are_those_of_the_content(update_golden: bool) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    made = TABLE.sub(lambda found: f"{found[1]}\n{printed(found[2])}\n{found[3]}", text)
    if update_golden:
        DOCUMENT.write_text(made, encoding="utf-8")
    assert made == DOCUMENT.read_text(encoding="utf-8")


def test_every_policy_of_eks_has_its_table() -> None:
    made = "".join(words for _, words, _ in TABLE.findall(DOCUMENT.read_text(encoding="utf-8")))
    policies = [path.stem for path in (REPOSITORY / "content" / "eks" / "controls").glob("*.yml")]
    assert len(policies) >= 2
    assert [name for name in policies if f"--policy {name}" not in made] == []
