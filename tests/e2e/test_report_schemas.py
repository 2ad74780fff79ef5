"""Reports of a whole collection as a user gets them, each valid by the schema of its format."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from reference import ask
from report_schemas import VALID
from scapkit.dumps.collection import Record, write_record
from shared import NOW, SAMPLES, Run

WAIVERS = """
waivers:
- {rule: audit_logging, asset: shop-*, result: pass, authority: Ann Lee, reason: elsewhere, expires: 2999-01-01}
"""


@pytest.fixture(scope="module")
def judged(scapkit: Run, eks: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cluster with two nodes, judged with a waiver: a report in each format, named by it."""
    folder = tmp_path_factory.mktemp("judged")
    shutil.copytree(SAMPLES / "cluster", folder / "shop/cluster")
    for name in ("one", "two"):
        shutil.copytree(SAMPLES / "node", folder / "shop/nodes" / name)
    (folder / "shop/collection.json").write_bytes(write_record(Record("shop", "c", NOW, NOW)))
    reports = [part for name in VALID for part in ("--report", f"{name}={folder / name}")]
    (folder / "waivers.yml").write_text(WAIVERS, encoding="utf-8")
    asked = ("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis", "--dump", folder / "shop", "--quiet")
    done = scapkit(*asked, "--waivers", folder / "waivers.yml", *reports)
    assert done.returncode == 2, done.stderr
    return folder


@pytest.mark.parametrize("name", sorted(VALID))
def test_a_report_of_a_collection_is_valid(judged: Path, name: str) -> None:
    data = (judged / name).read_bytes()
    VALID[name](data)
    assert b"shop-prod" in data


def test_all_formats_tell_of_the_same_failures(judged: Path) -> None:
    read = {name: VALID[name]((judged / name).read_bytes()) for name in VALID}
    result = read["csv"][0].index("result")
    failed = sum(row[result] == "fail" for row in read["csv"][1:])
    told = {
        "junit": len(list(read["junit"].iter("failure"))),
        "sarif": len(_failures(read["sarif"])),
        "code-scanning": len(_failures(read["code-scanning"])),
        "oscal": sum(risk["status"] == "open" for each in read["oscal"]["results"] for risk in each["risks"]),
    }
    assert failed > 0
    assert told == dict.fromkeys(told, failed)


def test_all_formats_tell_of_the_waiver(judged: Path) -> None:
    read = {name: VALID[name]((judged / name).read_bytes()) for name in VALID}
    columns = read["csv"][0].index("result"), read["csv"][0].index("original_result")
    assert [[row[each] for each in columns] for row in read["csv"][1:] if row[columns[0]] != row[columns[1]]] == [
        ["pass", "fail"]
    ]
    assert "Ann Lee" in "".join(read["junit"].itertext())
    assert sum("suppressions" in each for run in read["sarif"]["runs"] for each in run["results"]) == 1
    assert not [each for run in read["code-scanning"]["runs"] for each in run["results"] if "suppressions" in each]
    status = [risk["status"] for each in read["oscal"]["results"] for risk in each["risks"]]
    assert status.count("deviation-approved") == 1
    assert "fail became pass by Ann Lee" in read["markdown"]


def _failures(log: Any) -> list[Any]:
    results = (each for run in log["runs"] for each in run["results"])
    return [each for each in results if each["kind"] == "fail" and "suppressions" not in each]


@pytest.fixture(scope="module")
def foreign(oscap: str, eks: Path, trees: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An asset report collection by oscap."""
    arf = tmp_path_factory.mktemp("foreign") / "arf.xml"
    profile = "xccdf_org.ssgproject.content_profile_cis-node"
    words: list[str | Path] = [oscap, "xccdf", "eval", "--profile", profile, "--results-arf", arf]
    ask([*words, eks / "ssg-eks-ds.xml"], trees["mixed"], makes=arf)
    return arf


@pytest.mark.parametrize("name", sorted(VALID))
def test_a_report_of_what_oscap_wrote_is_valid(scapkit: Run, foreign: Path, tmp_path: Path, name: str) -> None:
    told = tmp_path / "told"
    done = scapkit("report", foreign, "--format", name, "--output", told)
    assert (done.returncode, done.stderr) == (0, "")
    VALID[name](told.read_bytes())
