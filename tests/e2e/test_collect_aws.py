"""From the AWS API to verdicts: a cluster in moto is collected, and what was collected is judged."""

import json
from pathlib import Path

import pytest

from authored import CONTENT, NOW, edited, project
from aws_accounts import ACCOUNT, REGION, cluster
from aws_collected import collected, options, signed
from aws_overlay import Overlay, Refusal
from outcomes import outcomes
from scapkit.api.projects.building import BuildOptions, build
from shared import Run
from templated import by_us, rule_text

RULES = {
    "mode": {"call": "eks:DescribeCluster", "yamlpath": ".cluster.accessConfig.authenticationMode", "value": "API"},
    "addon": {
        "call": "eks:DescribeAddon",
        "argument": "shop/vpc-cni",
        "yamlpath": ".addon.addonName",
        "value": "other",
    },
    "nodes": {"call": "eks:DescribeNodegroup", "yamlpath": ".nodegroup.launchTemplate.version", "value": "1"},
    "roles": {"call": "iam:GetRole", "yamlpath": ".Role.Path", "value": "/eks/"},
    "fargate": {"call": "eks:DescribeFargateProfile", "yamlpath": ".fargateProfile.status", "value": "ACTIVE"},
}


@pytest.fixture(scope="module")
def shop(overlay: Overlay) -> Overlay:
    """A cluster with nodes."""
    cluster(overlay)
    return overlay


@pytest.fixture(scope="module")
def datastream(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Rules that read answers of AWS, for whatever has any."""
    folder = tmp_path_factory.mktemp("aws")
    rules = {f"{CONTENT}/files/{name}/rule.yml": _rule(name) for name in RULES}
    selected = json.dumps({"title": "B", "description": "B.", "selections": sorted(RULES)})
    anyone = r'<unix:filepath operation="pattern match">^/aws-api-resources/.*/GetCallerIdentity\.json$'
    platform = edited(f"{CONTENT}/applicability/is_tiny.xml", "<unix:filepath>/etc/tiny", anyone)
    made = project(folder, {**rules, **platform, "profiles/tiny/base.profile": selected})
    build(BuildOptions("tiny", str(made), str(folder / "out"), guides=False), NOW)
    return folder / "out/tiny/ex-tiny-ds.xml"


def _rule(name: str) -> str:
    given = dict(RULES[name])
    value = given.pop("value")
    return rule_text("aws_resource", {**given, "values": [{"value": value}]}, name, [{"aws": given["call"]}])


def judged(datastream: Path, dump: Path) -> dict[str, str]:
    found = by_us(datastream, dump)
    return {name: found[name] for name in RULES}


def test_what_was_collected_is_judged(
    shop: Overlay, datastream: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed(monkeypatch)
    dump = collected(options(shop), tmp_path).folder
    assert judged(datastream, dump) == {
        "mode": "pass",
        "addon": "fail",
        "nodes": "pass",
        "roles": "pass",
        "fargate": "fail",
    }


def test_what_could_not_be_collected_is_unknown(
    shop: Overlay, datastream: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed(monkeypatch)
    denied = Refusal("AccessDeniedException", "not you", 403)
    with monkeypatch.context() as patch:
        for name in ("DescribeAddon", "ListNodegroups", "ListFargateProfiles"):
            patch.setitem(shop.replies, f"eks:{name}", denied)
        dump = collected(options(shop), tmp_path).folder
    assert judged(datastream, dump) == {
        "mode": "pass",
        "addon": "unknown",
        "nodes": "unknown",
        "roles": "unknown",
        "fargate": "unknown",
    }


def test_the_benchmark_for_eks_is_judged_over_answers_of_aws_alone(
    shop: Overlay, eks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed(monkeypatch)
    found = outcomes(eks, collected(options(shop), tmp_path).folder, "cis")
    assert found
    assert "pass" not in {found[rule] for rule in found if rule.startswith("configure_network_policies")}


def test_the_command_collects_and_says_what_it_lacks(
    shop: Overlay, datastream: Path, scapkit: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed(monkeypatch)
    words = ("--cluster", "shop", "--region", REGION, "--endpoint-url", shop.url, "--output", "shop")
    with monkeypatch.context() as patch:
        patch.setitem(shop.replies, "eks:ListAddons", Refusal("AccessDeniedException", "not you", 403))
        done = scapkit("collect", "aws", *words, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, "")
    where = f"{ACCOUNT}/{REGION}/eks"
    assert f"the call {where}/ListAddons/shop.json was refused: AccessDeniedException (not you)" in done.stdout
    assert scapkit("collect", "aws", *words, "--resume", cwd=tmp_path).returncode == 0
    assert judged(datastream, tmp_path / "shop")["addon"] == "fail"


def test_the_command_asks_only_for_what_a_profile_needs_and_packs_it(
    shop: Overlay, datastream: Path, scapkit: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed(monkeypatch)
    shop.asked.clear()
    words = ("--cluster", "shop", "--region", REGION, "--endpoint-url", shop.url, "--output", "shop.tar.gz")
    done = scapkit("collect", "aws", datastream, "--profile", "base", *words, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert {"eks:DescribeAddon", "eks:ListAddons"} <= set(shop.asked)
    assert not [each for each in shop.asked if each.startswith(("ecr:", "kms:", "logs:"))]
    assert judged(datastream, tmp_path / "shop.tar.gz")["mode"] == "pass"
    judging = scapkit("evaluate", datastream, "--profile", "base", "--dump", "shop.tar.gz", cwd=tmp_path)
    assert (judging.returncode, judging.stderr) == (2, "")


def test_the_command_tells_in_one_line_what_is_wrong(
    shop: Overlay, scapkit: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed(monkeypatch)
    words = ("--region", REGION, "--endpoint-url", shop.url, "--output", "x")
    done = scapkit("collect", "aws", "--cluster", "shp", *words, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(
        f"scapkit: AWS eks: no-such-cluster: account {ACCOUNT} has no cluster shp in {REGION}"
    )
    assert len(done.stderr.splitlines()) == 1
    assert not list(tmp_path.iterdir())
