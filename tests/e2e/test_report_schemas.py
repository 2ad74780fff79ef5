"""Reports of a whole collection as a user gets them, each valid by the schema of its format."""

import shutil
from pathlib import Path

import pytest

from reference import ask
from report_schemas import VALID
from scapkit.dumps.collection import Record, write_record
from shared import NOW, SAMPLES, Run


@pytest.fixture(scope="module")
def judged(scapkit: Run, eks: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cluster with two nodes, judged: a report in each format, named by it."""
    folder = tmp_path_factory.mktemp("judged")
    shutil.copytree(SAMPLES / "cluster", folder / "shop/cluster")
    for name in ("one", "two"):
        shutil.copytree(SAMPLES / "node", folder / "shop/nodes" / name)
    (folder / "shop/collection.json").write_bytes(write_record(Record("shop", "c", NOW, NOW)))
    reports = [part for name in VALID for part in ("--report", f"{name}={folder / name}")]
    asked = ("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis", "--dump", folder / "shop", "--quiet", *reports)
    done = scapkit(*asked)
    assert done.returncode == 2, done.stderr
    return folder


@pytest.mark.parametrize("name", sorted(VALID))
def test_a_report_of_a_collection_is_valid(judged: Path, name: str) -> None:
    data = (judged / name).read_bytes()
    VALID[name](data)
    assert b"shop-prod" in data


def test_all_formats_tell_of_the_same_failures(judged: Path) -> None:
    rows = VALID["csv"]((judged / "csv").read_bytes())
    failed = sum(row[rows[0].index("result")] == "fail" for row in rows[1:])
    told = {
        "junit": len(list(VALID["junit"]((judged / "junit").read_bytes()).iter("failure"))),
        "sarif": _failures(VALID["sarif"]((judged / "sarif").read_bytes())),
        "code-scanning": _failures(VALID["sarif"]((judged / "code-scanning").read_bytes())),
        "oscal": sum(len(each["risks"]) for each in VALID["oscal"]((judged / "oscal").read_bytes())["results"]),
    }
    assert failed > 0
    assert told == dict.fromkeys(told, failed)


def _failures(log: dict[str, list[dict[str, list[dict[str, str]]]]]) -> int:
    return sum(each["kind"] == "fail" for run in log["runs"] for each in run["results"])


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
