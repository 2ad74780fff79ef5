"""docs/exemptions.md: its commands give what it shows, and its table has every Value that exempts findings."""

import re
from pathlib import Path

from scapkit.api import BuildOptions, build
from shared import NOW, REPOSITORY
from walked import walked

DOCUMENT = REPOSITORY / "docs" / "exemptions.md"
CONTENT = REPOSITORY / "content" / "eks"
ROW = re.compile(r"^\| `(var_\w+)`( \*)? \| (.+?) \| .+ \|$", re.MULTILINE)
EXEMPT = re.compile(r"^    exempt: (var_\w+)$|^      - (var_\w+)$", re.MULTILINE)
DEFAULT = re.compile(r"^  default: '?(?:\^\$|\^none\$|None)'?$", re.MULTILINE)


def rows() -> dict[str, tuple[bool, set[str]]]:
    """By Value: whether its default exempts something, and the rules that use it."""
    found = ROW.findall(DOCUMENT.read_text(encoding="utf-8"))
    return {name: (bool(star), set(re.findall(r"`(\w+)`", rules))) for name, star, rules in found}


def test_commands_print_what_the_page_shows(tmp_path: Path, update_golden: bool) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "content").symlink_to(REPOSITORY / "content")
    build(BuildOptions("eks", str(REPOSITORY), str(project / "output")), NOW)
    made = walked(DOCUMENT.read_text(encoding="utf-8"), tmp_path)
    if update_golden:
        DOCUMENT.write_text(made, encoding="utf-8")
    assert made == DOCUMENT.read_text(encoding="utf-8")


def test_every_value_that_exempts_findings_is_in_the_table_with_its_rules() -> None:
    listed = rows()
    for path in CONTENT.rglob("rule.yml"):
        for found in EXEMPT.finditer(path.read_text(encoding="utf-8")):
            value = found[1] or found[2]
            assert value == "var_rbac_system_exempt" or path.parent.name in listed[value][1], value


def test_values_marked_in_the_table_are_those_whose_defaults_exempt_something() -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in CONTENT.rglob("var_*.var")}
    assert {name: marked for name, (marked, _) in rows().items()} == {
        name: DEFAULT.search(texts[name]) is None for name in rows()
    }
