"""scapkit dump as a user types it."""

import json
import shutil
from pathlib import Path

import pytest

from scapkit.api import EvaluateOptions, evaluate
from scapkit.dumps.collection import LeftOut, Record, write_record
from shared import NOW, SAMPLES, Run


def outcomes(datastream: Path, dump: Path, profile: str) -> list[tuple[str, str]]:
    judged = evaluate(EvaluateOptions(str(datastream), str(dump), profile), NOW)
    return [(each.rule_id, each.outcome.value) for each in judged.evaluation.test_result.rule_results]


@pytest.mark.parametrize(("sample", "profile"), [("cluster", "cis"), ("node", "cis-node")])
def test_redacted_and_merged_dumps_are_judged_as_before(
    scapkit: Run, eks: Path, tmp_path: Path, sample: str, profile: str
) -> None:
    datastream = eks / "ssg-eks-ds.xml"
    redacted, merged = tmp_path / "redacted", tmp_path / "same.tar.zst"
    assert scapkit("dump", "redact", SAMPLES / sample, "--output", redacted).returncode == 0
    assert scapkit("dump", "merge", SAMPLES / sample, SAMPLES / sample, "--output", merged).returncode == 0
    before = outcomes(datastream, SAMPLES / sample, profile)
    assert outcomes(datastream, redacted, profile) == before
    assert outcomes(datastream, merged, profile) == before
    assert len({outcome for _, outcome in before}) > 2


def test_verify_exits_2_where_a_file_is_another_one(scapkit: Run, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    assert scapkit("dump", "merge", SAMPLES / "node", "--output", copy).returncode == 0
    done = scapkit("dump", "verify", copy)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "3 files intact, 0 problems\n"
    (copy / "files/var/lib/kubelet/kubeconfig").write_text("x")
    done = scapkit("dump", "verify", copy)
    assert (done.returncode, done.stderr) == (2, "")
    assert "changed-file" in done.stdout


def test_info_tells_whose_it_is_and_what_is_missing(scapkit: Run) -> None:
    done = scapkit("dump", "info", SAMPLES / "cluster")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("asset      shop-prod (eks-cluster)\n")
    assert "AccessDeniedException" in done.stdout


def test_a_collection_is_looked_at_verified_and_redacted_as_a_whole(scapkit: Run, eks: Path, tmp_path: Path) -> None:
    shop, other = tmp_path / "shop", tmp_path / "for-others"
    shutil.copytree(SAMPLES / "cluster", shop / "cluster")
    shutil.copytree(SAMPLES / "node", shop / "nodes/one")
    left_out = (LeftOut("fargate-1", "eks-node", "Fargate of 123456789012 runs it"),)
    (shop / "collection.json").write_bytes(write_record(Record("shop", "c", NOW, NOW, left_out)))
    told = scapkit("dump", "info", shop).stdout
    assert "collection shop: 2 dumps\n" in told
    assert "no dump of fargate-1 (eks-node): Fargate of 123456789012 runs it" in told
    assert "(eks-cluster)" in told and "(eks-node)" in told
    whole = json.loads(scapkit("dump", "info", shop, "--json").stdout)
    assert [each["asset"]["kind"] for each in whole["dumps"]] == ["eks-cluster", "eks-node"]
    assert scapkit("dump", "redact", shop, "--output", other).returncode == 0
    done = scapkit("dump", "verify", other)
    assert (done.returncode, done.stderr) == (0, "")
    assert "123456789012" not in "".join(each.read_text("utf-8", "replace") for each in other.rglob("*.json"))
    assert outcomes(eks / "ssg-eks-ds.xml", other / "nodes/one", "cis-node") == outcomes(
        eks / "ssg-eks-ds.xml", SAMPLES / "node", "cis-node"
    )
    again = scapkit("dump", "redact", shop, "--output", other)
    assert (again.returncode, "dump-exists" in again.stderr) == (1, True)


def test_a_stream_is_an_archive(scapkit: Run, tmp_path: Path) -> None:
    import subprocess
    import sys

    command = [sys.executable, "-m", "scapkit", "dump", "redact", str(SAMPLES / "node"), "--output", "-"]
    (tmp_path / "d.tar.gz").write_bytes(subprocess.run(command, capture_output=True, check=True).stdout)
    assert scapkit("dump", "verify", tmp_path / "d.tar.gz").returncode == 0


@pytest.mark.parametrize(
    "words", [("info", "nowhere"), ("verify", "."), ("merge", "nowhere", "--output", "x"), ("redact", ".")]
)
def test_what_cannot_be_done_is_one_line(scapkit: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    done = scapkit("dump", *words, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("deed", ["info", "verify", "redact", "merge"])
def test_every_deed_has_help_with_an_example(scapkit: Run, deed: str) -> None:
    done = scapkit("dump", deed, "--help")
    assert done.returncode == 0
    assert f"scapkit dump {deed}" in done.stdout.partition("example:")[2]
