"""Reports in any format, as a user asks for them."""

import json
import shutil
from pathlib import Path

import pytest

from scapkit.dumps.collection import Record, write_record
from shared import NOW, REPOSITORY, Run

SAMPLES = REPOSITORY / "content/eks/samples"


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """A cluster with a node."""
    made = tmp_path / "shop"
    shutil.copytree(SAMPLES / "cluster", made / "cluster")
    shutil.copytree(SAMPLES / "node", made / "nodes" / "one")
    (made / "collection.json").write_bytes(write_record(Record("shop", "c", NOW, NOW)))
    return made


def test_a_report_of_one_asset_is_a_file(scapkit: Run, eks: Path, tmp_path: Path) -> None:
    told, asked = tmp_path / "told.txt", ("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis")
    done = scapkit(*asked, "--dump", SAMPLES / "cluster", "--report", f"text={told}", "--quiet")
    assert done.returncode == 2, done.stderr
    assert "CIS Amazon" in told.read_text(encoding="utf-8")


def test_a_format_that_holds_several_assets_writes_one_file_of_a_collection(
    scapkit: Run, eks: Path, collection: Path, tmp_path: Path
) -> None:
    told, each = tmp_path / "told.txt", tmp_path / "each"
    reports = ("--report", f"text={told}", "--report", f"json={each}", "--quiet")
    done = scapkit("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis", "--dump", collection, *reports)
    assert done.returncode == 2, done.stderr
    assert told.read_text(encoding="utf-8").count("score ") >= 2
    names = sorted(str(path.relative_to(each)) for path in each.rglob("*.json"))
    assert names == ["cluster.json", "nodes/one.json"]
    assert json.loads((each / "cluster.json").read_bytes())["format"] == "scapkit-report"


@pytest.mark.parametrize(
    ("report", "said"),
    [
        ("txt=a", "unknown-format: there is no report format txt (did you mean text?)"),
        ("text", "malformed-report: text is not FORMAT=FILE (such as csv=report.csv)"),
        ("=a", "malformed-report: =a is not FORMAT=FILE"),
        ("..text=a", "unknown-format: there is no report format ..text"),
    ],
)
def test_a_report_that_cannot_be_is_told(scapkit: Run, eks: Path, tmp_path: Path, report: str, said: str) -> None:
    done = scapkit("evaluate", eks / "ssg-eks-ds.xml", "--dump", tmp_path, "--report", report)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr


def test_a_report_that_lacks_the_account_is_written_and_says_so(scapkit: Run, eks: Path, tmp_path: Path) -> None:
    (tmp_path / "tree/etc").mkdir(parents=True)
    told = tmp_path / "asff.json"
    asked = ("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis-node", "--dump", tmp_path / "tree")
    done = scapkit(*asked, "--report", f"asff={told}", "--quiet")
    assert f"warning: {told}: missing-facts: nothing tells an asset's AWS account and region" in done.stderr
    assert {each["AwsAccountId"] for each in json.loads(told.read_bytes())} == {"000000000000"}


def test_findings_of_a_collection_name_what_they_are_about(
    scapkit: Run, eks: Path, collection: Path, tmp_path: Path
) -> None:
    reports = {name: tmp_path / name for name in ("asff", "ocsf", "hdf", "cklb")}
    words = [word for name, path in reports.items() for word in ("--report", f"{name}={path}")]
    done = scapkit("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis", "--dump", collection, *words, "--quiet")
    assert done.returncode == 2, done.stderr
    assert "missing-facts" not in done.stderr
    findings = json.loads(reports["asff"].read_bytes())
    assert {each["Resources"][0]["Type"] for each in findings} == {"AwsEksCluster", "AwsEc2Instance"}
    ids = [each["Id"] for each in findings]
    assert len(set(ids)) == len(ids)
    events = [json.loads(line) for line in reports["ocsf"].read_text(encoding="utf-8").splitlines()]
    assert [each["finding_info"]["uid"] for each in events] == ids
    for name in ("hdf", "cklb"):
        files = sorted(path for path in reports[name].rglob("*") if path.is_file())
        assert len(files) == 2
        assert all(json.loads(path.read_bytes()) for path in files)


@pytest.mark.parametrize("name", ["asff", "ocsf", "hdf", "cklb"])
def test_a_report_on_the_arf_is_the_same(scapkit: Run, eks: Path, tmp_path: Path, name: str) -> None:
    first, again, arf = tmp_path / "first", tmp_path / "again", tmp_path / "arf.xml"
    asked = ("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis-1.8", "--dump", SAMPLES / "cluster")
    done = scapkit(*asked, "--arf", arf, "--report", f"{name}={first}", "--quiet")
    assert done.returncode == 2, done.stderr
    done = scapkit("report", arf, "--format", name, "--output", again)
    assert (done.returncode, done.stderr) == (0, "")
    assert again.read_bytes() == first.read_bytes()


def test_results_without_an_account_are_told_again(scapkit: Run, eks: Path, tmp_path: Path) -> None:
    (tmp_path / "tree/etc").mkdir(parents=True)
    asked = ("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis-node", "--dump", tmp_path / "tree")
    scapkit(*asked, "--arf", tmp_path / "arf.xml", "--quiet")
    for output in (("--output", tmp_path / "out"), ()):
        done = scapkit("report", tmp_path / "arf.xml", "--format", "asff", *output)
        assert done.returncode == 0
        assert "missing-facts: nothing tells an asset's AWS account and region" in done.stderr
