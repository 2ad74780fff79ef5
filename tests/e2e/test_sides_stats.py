"""`scapkit stats`: content in numbers."""

import json
import re
from pathlib import Path

from lxml import etree

from scapkit.names import OCIL_SYSTEM, OVAL_SYSTEM, XCCDF
from shared import REPOSITORY, Run
from small_benchmark import written

X = f"{{{XCCDF}}}"


def counted(scapkit: Run, *words: str | Path) -> list[dict[str, object]]:
    done = scapkit("stats", *words, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_a_small_benchmark_counts_as_by_hand(scapkit: Run, tmp_path: Path) -> None:
    (found,) = counted(scapkit, written(tmp_path))
    assert found == {
        "name": "small-xccdf.xml",
        "title": "A Small Guide",
        "version": "1.0",
        "profile": "",
        "rules": 6,
        "checks": {"automated": 1, "manual": 1, "none": 4},
        "with_cce": 1,
        "with_fix": 5,
        "fixes": {"ansible": 1, "bash": 4, "kubernetes": 1},
        "severities": {"high": 1, "medium": 4, "low": 1},
        "profiles": {"base": 5},
    }


def test_a_profile_counts_what_it_selects_and_refines(scapkit: Run, tmp_path: Path) -> None:
    (found,) = counted(scapkit, written(tmp_path), "--profile", "base")
    assert (found["rules"], found["profile"], found["profiles"]) == (5, "base", {})
    assert found["severities"] == {"high": 1, "medium": 2, "low": 1, "info": 1}


def test_public_content_counts_as_its_elements_do(scapkit: Run, public_content: Path) -> None:
    names = ("firefox", "chromium", "eks")
    for name, found in zip(
        names, counted(scapkit, *(public_content / f"ssg-{each}-ds.xml" for each in names)), strict=True
    ):
        rules = list(etree.parse(public_content / f"ssg-{name}-xccdf.xml").iter(f"{X}Rule"))
        systems = [{check.get("system") for check in rule.iter(f"{X}check")} for rule in rules]
        automated = sum(OVAL_SYSTEM in each for each in systems)
        manual = sum(OCIL_SYSTEM in each and OVAL_SYSTEM not in each for each in systems)
        assert found["rules"] == len(rules) > 30
        assert found["checks"] == {
            "automated": automated,
            "manual": manual,
            "none": len(rules) - automated - manual,
        }
        assert found["with_fix"] == sum(rule.find(f"{X}fix") is not None for rule in rules)


def test_several_contents_stand_side_by_side(scapkit: Run, public_content: Path, tmp_path: Path) -> None:
    done = scapkit("stats", written(tmp_path), public_content / "ssg-firefox-ds.xml", "eks", "--source", REPOSITORY)
    assert done.returncode == 0, done.stderr
    lines = {cells[0]: cells[1:] for cells in (re.split(r"\s{2,}", line) for line in done.stdout.splitlines())}
    assert lines["Count"] == ["small-xccdf.xml", "ssg-firefox-ds.xml", "eks"]
    rules = len(list((REPOSITORY / "content" / "eks").glob("**/rule.yml")))
    assert lines["rules"] == ["6", "35", str(rules)]
    assert lines["profile: base"] == ["5"]
    assert lines["profile: cis-node"] == ["15"]


def test_the_numbers_can_be_written_as_a_table(scapkit: Run, tmp_path: Path) -> None:
    path = written(tmp_path)
    assert scapkit("stats", path, "--format", "csv").stdout.startswith("Count,small-xccdf.xml\n")
    assert "<td>6</td>" in scapkit("stats", path, "--format", "html").stdout
    done = scapkit("stats", path, "--format", "xls")
    assert done.returncode == 1 and "unknown-format" in done.stderr


def test_one_wrong_target_leaves_nothing_written(scapkit: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    done = scapkit("stats", written(tmp_path), tmp_path / "gone.xml", "--output", out)
    assert done.returncode == 1 and "unreadable-file" in done.stderr and not out.exists()
