"""A collection judged as a user types it: each asset by its profile, one summary, files for each asset."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from reference import ask
from scapkit.api import EvaluateOptions
from scapkit.api.evaluating.fleet import evaluate_fleet
from scapkit.dumps.collection import LeftOut, Record, write_record
from shared import NOW, REPOSITORY, Run

SAMPLES = REPOSITORY / "content/eks/samples"
ANONYMOUS = "kubelet_anonymous_auth"


def node(collection: Path, name: str, **kubelet: Any) -> Path:
    """A node like the sample, with another name and maybe settings of its kubelet."""
    made = collection / "nodes" / name
    shutil.copytree(SAMPLES / "node", made)
    manifest = json.loads((made / "manifest.json").read_bytes())
    manifest["asset"]["name"] = name
    if kubelet:
        file = made / "files/tmp/runtime/openscap-kubeletconfig"
        found = json.loads(file.read_bytes())
        file.write_text(json.dumps({"kubeletconfig": {**found["kubeletconfig"], **kubelet}}), encoding="utf-8")
        for each in manifest["requirements"]:
            each.pop("sha256", None)
            each.pop("size", None)
    (made / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return made


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """A cluster, and four nodes of which one lets anybody in."""
    made = tmp_path / "shop"
    shutil.copytree(SAMPLES / "cluster", made / "cluster")
    for number in range(3):
        node(made, f"ip-{number}")
    node(made, "ip-odd", authentication={"anonymous": {"enabled": True}})
    record = Record("shop", "c", NOW, NOW, (LeftOut("fargate-1", "eks-node", "Fargate runs it"),))
    (made / "collection.json").write_bytes(write_record(record))
    return made


def judged(eks: Path, collection: Path, *profiles: str, **more: Any) -> Any:
    """What a collection comes to."""
    options = EvaluateOptions(str(eks / "ssg-eks-ds.xml"), str(collection), **more)
    return evaluate_fleet(options, (str(collection),), profiles or ("cis",), NOW)


def test_each_asset_is_judged_by_its_profile_and_the_odd_one_out_is_named(
    scapkit: Run, eks: Path, collection: Path
) -> None:
    done = scapkit("evaluate", eks / "ssg-eks-ds.xml", "--dump", collection, "--profile", "cis")
    assert (done.returncode, done.stderr) == (2, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "shop-prod: CIS Amazon Elastic Kubernetes Service Benchmark - Platform (cis)"
    assert "4 assets: CIS Amazon Elastic Kubernetes Service (EKS) Benchmark - Node (cis-node)" in lines
    at = next(number for number, line in enumerate(lines) if f" {ANONYMOUS} " in line)
    assert lines[at].startswith("fail ") and lines[at].endswith("1 of 4 fail, 3 pass")
    assert lines[at + 1].strip() == "fail: ip-odd"
    assert "    on all 4 assets" in lines
    assert lines[-1] == "shop: 6 assets: 1 by cis, 4 by cis-node, 1 not judged"
    assert lines[lines.index("not judged:") + 1 :][:2] == ["  fargate-1", "    Fargate runs it"]


def test_a_collection_comes_to_what_its_dumps_come_to_one_by_one(scapkit: Run, eks: Path, collection: Path) -> None:
    found = judged(eks, collection, html=str(collection.parent / "pages"), json=str(collection.parent / "all.json"))
    whole = json.loads((collection.parent / "all.json").read_bytes())
    assert {each["place"] for each in whole["assets"]} == {"cluster", *(f"nodes/ip-{n}" for n in (0, 1, 2, "odd"))}
    for asset in whole["assets"]:
        single = collection.parent / "single.json"
        given = ("--dump", collection / asset["place"], "--profile", asset["profile"], "--json", single, "--quiet")
        scapkit("evaluate", eks / "ssg-eks-ds.xml", *given)
        alone = {each["short_id"]: each["result"] for each in json.loads(single.read_bytes())["rules"]}
        assert {each["short_id"]: each["result"] for each in asset["rules"]} == alone
    assert (found.exit_code, whole["not_judged"][0]["name"]) == (2, "fargate-1")
    names = {ANONYMOUS: {"fail": ["ip-odd"]}}
    rules = {each["short_id"]: each for profile in whole["profiles"] for each in profile["rules"]}
    assert {name: rules[name]["others"] for name in names} == names


def test_of_a_rule_that_failed_it_is_no_reason_that_nobody_was_asked(eks: Path, collection: Path) -> None:
    cluster = judged(eks, collection, "cis-1.8").fleet.assets[0]
    reasons = {rule.short_id: rule.reasons for rule in cluster.outline.rules if rule.outcome == "fail"}
    assert not [text for texts in reasons.values() for text in texts if text.startswith("needs an answer")]
    assert reasons["audit_logging"] == ()
    assert reasons["approved_registries"] == ("an answer to approved_registries can accept what was found",)


def test_a_tailoring_of_one_of_several_profiles_is_not_given_in_vain(eks: Path, collection: Path) -> None:
    prefix = "xccdf_org.ssgproject.content_"
    file = collection.parent / "tailoring.xml"
    file.write_text(
        f'<Tailoring xmlns="http://checklists.nist.gov/xccdf/1.2" id="{prefix}tailoring_t">'
        f'<version time="{NOW}">1</version><Profile id="{prefix}profile_ours" extends="{prefix}profile_cis">'
        "<title>Ours</title></Profile></Tailoring>",
        encoding="utf-8",
    )
    found = judged(eks, collection, "ours", "cis-node", tailoring=str(file))
    assert [(kin.profile_id, len(kin.assets)) for kin in found.fleet.kin] == [("ours", 1), ("cis-node", 4)]
    assert "unused-tailoring" not in {each.code for each in found.warnings}
    vain = judged(eks, collection, "cis", "cis-node", tailoring=str(file))
    assert "unused-tailoring" in {each.code for each in vain.warnings}


def test_a_named_rule_is_judged_on_those_assets_alone_whose_profile_has_it(eks: Path, collection: Path) -> None:
    found = judged(eks, collection, "cis", rules=("audit_logging",))
    assert [(kin.profile_id, len(kin.assets)) for kin in found.fleet.kin] == [("cis", 1)]
    reasons = {reason for each in found.fleet.unjudged for reason in each.reasons}
    assert "its profile has none of the rules that were asked for" in reasons


def test_files_of_assets_are_in_folders_and_the_summary_page_links_to_them(
    scapkit: Run, eks: Path, collection: Path, tmp_path: Path
) -> None:
    outputs = ("--arf", "out", "--xccdf-results", "out", "--oval-results", "out", "--html", "out", "--json", "all.json")
    words = ("evaluate", eks / "ssg-eks-ds.xml", "--dump", "shop", "--profile", "cis", "--quiet", *outputs)
    assert scapkit(*words, cwd=tmp_path).returncode == 2
    made = sorted(str(each.relative_to(tmp_path / "out")) for each in (tmp_path / "out").rglob("*") if each.is_file())
    ends = ("-arf.xml", "-oval-1.xml", "-oval.xml", "-xccdf.xml", ".html")
    assert {f"cluster{end}" for end in ends} <= set(made) and {f"nodes/ip-odd{end}" for end in ends} <= set(made)
    page = (tmp_path / "out/index.html").read_text(encoding="utf-8")
    assert 'href="./nodes/ip-odd.html"' in page and "Fargate runs it" in page
    assert sorted(each.name for each in tmp_path.iterdir()) == ["all.json", "out", "shop"]
    before = {each: (tmp_path / "out" / each).read_bytes() for each in made}
    environment = {"SOURCE_DATE_EPOCH": "1795689000"}
    for _ in range(2):
        assert scapkit(*words, cwd=tmp_path, **environment).returncode == 2
        again = {each: (tmp_path / "out" / each).read_bytes() for each in made}
        assert again.keys() == before.keys()
        before, same = again, again == before
    assert same


def test_the_arf_of_each_asset_is_valid_and_oscap_reads_it(
    scapkit: Run, oscap: str, eks: Path, collection: Path, tmp_path: Path
) -> None:
    judged(eks, collection, arf=str(tmp_path / "arf"))
    files = sorted((tmp_path / "arf").rglob("*.xml"))
    assert len(files) == 5
    assert scapkit("validate", *files).returncode == 0
    names = [etree.parse(str(each)).findtext(".//{*}TestResult/{*}target") for each in files]
    assert names == ["shop-prod", "ip-0", "ip-1", "ip-2", "ip-odd"]
    done = ask([oscap, "ds", "rds-validate", files[1]])
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("outputs", "code"), [
    (("--arf", "shop/arf"), "output-collision"),
    (("--json", "shop/x.json"), "output-collision"),
    (("--arf", "file"), "unwritable-file"),
    (("--html", "out", "--json", "out/index.html"), "output-collision"),
])  # fmt: skip
def test_what_cannot_be_written_leaves_nothing_behind(
    scapkit: Run, eks: Path, collection: Path, tmp_path: Path, outputs: tuple[str, ...], code: str
) -> None:
    (tmp_path / "file").write_bytes(b"")
    words = ("evaluate", eks / "ssg-eks-ds.xml", "--dump", "shop", "--profile", "cis", *outputs)
    done = scapkit(*words, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1) and code in done.stderr
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file", "shop"]
    assert (tmp_path / "file").read_bytes() == b""


def test_an_asset_to_which_no_profile_applies_is_listed_with_the_reason(eks: Path, collection: Path) -> None:
    fleet = judged(eks, collection, "cis-node").fleet
    assert [kin.profile_id for kin in fleet.kin] == ["cis-node"]
    listed = fleet.unjudged[0]
    assert listed.name == "shop-prod" and listed.reasons[0].startswith("cis-node may not apply: ")


def test_of_several_profiles_the_first_whose_platform_applies_is_taken(eks: Path, collection: Path) -> None:
    fleet = judged(eks, collection, "cis-node", "cis").fleet
    assert {kin.profile_id: len(kin.assets) for kin in fleet.kin} == {"cis": 1, "cis-node": 4}


def test_an_asset_of_which_everything_was_refused_is_unknown_by_its_own_profile(eks: Path, collection: Path) -> None:
    for place in (collection / "cluster", collection / "nodes/ip-0"):
        manifest = json.loads((place / "manifest.json").read_bytes())
        for each in manifest["requirements"]:
            each |= {"status": "forbidden", "code": "403"}
        (place / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        (place / "files.jsonl").unlink()
    found = judged(eks, collection)
    by_name = {each.name: each for each in found.fleet.assets}
    assert (by_name["shop-prod"].profile_id, by_name["ip-0"].profile_id) == ("cis", "cis-node")
    for name in ("shop-prod", "ip-0"):
        assert {rule.outcome for rule in by_name[name].outline.rules} <= {"unknown", "notchecked"}


def test_one_that_cannot_be_read_is_told_and_the_others_are_judged(eks: Path, collection: Path) -> None:
    (collection / "nodes/ip-1/manifest.json").write_bytes(b"{")
    found = judged(eks, collection)
    assert (found.exit_code, len(found.fleet.assets)) == (2, 4)
    assert "malformed-json" in found.fleet.unjudged[0].reasons[0]


def test_a_collection_that_was_not_finished_never_ends_well(eks: Path, collection: Path) -> None:
    shutil.rmtree(collection / "cluster")
    shutil.rmtree(collection / "nodes")
    node(collection, "ip-0")
    finished = judged(eks, collection, rules=(ANONYMOUS,))
    assert finished.exit_code == 0
    (collection / "collection.json").write_bytes(write_record(Record("shop", "c", NOW)))
    found = judged(eks, collection, rules=(ANONYMOUS,))
    assert found.exit_code == 2 and "not collected to its end" in found.fleet.missing[0]


def test_several_dumps_are_judged_side_by_side(scapkit: Run, eks: Path, collection: Path, tmp_path: Path) -> None:
    shutil.copytree(collection, tmp_path / "other/shop")
    words = ("--dump", collection, "--dump", tmp_path / "other/shop", "--dump", SAMPLES / "node", "--profile", "cis")
    done = scapkit("evaluate", eks / "ssg-eks-ds.xml", *words, "--arf", "arf", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout.splitlines()[-1] == "3 dumps: 13 assets: 2 by cis, 9 by cis-node, 2 not judged"
    assert len(list((tmp_path / "arf").rglob("*.xml"))) == 11
    assert {each.name for each in (tmp_path / "arf").iterdir()} == {"shop", "node-arf.xml"}


@pytest.mark.parametrize("command", [("dump", "merge", "--output", "x"), ("info",)])
def test_a_collection_is_never_taken_for_one_dump(scapkit: Run, collection: Path, command: tuple[str, ...]) -> None:
    done = scapkit(*command, collection)
    assert (done.returncode, done.stdout) == (1, "") and "is-collection" in done.stderr


def test_definitions_without_a_benchmark_have_no_profiles_for_a_collection(
    scapkit: Run, eks: Path, collection: Path
) -> None:
    done = scapkit("evaluate", eks / "ssg-eks-oval.xml", "--dump", collection)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1) and "no-benchmark" in done.stderr


def test_of_one_that_cannot_be_read_there_are_no_files(eks: Path, collection: Path) -> None:
    (collection / "nodes/ip-2/files.jsonl").write_bytes(b"{}\n")
    found = judged(eks, collection, arf=str(collection.parent / "arf"))
    assert "files.jsonl" in found.fleet.unjudged[0].reasons[0]
    assert sorted(each.name for each in collection.parent.iterdir()) == ["arf", "shop"]
    assert len(list((collection.parent / "arf").rglob("*.xml"))) == 4
