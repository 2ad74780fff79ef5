"""The sample cluster that comes with the content: a fresh one with a shop in it, collected for both cluster profiles."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import yaml

from scapkit.api.gathering.planning import plan
from scapkit.api.projects.case_answers import Asked
from scapkit.api.projects.systems import write_system
from scapkit.authoring.cases import BASE, SYSTEM_KEYS
from scapkit.authoring.lines import plain_source
from scapkit.authoring.yaml.marked import read_yaml
from scapkit.authoring.yaml.shape import Fields, Key, Shape, check
from scapkit.dumps.described import write_described
from scapkit.model.dump import Entry
from scapkit.problem import Problem
from shared import REPOSITORY

CLUSTERS = REPOSITORY / "tests" / "clusters"
NAME = "shop-prod"
KUBELET = "tmp/runtime/openscap-kubeletconfig"
TIME = "2026-11-20T09:00:05Z"
HEAD: dict[str, Any] = {
    "version": 1,
    "asset": {
        "name": NAME,
        "kind": "eks-cluster",
        "addresses": ["https://0123456789ABCDEF0123456789ABCDEF.gr7.eu-central-1.eks.amazonaws.com"],
        "facts": {
            "account": "123456789012",
            "arn": f"arn:aws:eks:eu-central-1:123456789012:cluster/{NAME}",
            "region": "eu-central-1",
            "version": "1.33",
        },
    },
    "collector": "scapkit 0.1.0",
    "started": "2026-11-20T09:00:00Z",
    "finished": "2026-11-20T09:00:09Z",
}
PART = Shape("a part of a cluster", {**SYSTEM_KEYS, "want": Key("pairs", help="what each rule is judged")})
Answers = dict[str, dict[str, Any]]


def write_sample(datastream: Path, folder: Path) -> None:
    """The dump in a new folder, for the content of a datastream."""
    needs, values = [], {}
    for profile in ("cis", "cis-1.8"):
        planned = plan(str(datastream), profile)
        needs += planned.needs
        values |= planned.plan.values
    write_system(folder, (_fields(_merged()),), Asked(tuple(dict.fromkeys(needs)), values, {}))
    data = (REPOSITORY / "content/eks/samples/node/files" / KUBELET).read_bytes()
    (folder / "files" / KUBELET).parent.mkdir(parents=True)
    (folder / "files" / KUBELET).write_bytes(data)
    (folder / "files.jsonl").write_bytes(write_described([Entry(f"/{KUBELET}", size=len(data))]))
    _describe(folder)


def _merged() -> str:
    """All answers as one file of cases: the fresh cluster's under the sample's name, with what the sample adds."""
    answers: Answers = {}
    for path in sorted(CLUSTERS.glob("fresh/*.yml")):
        text = re.sub(r"\bshop\b", NAME, path.read_text(encoding="utf-8"))
        for each in yaml.safe_load(text).get("answers", ()):
            answers[_question(each)] = each
    for path in (REPOSITORY / "tests/system.yml", CLUSTERS / f"{NAME}.yml"):
        for each in yaml.safe_load(path.read_text(encoding="utf-8"))["answers"]:
            _add(answers, each)
    return yaml.safe_dump({"answers": list(answers.values())}, sort_keys=False, width=1000)


def _add(answers: Answers, added: dict[str, Any]) -> None:
    known = answers.get(_question(added), {}).get("answer")
    if isinstance(known, dict) and "items" in known and "items" in added.get("answer", {}):
        known["items"] += added["answer"]["items"]
    else:
        answers[_question(added)] = added


def _question(answer: dict[str, Any]) -> str:
    arguments = answer.get("arguments", [])
    return json.dumps([answer.get("path"), answer.get("aws"), [arguments] if isinstance(arguments, str) else arguments])


def _fields(text: str) -> Fields:
    problems: list[Problem] = []
    fields = check(read_yaml(plain_source(text, "sample")), BASE, "", problems)
    assert not problems, problems
    return fields


def _describe(folder: Path) -> None:
    """The manifest as collectors write it: whose it is, when, and what each file is."""
    manifest = json.loads((folder / "manifest.json").read_bytes())
    asked = [each for each in manifest["requirements"] if each["kind"] != "folder"]
    asked.append(
        {"kind": "file", "key": f"/{KUBELET}", "status": "collected", "path": f"files/{KUBELET}", "code": "200"}
    )
    requirements = [_told(folder, each) for each in sorted(asked, key=lambda each: (each["kind"], each["key"]))]
    text = json.dumps({**HEAD, "values": {VALUE: "None"}, "requirements": requirements}, indent=2)
    (folder / "manifest.json").write_text(f"{text}\n", encoding="utf-8")


VALUE = "var_network_policies_namespaces_exempt_regex"


def _told(folder: Path, requirement: dict[str, Any]) -> dict[str, Any]:
    told = {name: value for name, value in requirement.items() if value not in ("", -1)} | {"time": TIME}
    if "path" in told:
        data = (folder / told["path"]).read_bytes()
        told |= {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
    return told
