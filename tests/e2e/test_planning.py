"""scapkit plan as a user types it, and that a dump of nothing but what it names is judged as the whole system is."""

import json
from pathlib import Path

import pytest
import yaml
from lxml import etree

from planned_dumps import planned_dump
from public_agreement import PROFILE
from random_trees import make_tree
from scapkit.api import EvaluateOptions, evaluate
from scapkit.api.gathering.planning import Planned, plan
from shared import NOW, Run

X = "{http://checklists.nist.gov/xccdf/1.2}"


def test_the_plan_of_our_own_content_names_what_its_rules_and_platforms_read(scapkit: Run, eks: Path) -> None:
    done = scapkit("plan", eks / "ssg-eks-ds.xml", "--profile", "cis", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    needs = {(need["kind"], need["key"]): need["rules"] for need in json.loads(done.stdout)["needs"]}
    assert needs["kubernetes", "/apis/networking.k8s.io/v1/networkpolicies"] == [
        "configure_network_policies_namespaces"
    ]
    assert "cpe:/a:amazon:elastic_kubernetes_service:1" in needs["kubernetes", "/version"]
    assert ("file", "/var/lib/kubelet/kubeconfig") in needs


def test_the_rights_of_our_own_content_are_few(scapkit: Run, eks: Path) -> None:
    done = scapkit("plan", eks / "ssg-eks-ds.xml", "--profile", "cis", "--rbac")
    assert done.returncode == 0
    assert "secrets" not in done.stdout
    assert "'*'" not in done.stdout
    assert done.stdout.count("verbs:") == done.stdout.count("- list\n") + done.stdout.count("- get\n")


def test_one_role_has_the_rights_of_all_profiles_that_are_named(scapkit: Run, eks: Path) -> None:
    def role(*profiles: str) -> tuple[set[str], str]:
        words = [word for each in profiles for word in ("--profile", each)]
        done = scapkit("plan", eks / "ssg-eks-ds.xml", *words, "--rbac")
        assert done.returncode == 0
        whole, *_ = [each for each in yaml.safe_load_all(done.stdout) if each["kind"] == "ClusterRole"]
        return {one for rule in whole["rules"] for one in rule.get("resources", ())}, done.stderr

    cluster, of_cluster = role("cis-1.8")
    node, of_node = role("cis-1.8-node")
    assert cluster - node
    assert node - cluster
    assert role("cis-1.8", "cis-1.8-node") == (cluster | node, "")
    assert "unplanned-profile" in of_cluster
    assert "--profile cis-1.8-node" in of_cluster
    assert of_node == ""


def test_filters_are_shortened_for_people_and_whole_for_programs(scapkit: Run, eks: Path) -> None:
    words = ("plan", eks / "ssg-eks-ds.xml", "--profile", "cis-1.8")
    assert max(map(len, scapkit(*words).stdout.splitlines())) < 200
    filters = [need.get("filter", "") for need in json.loads(scapkit(*words, "--json").stdout)["needs"]]
    assert max(map(len, filters)) > 200


def test_the_paths_of_a_node_are_a_list_for_tar(scapkit: Run, eks: Path, tmp_path: Path) -> None:
    done = scapkit(
        "plan", eks / "ssg-eks-ds.xml", "--profile", "cis-node", "--node-paths", "--output", tmp_path / "paths"
    )
    assert (done.returncode, done.stdout) == (0, "")
    lines = (tmp_path / "paths").read_text().splitlines()
    assert "/etc/kubernetes/kubelet/kubelet-config.json" in lines
    assert all(line.startswith("/") for line in lines)


def test_an_unknown_profile_is_one_line_and_nothing_is_written(scapkit: Run, eks: Path, tmp_path: Path) -> None:
    done = scapkit("plan", eks / "ssg-eks-ds.xml", "--profile", "ciss", "--output", tmp_path / "out")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "unknown-profile" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("form", ["--json", "--rbac", "--node-paths", "--iam-policy"])
def test_only_one_form_is_given_at_a_time(scapkit: Run, eks: Path, form: str) -> None:
    other = "--json" if form != "--json" else "--rbac"
    assert scapkit("plan", eks / "ssg-eks-ds.xml", form, other).returncode == 1


def with_every_rule(datastream: Path, out: Path) -> Path:
    """The datastream with a profile of all rules, and without the platforms by which they would not apply."""
    document = etree.parse(str(datastream), etree.XMLParser(huge_tree=True))
    benchmark = next(document.getroot().iter(f"{X}Benchmark"))
    profile = etree.Element(f"{X}Profile", id=PROFILE)
    etree.SubElement(profile, f"{X}title").text = "every rule"
    for item in benchmark.iter(f"{X}Benchmark", f"{X}Group", f"{X}Rule"):
        for platform in item.findall(f"{X}platform"):
            item.remove(platform)
        if item is not benchmark:
            etree.SubElement(profile, f"{X}select", idref=item.get("id", ""), selected="true")
    benchmark.findall(f"{X}Profile")[-1].addnext(profile)
    document.write(str(out))
    return out


def outcomes(content: Path, evidence: Path) -> dict[str, str]:
    judged = evaluate(EvaluateOptions(str(content), str(evidence), profile=PROFILE), NOW)
    return {each.rule_id: each.outcome.value for each in judged.evaluation.test_result.rule_results}


def told_by_others(planned: Planned) -> set[str]:
    """Rules that ask the running system, or look where only other evidence says."""
    facts = {rule for need in planned.needs if need.kind == "fact" for rule in need.rules}
    return facts | {rule for rule, _ in planned.plan.unknown}


@pytest.mark.parametrize("name", ["eks", "ocp4", "debian11", "ubuntu2004"])
def test_a_dump_of_what_is_planned_is_judged_as_the_whole_system(
    public_content: Path, tmp_path: Path, name: str
) -> None:
    datastream = public_content / f"ssg-{name}-ds.xml"
    if not datastream.is_file():
        pytest.skip(f"{datastream.name} is not installed")
    tree = make_tree(datastream, 1, tmp_path / "tree")
    content = with_every_rule(datastream, tmp_path / "content.xml")
    planned = plan(str(content), PROFILE)
    assert not [problem for problem in planned.problems if problem.level != "note"]
    dump = planned_dump(planned.plan, tree, tmp_path / "dump")
    whole, part = outcomes(content, tree), outcomes(content, dump)
    others = told_by_others(planned)
    differing = {rule for rule in whole if whole[rule] != part[rule]}
    assert not {rule for rule in differing if rule.partition("content_rule_")[2] not in others}
    assert {"pass", "fail"} <= set(part.values())
