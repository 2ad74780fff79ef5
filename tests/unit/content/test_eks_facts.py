"""The EKS content says what the benchmark's facts say; its files are read with plain PyYAML, not with our own reader."""

import hashlib
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[3]
CONTENT = ROOT / "content" / "eks"
FACTS = yaml.safe_load((Path(__file__).parent / "eks_facts.yml").read_text())
RULE_FILES = sorted(CONTENT.glob("openshift/**/rule.yml"))
RULES = {file.parent.name: file for file in RULE_FILES}
TAGS = {"a", "b", "br", "code", "i", "li", "ol", "pre", "ul"}
HASHES = (
    "7400bb301fff2f7fc7b1b0fb7448b8e3f15222a8d23f992204315b19eeefa72f",
    "f673748db2dd4e4f0ad55d10ce5e86714c06da02b67ddb392582f71ef81efab2",
)


def load(file: Path) -> dict[str, Any]:
    """The file's mapping."""
    data = yaml.safe_load(file.read_text())
    assert isinstance(data, dict)
    return data


def bare(key: str) -> str:
    """A key without its product: `cis@eks` gives `cis`."""
    return key.removesuffix("@eks")


def markup(text: str) -> ET.Element:
    """Authored prose as an element; each Jinja expression stands for one word."""
    return ET.fromstring(f"<p>{re.sub(r'{{{.*?}}}', 'word', text)}</p>")


def prose(rule: dict[str, Any]) -> dict[str, str]:
    """Every text of a rule that becomes markup, by key."""
    texts = {key: rule[key] for key in ("description", "rationale", "ocil")}
    return texts | {f"warning {n}": text for n, entry in enumerate(rule.get("warnings", ())) for text in entry.values()}


def test_the_rules_of_the_facts_are_there() -> None:
    assert len(FACTS["rules"]) == 32
    assert set(FACTS["rules"]) <= set(RULES)


@pytest.mark.parametrize("name", sorted(FACTS["rules"]))
def test_rule_states_its_facts(name: str) -> None:
    fact, rule = FACTS["rules"][name], load(RULES[name])
    group = RULES[name].parent.parent.relative_to(CONTENT).as_posix()
    assert rule["documentation_complete"] is True
    assert (rule["title"], group, rule["severity"]) == (fact["title"], fact["group"], fact["severity"])
    assert rule.get("identifiers") == ({"cce@eks": fact["cce"]} if "cce" in fact else None)
    assert rule.get("platforms", []) == fact.get("platforms", [])


@pytest.mark.parametrize("name", sorted(FACTS["rules"]))
def test_rule_has_its_references_in_order(name: str) -> None:
    references = [(bare(key), value.split(",")) for key, value in load(RULES[name])["references"].items()]
    assert references == list(FACTS["rules"][name]["references"].items())


@pytest.mark.parametrize("name", sorted(FACTS["rules"]))
def test_rule_looks_at_what_the_facts_say(name: str) -> None:
    rule = load(RULES[name])
    wanted = dict(FACTS["rules"][name].get("check", {}))
    if not wanted:
        assert {key for entry in rule.get("collect", ()) for key in entry} <= {"aws", "path", "filter"}
        return
    assert rule["template"] == {"name": wanted.pop("template"), "vars": wanted}
    assert rule["collect"] == [{"file": wanted["filepath"]}]


@pytest.mark.parametrize("name", sorted(RULES))
def test_prose_is_the_allowed_markup(name: str) -> None:
    for key, text in prose(load(RULES[name])).items():
        assert {element.tag for element in markup(text).iter()} <= TAGS | {"p"}, key


@pytest.mark.parametrize("name", sorted(RULES))
def test_rule_asks_about_the_bad_state_with_commands_of_eks(name: str) -> None:
    rule = load(RULES[name])
    clause = rule["ocil_clause"]
    commands = "\n".join("".join(pre.itertext()) for pre in markup(rule["ocil"]).iter("pre"))
    assert clause == clause.strip()
    assert clause[-1] not in ".?"
    assert re.search(r"\b(kubectl|aws|stat)\b", commands)
    assert not re.search(r"\boc (get|adm|debug|login|patch)\b", " ".join(prose(rule).values()))
    assert "{{{" not in rule["ocil"], "a question is plain text and cannot hold a Value"


def test_collected_answers_have_the_hashes_of_the_guide() -> None:
    collect = load(RULES["configure_network_policies_namespaces"])["collect"]
    assert tuple(hashlib.sha256((c["path"] + c["filter"]).encode()).hexdigest() for c in collect) == HASHES


