"""example-linux over hand-made Debian trees: every rule as expected, and oscap says the same.

The trees and expectations are in `example_linux/THEME.yml`: `trees` gives good, bad and mixed files by absolute path as
`templated.plant` takes them, and `want` what each rule is judged in each tree. A tree has the files of all themes. The
tree `empty` has nothing but the mark of Debian 12.
"""

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from authored import NOW
from scapkit.api.projects.building import BuildOptions, build
from scapkit.authoring.project import all_rules
from scapkit.authoring.read import read_project
from shared import REPOSITORY
from templated import by_oscap, by_us, plant

OS_RELEASE = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nID=debian\n'
THEMES = [
    yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "example_linux").glob("*.yml"))
]
TREES = ("good", "bad", "mixed", "empty")
WANT: dict[str, dict[str, Any]] = {rule: each for theme in THEMES for rule, each in theme["want"].items()}


def files_of(tree: str) -> dict[str, Any]:
    """A tree's files; that no two themes have the same file is seen to here."""
    found: dict[str, Any] = {"/etc/os-release": {"link": "../usr/lib/os-release"}, "/usr/lib/os-release": OS_RELEASE}
    for theme in THEMES:
        files = theme["trees"].get(tree, {})
        assert not files.keys() & found.keys()
        found.update(files)
    return found


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built product."""
    output = tmp_path_factory.mktemp("example-linux")
    build(BuildOptions("example-linux", str(REPOSITORY), str(output)), NOW)
    return output / "example-linux"


@pytest.fixture(scope="module")
def judged(oscap: str, content: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What oscap and scapkit say of each rule in each tree."""
    if os.geteuid() != 0:
        pytest.skip("files of other owners can only be made by root")
    datastream = content / "scapkit-example-linux-ds.xml"
    found: dict[str, dict[str, Any]] = {}
    for name in TREES:
        tree = plant(tmp_path_factory.mktemp(name), files_of(name))
        oscaps = by_oscap(oscap, datastream, tree, profile="hardened")
        for rule, ours in by_us(datastream, tree, profile="hardened").items():
            same = oscaps[rule] == ours
            found.setdefault(rule, {})[name] = ours if same else {"oscap": oscaps[rule], "scapkit": ours}
    return found


@pytest.mark.parametrize("rule", WANT)
def test_rule_is_judged_alike_and_as_expected(judged: dict[str, dict[str, Any]], rule: str) -> None:
    assert judged[rule] == WANT[rule]


def test_every_rule_has_expectations_and_is_selected(judged: dict[str, dict[str, Any]]) -> None:
    rules = set(all_rules(read_project(REPOSITORY, "example-linux")))
    assert rules == set(WANT) == set(judged)


@pytest.mark.parametrize("rule", WANT)
def test_a_good_tree_passes_and_no_rule_passes_everywhere(rule: str) -> None:
    want = WANT[rule]
    assert set(want) == set(TREES) and want["good"] == "pass"
    assert any(each != "pass" for each in want.values())


@pytest.mark.parametrize("part", ["oval", "cpe-oval"])
def test_oscap_finds_no_fault_with_the_oval(oscap: str, content: Path, part: str) -> None:
    done = subprocess.run(
        [oscap, "oval", "validate", content / f"scapkit-example-linux-{part}.xml"], capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, b""), done.stdout


def test_oscap_finds_no_fault_with_the_benchmark(oscap: str, content: Path) -> None:
    benchmark = content / "scapkit-example-linux-xccdf.xml"
    done = subprocess.run(
        [oscap, "xccdf", "validate", "--skip-schematron", benchmark], capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, b""), done.stdout


def test_schematron_has_nothing_to_say(xsltproc: str, schemas: Path, content: Path) -> None:
    sheet = schemas / "sds" / "1.3" / "source-data-stream-1.3.xsl"
    datastream = content / "scapkit-example-linux-ds.xml"
    done = subprocess.run([xsltproc, sheet, datastream], capture_output=True, text=True, check=True)
    assert done.stdout.partition("?>")[2].strip() == ""
