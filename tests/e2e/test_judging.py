"""`scapkit evaluate` as a user types it: outputs, exit codes, missing evidence, bad input."""

import json
import os
import shutil
import subprocess
import tarfile
from pathlib import Path

from lxml import etree

from outcomes import outcomes
from reference import ask
from scapkit.api import EvaluateOptions, evaluate, validate
from shared import NOW, SAMPLES, Run


def test_all_outputs_are_written_and_valid(scapkit: Run, eks: Path, schemas: Path, tmp_path: Path) -> None:
    words = [
        "--arf",
        "a.xml",
        "--xccdf-results",
        "x.xml",
        "--oval-results",
        "o.xml",
        "--html",
        "r.html",
        "--json",
        "r.json",
    ]
    dump = ("--profile", "cis", "--dump", SAMPLES / "cluster")
    done = scapkit("evaluate", eks / "ssg-eks-ds.xml", *dump, *words, cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    assert "fail" in done.stdout and "score" in done.stdout
    files = [str(path) for path in sorted(tmp_path.glob("*.xml"))]
    assert len(files) >= 3
    assert validate(files, str(schemas), {}).problems == ()
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert "<html" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_oscap_reads_the_arf_and_renders_its_report(
    oscap: str, eks: Path, trees: dict[str, Path], tmp_path: Path
) -> None:
    arf, report = tmp_path / "arf.xml", tmp_path / "report.html"
    evaluate(EvaluateOptions(str(eks / "ssg-eks-ds.xml"), str(trees["mixed"]), "cis-node", arf=str(arf)), NOW)
    info = subprocess.run([oscap, "info", arf], capture_output=True, text=True, check=True)
    assert "Result Data Stream" in info.stdout and "profile_cis-node" in info.stdout
    done = subprocess.run(
        [oscap, "xccdf", "generate", "report", "--output", report, arf], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    page = report.read_text(encoding="utf-8")
    assert "Verify Permissions on The Kubelet Configuration File" in page
    assert "/etc/kubernetes/kubelet/kubelet-config.json" in page


def test_the_arf_carries_the_datastream_byte_for_byte(eks: Path, trees: dict[str, Path], tmp_path: Path) -> None:
    arf = tmp_path / "arf.xml"
    evaluate(EvaluateOptions(str(eks / "ssg-eks-ds.xml"), str(trees["mixed"]), "cis", arf=str(arf)), NOW)
    source = (eks / "ssg-eks-ds.xml").read_bytes().partition(b"?>\n")[2].strip()
    assert source in arf.read_bytes()


def test_the_same_evaluation_gives_the_same_bytes(eks: Path, trees: dict[str, Path], tmp_path: Path) -> None:
    written = []
    for name in ("a", "b"):
        arf, html = tmp_path / f"{name}.xml", tmp_path / f"{name}.html"
        options = EvaluateOptions(str(eks / "ssg-eks-ds.xml"), str(trees["mixed"]), "cis", arf=str(arf), html=str(html))
        evaluate(options, NOW)
        written.append((arf.read_bytes(), html.read_bytes()))
    assert written[0] == written[1]


def test_where_a_dump_lies_leaves_no_trace_in_the_results(eks: Path, tmp_path: Path) -> None:
    written = []
    for name, stamp in (("a", 1_000_000_000), ("b", 1_500_000_000)):
        dump, arf = tmp_path / name / "shop-prod", tmp_path / f"{name}.xml"
        shutil.copytree(SAMPLES / "cluster", dump)
        for path in dump.rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o600)
            os.utime(path, (stamp, stamp))
        evaluate(EvaluateOptions(str(eks / "ssg-eks-ds.xml"), str(dump), "cis", arf=str(arf)), NOW)
        written.append(arf.read_bytes())
    assert written[0] == written[1]


def test_exit_code_0_means_that_all_selected_rules_passed(scapkit: Run, eks: Path, trees: dict[str, Path]) -> None:
    done = scapkit("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis-node", "--dump", trees["passing"])
    assert (done.returncode, done.stderr) == (0, "")


def test_a_whole_profile_id_is_taken_too(scapkit: Run, eks: Path, trees: dict[str, Path]) -> None:
    whole = "xccdf_org.ssgproject.content_profile_cis-node"
    done = scapkit("evaluate", eks / "ssg-eks-ds.xml", "--profile", whole, "--dump", trees["failing"], "--quiet")
    assert (done.returncode, done.stdout) == (2, "")


def test_rules_can_be_chosen_and_left_out(eks: Path, trees: dict[str, Path]) -> None:
    only = outcomes(eks, trees["passing"], "cis-node", rules=("kubelet_anonymous_auth",))
    assert list(only) == ["kubelet_anonymous_auth"]
    rest = outcomes(eks, trees["passing"], "cis-node", skip_rules=("kubelet_anonymous_auth",))
    assert "kubelet_anonymous_auth" not in rest and len(rest) == 14


TAILORING = """<Tailoring xmlns="http://checklists.nist.gov/xccdf/1.2" id="xccdf_t_tailoring_t">
<benchmark href="ssg-eks-ds.xml"/><version time="2026-01-01T00:00:00">1</version>
<Profile id="xccdf_t_profile_mine" extends="xccdf_org.ssgproject.content_profile_cis-node"><title>Mine</title>
<select idref="xccdf_org.ssgproject.content_rule_kubelet_anonymous_auth" selected="false"/></Profile></Tailoring>"""


def test_a_tailoring_changes_the_selection_and_is_recorded(eks: Path, trees: dict[str, Path], tmp_path: Path) -> None:
    file = tmp_path / "tailoring.xml"
    file.write_text(TAILORING, encoding="utf-8")
    assert len(outcomes(eks, trees["passing"], "mine", tailoring=str(file))) == 14
    assert len(outcomes(eks, trees["passing"], "", tailoring=str(file))) == 14
    options = EvaluateOptions(str(eks / "ssg-eks-ds.xml"), str(trees["passing"]), "mine", str(file))
    assert evaluate(options, NOW).evaluation.test_result.tailoring is not None


def test_a_tailoring_that_refines_in_vain_is_told(
    scapkit: Run, eks: Path, trees: dict[str, Path], tmp_path: Path
) -> None:
    file = tmp_path / "tailoring.xml"
    refine = '<refine-value idref="xccdf_org.ssgproject.content_value_ocp_data_root" selector="nope"/>'
    file.write_text(TAILORING.replace("</Profile>", f"{refine}</Profile>"), encoding="utf-8")
    words = ("--tailoring", file, "--dump", trees["passing"], "--quiet")
    done = scapkit("evaluate", eks / "ssg-eks-ds.xml", *words)
    assert done.returncode == 0
    assert "warning" in done.stderr and "unknown-selector" in done.stderr
    told = scapkit("evaluate", eks / "ssg-eks-ds.xml", *words[:-1]).stdout.splitlines()[0]
    assert told.endswith(": Mine (mine)")


def test_a_dump_to_which_nothing_applies_is_told(scapkit: Run, eks: Path, tmp_path: Path) -> None:
    asked = ("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis-node", "--dump", tmp_path, "--quiet")
    done = scapkit(*asked)
    assert done.returncode == 0 and "nothing-applies" in done.stderr


def test_the_evidence_tells_by_whom_and_when_it_was_collected(eks: Path, tmp_path: Path) -> None:
    html = tmp_path / "r.html"
    options = EvaluateOptions(str(eks / "ssg-eks-ds.xml"), str(SAMPLES / "cluster"), "cis", html=str(html))
    facts = {
        name.rpartition(":")[2]: value for name, _, value in evaluate(options, NOW).evaluation.test_result.target_facts
    }
    assert (facts["collector"], facts["collected"]) == ("scapkit 0.1.0", "2026-11-20T09:00:09Z")
    assert "2026-11-20T09:00:09Z" in html.read_text(encoding="utf-8")


def test_a_dump_is_judged_alike_as_folder_and_as_tar(eks: Path, tmp_path: Path) -> None:
    archive = tmp_path / "cluster.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(SAMPLES / "cluster", arcname=".")
    assert outcomes(eks, archive, "cis") == outcomes(eks, SAMPLES / "cluster", "cis")


def test_the_samples_show_passes_fails_and_unknowns(eks: Path) -> None:
    cluster = set(outcomes(eks, SAMPLES / "cluster", "cis-1.8").values())
    node = set(outcomes(eks, SAMPLES / "node", "cis-node").values())
    assert {"pass", "fail", "unknown", "notchecked"} <= cluster
    assert {"pass", "fail", "unknown"} <= node


def test_xccdf_results_hold_the_benchmark_and_the_result(eks: Path, trees: dict[str, Path], tmp_path: Path) -> None:
    results = tmp_path / "x.xml"
    options = EvaluateOptions(str(eks / "ssg-eks-ds.xml"), str(trees["mixed"]), "cis", xccdf_results=str(results))
    evaluate(options, NOW)
    root = etree.parse(results).getroot()
    assert str(root[-1].tag).endswith("}TestResult")


def test_a_benchmark_beside_its_parts_gives_the_same_verdicts(eks: Path, trees: dict[str, Path]) -> None:
    alone = evaluate(EvaluateOptions(str(eks / "ssg-eks-xccdf.xml"), str(trees["mixed"]), "cis"), NOW)
    whole = evaluate(EvaluateOptions(str(eks / "ssg-eks-ds.xml"), str(trees["mixed"]), "cis"), NOW)
    assert [r.outcome for r in alone.evaluation.test_result.rule_results] == [
        r.outcome for r in whole.evaluation.test_result.rule_results
    ]


def test_definitions_are_judged_without_a_benchmark(
    scapkit: Run, oscap: str, eks: Path, trees: dict[str, Path], schemas: Path, tmp_path: Path
) -> None:
    results = tmp_path / "results.xml"
    done = scapkit("evaluate", eks / "ssg-eks-cpe-oval.xml", "--dump", trees["mixed"], "--oval-results", results)
    assert done.returncode == 0, done.stderr
    theirs = ask([oscap, "oval", "eval", eks / "ssg-eks-cpe-oval.xml"], trees["mixed"])
    expected = {line.split()[1].rstrip(":"): line.split()[2] for line in theirs.stdout.splitlines() if ": " in line}
    lines = [line.split() for line in done.stdout.splitlines() if " oval:" in line]
    assert {line[2]: line[0] for line in lines} == expected
    assert set(expected.values()) == {"true", "false"}
    assert validate([str(results)], str(schemas), {}).problems == ()


def test_definitions_alone_take_no_profile(scapkit: Run, eks: Path, trees: dict[str, Path]) -> None:
    done = scapkit("evaluate", eks / "ssg-eks-oval.xml", "--dump", trees["mixed"], "--profile", "cis")
    assert done.returncode == 1 and "--profile needs a benchmark" in done.stderr