@pytest.mark.parametrize(
    ("group", "title"),
    [
        ("", "Kubernetes Settings"),
        ("accounts", "Kubernetes - Account and Access Control"),
        ("authentication", "Authentication"),
        ("general", "Kubernetes - General Security Practices"),
        ("kubelet", "Kubernetes Kubelet Settings"),
        ("logging", "OpenShift - Logging Settings"),
        ("networking", "Kubernetes - Network Configuration and Firewalls"),
        ("registry", "Kubernetes - Registry Security Practices"),
        ("secrets", "Kubernetes Secrets Management"),
        ("worker", "Kubernetes - Worker Node Settings"),
    ],
)
def test_group_has_the_title_of_the_guide(group: str, title: str) -> None:
    source = load(CONTENT / "openshift" / group / "group.yml")
    assert source["title"] == title
    assert markup(source["description"]).text


@pytest.mark.parametrize(
    ("profile", "title"),
    [
        ("cis", "CIS Amazon Elastic Kubernetes Service Benchmark - Platform"),
        ("cis-node", "CIS Amazon Elastic Kubernetes Service (EKS) Benchmark - Node"),
    ],
)
def test_profile_selects_the_rules_of_the_facts(profile: str, title: str) -> None:
    source = load(ROOT / "profiles" / "eks" / f"{profile}.profile")
    assert source["title"] == title
    assert source["selections"] == FACTS["profiles"][profile]
    assert "V1.0.1" in source["description"]


def rules_by_control(controls: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Each (control id, rule) of nested controls."""
    pairs: list[tuple[str, str]] = []
    for control in controls:
        pairs += [(control["id"], rule) for rule in control.get("rules", ())]
        pairs += rules_by_control(control.get("controls", []))
    return pairs


def test_control_file_places_every_rule_under_its_cis_number() -> None:
    pairs = rules_by_control(load(CONTENT / "controls" / "cis_eks_1_0_1.yml")["controls"])
    without_number = {"file_groupowner_worker_kubeconfig": "3.1.2", "kubelet_enable_protect_kernel_defaults": "3.2.6"}
    numbers = {name: fact["references"].get("cis", [without_number.get(name)]) for name, fact in FACTS["rules"].items()}
    known = [(number, name) for number, name in pairs if name in FACTS["rules"]]
    assert sorted(known) == sorted((number[0], name) for name, number in numbers.items())


def test_values_have_their_defaults() -> None:
    values = {file.stem: load(file)["options"]["default"] for file in CONTENT.glob("openshift/**/*.var")}
    wanted = {
        "ocp_data_root": "/kubernetes-api-resources",
        "var_network_policies_namespaces_exempt_regex": "None",
        "var_streaming_connection_timeouts": "5m0s",
    }
    assert {name: values[name] for name in wanted} == wanted


def test_platforms_are_those_of_the_guide_and_have_their_checks() -> None:
    product = load(CONTENT / "product.yml")
    platforms = {file.stem: load(file) for file in (CONTENT / "applicability").glob("*.yml")}
    assert [platforms[name]["name"] for name in product["platforms"]] == [
        "cpe:/a:amazon:elastic_kubernetes_service_node:1.21",
        "cpe:/o:amazon:elastic_kubernetes_service_node:1",
        "cpe:/a:amazon:elastic_kubernetes_service:1",
    ]
    for platform in platforms.values():
        assert (CONTENT / "applicability" / f"{platform['check_id']}.xml").is_file()


def test_every_reference_class_has_an_address() -> None:
    classes = {bare(key) for file in RULE_FILES for key in load(file).get("references", ())}
    assert classes <= set(load(CONTENT / "product.yml")["reference_uris"])


@pytest.mark.parametrize("sample", ["cluster", "node"])
def test_sample_dump_agrees_with_its_manifest(sample: str) -> None:
    folder = CONTENT / "samples" / sample
    manifest = json.loads((folder / "manifest.json").read_text())
    described = {line["path"]: line for line in map(json.loads, (folder / "files.jsonl").read_text().splitlines())}
    listed = {"manifest.json", "files.jsonl"}
    for requirement in manifest["requirements"]:
        assert ("path" in requirement) == (requirement["status"] == "collected")
        if "path" not in requirement:
            continue
        data = (folder / requirement["path"]).read_bytes()
        listed.add(requirement["path"])
        assert (len(data), hashlib.sha256(data).hexdigest()) == (requirement["size"], requirement["sha256"])
        if requirement["kind"] == "file":
            assert described[requirement["key"]]["size"] == len(data)
    assert listed == {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
