"""`scapkit evaluate` as a user types it: outputs, exit codes, missing evidence, bad input."""

import json
import os
import shutil
import subprocess
import tarfile
from pathlib import Path

from lxml import etree

from scapkit.api import EvaluateOptions, evaluate, validate
from shared import NOW, SAMPLES, Run


def outcomes(eks: Path, dump: Path, profile: str, **more: object) -> dict[str, str]:
    options = EvaluateOptions(str(eks / "ssg-eks-ds.xml"), str(dump), profile, **more)  # type: ignore[arg-type]
    results = evaluate(options, NOW).evaluation.test_result.rule_results
    return {
        each.rule_id.rpartition("_rule_")[2]: str(each.outcome) for each in results if each.outcome != "notselected"
    }


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


def test_a_dump_is_judged_alike_as_folder_and_as_tar(eks: Path, tmp_path: Path) -> None:
    archive = tmp_path / "cluster.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(SAMPLES / "cluster", arcname=".")
    assert outcomes(eks, archive, "cis") == outcomes(eks, SAMPLES / "cluster", "cis")


def refused(folder: Path, name: str) -> Path:
    """A copy of a sample dump in which every requirement was refused and no answer is left."""
    target = folder / name
    target.mkdir(parents=True)
    manifest = json.loads((SAMPLES / name / "manifest.json").read_text(encoding="utf-8"))
    for each in manifest["requirements"]:
        each.update(status="forbidden", code="403", path="", sha256="", size=-1, message="not allowed")
    (target / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return target


def test_with_every_call_forbidden_nothing_passes_and_nothing_fails(eks: Path, tmp_path: Path) -> None:
    found = outcomes(eks, refused(tmp_path, "cluster"), "cis")
    assert len(found) == 17
    assert set(found.values()) <= {"unknown", "notchecked"}
    assert found["configure_network_policies_namespaces"] == "unknown"


def test_a_node_from_which_nothing_was_collected_neither_passes_nor_fails(eks: Path, tmp_path: Path) -> None:
    found = outcomes(eks, refused(tmp_path, "node"), "cis-node")
    assert (len(found), set(found.values())) == (15, {"unknown"})


def test_an_empty_manifest_neither_passes_nor_fails(eks: Path, tmp_path: Path) -> None:
    dump = refused(tmp_path, "node")
    manifest = json.loads((dump / "manifest.json").read_text(encoding="utf-8"))
    (dump / "manifest.json").write_text(json.dumps({**manifest, "requirements": []}), encoding="utf-8")
    assert set(outcomes(eks, dump, "cis-node").values()) == {"unknown"}


def without(dump: Path, folder: Path, *members: str) -> Path:
    """A copy of a node dump whose files.jsonl lacks these members of every line."""
    shutil.copytree(dump, folder)
    lines = [json.loads(line) for line in (folder / "files.jsonl").read_text(encoding="utf-8").splitlines()]
    kept = [{name: value for name, value in line.items() if name not in members} for line in lines]
    (folder / "files.jsonl").write_text("\n".join(map(json.dumps, kept)), encoding="utf-8")
    return folder


def test_an_owner_or_mode_that_was_not_collected_is_unknown(eks: Path, tmp_path: Path) -> None:
    rules = {f"file_{name}_worker_kubeconfig" for name in ("owner", "groupowner", "permissions")}
    bare = without(SAMPLES / "node", tmp_path / "bare", "uid", "gid", "mode")
    silent = tmp_path / "silent"
    shutil.copytree(SAMPLES / "node", silent)
    (silent / "files.jsonl").unlink()
    for dump in (bare, silent):
        found = outcomes(eks, dump, "cis-node")
        assert {found[rule] for rule in rules} == {"unknown"}
        assert found["kubelet_anonymous_auth"] == "pass"


def test_a_file_that_the_manifest_does_not_mention_is_no_evidence(eks: Path, tmp_path: Path) -> None:
    dump = tmp_path / "node"
    shutil.copytree(SAMPLES / "node", dump)
    manifest = json.loads((dump / "manifest.json").read_text(encoding="utf-8"))
    (dump / "manifest.json").write_text(json.dumps({**manifest, "requirements": []}), encoding="utf-8")
    assert set(outcomes(eks, dump, "cis-node").values()) == {"unknown"}


def test_an_unknown_tells_what_was_missing(scapkit: Run, eks: Path, tmp_path: Path) -> None:
    done = scapkit("evaluate", eks / "ssg-eks-ds.xml", "--profile", "cis", "--dump", refused(tmp_path, "cluster"))
    assert done.returncode == 2
    assert "403" in done.stdout and "/version" in done.stdout


def test_the_samples_show_passes_fails_and_unknowns(eks: Path) -> None:
    cluster = set(outcomes(eks, SAMPLES / "cluster", "cis").values())
    node = set(outcomes(eks, SAMPLES / "node", "cis-node").values())
    assert {"pass", "fail", "notchecked"} <= cluster
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


def test_a_damaged_answer_is_unknown_with_its_reason(eks: Path, tmp_path: Path) -> None:
    dump = tmp_path / "node"
    shutil.copytree(SAMPLES / "node", dump)
    kubelet = dump / "files" / "tmp" / "runtime" / "openscap-kubeletconfig"
    kubelet.write_text(kubelet.read_text(encoding="utf-8").replace("true", "false"), encoding="utf-8")
    assert outcomes(eks, dump, "cis-node")["kubelet_anonymous_auth"] == "unknown"


def test_definitions_are_judged_without_a_benchmark(
    scapkit: Run, oscap: str, eks: Path, trees: dict[str, Path], schemas: Path, tmp_path: Path
) -> None:
    results = tmp_path / "results.xml"
    done = scapkit("evaluate", eks / "ssg-eks-cpe-oval.xml", "--dump", trees["mixed"], "--oval-results", results)
    assert done.returncode == 0, done.stderr
    theirs = subprocess.run(
        [oscap, "oval", "eval", eks / "ssg-eks-cpe-oval.xml"],
        env={**os.environ, "OSCAP_PROBE_ROOT": str(trees["mixed"])},
        capture_output=True,
        text=True,
        check=True,
    )
    expected = {line.split()[1].rstrip(":"): line.split()[2] for line in theirs.stdout.splitlines() if ": " in line}
    assert {line.split()[2]: line.split()[0] for line in done.stdout.splitlines()} == expected
    assert set(expected.values()) == {"true", "false"}
    assert validate([str(results)], str(schemas), {}).problems == ()


def test_definitions_alone_take_no_profile(scapkit: Run, eks: Path, trees: dict[str, Path]) -> None:
    done = scapkit("evaluate", eks / "ssg-eks-oval.xml", "--dump", trees["mixed"], "--profile", "cis")
    assert done.returncode == 1 and "--profile needs a benchmark" in done.stderr
