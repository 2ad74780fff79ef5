"""Each shipped check template over good, bad and missing input, by oscap and by our own evaluator."""

import json
import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from authored import CONTENT, NOW, project
from scapkit.api.building import BuildOptions, build
from scapkit.api.judging import EvaluateOptions, evaluate
from trees import write

TREE: Mapping[str, tuple[object, int, tuple[int, int]]] = {
    "etc/tiny": ("", 0o644, (0, 0)),
    "etc/passwd": ("root:x:0:0::/:/bin/sh\napp.user:x:1234:1235::/:/bin/sh\n", 0o644, (0, 0)),
    "etc/group": ("root:x:0:\napp:x:1235:app.user\n", 0o644, (0, 0)),
    "etc/roots": ("", 0o600, (0, 0)),
    "etc/apps": ("", 0o640, (1234, 1235)),
    "etc/open": ("", 0o666, (0, 0)),
    "etc/setuid": ("", 0o4644, (0, 0)),
    "etc/empty.json": ("", 0o644, (0, 0)),
    "etc/a.json": ({"on": True, "count": 5, "name": "x<y", "list": ["a", "b"], "map": {"k": "v"}}, 0o644, (0, 0)),
    "kubernetes-api-resources/api/thing": ({"mode": "0644"}, 0o644, (0, 0)),
}
CASES = [
    ("file_owner", "{filepath: /etc/roots, uid_or_name: '0'}", "pass"),
    ("file_owner", "{filepath: /etc/apps, uid_or_name: '0'}", "fail"),
    ("file_owner", "{filepath: /etc/none, uid_or_name: '0'}", "fail"),
    ("file_owner", "{filepath: /etc/none, uid_or_name: '0', missing_file_pass: true}", "pass"),
    ("file_owner", "{filepath: /etc/apps, uid_or_name: '0', missing_file_pass: true}", "fail"),
    ("file_owner", "{filepath: [/etc/roots, /etc/tiny], uid_or_name: 0}", "pass"),
    ("file_owner", "{filepath: [/etc/roots, /etc/apps], uid_or_name: 0}", "fail"),
    ("file_owner", "{filepath: /etc/apps, uid_or_name: app.user}", "pass"),
    ("file_owner", "{filepath: /etc/apps, uid_or_name: '0|app.user'}", "pass"),
    ("file_owner", "{filepath: /etc/roots, uid_or_name: '1|app.user'}", "fail"),
    ("file_owner", "{filepath: /etc/link, uid_or_name: '0'}", "fail"),
    ("file_groupowner", "{filepath: /etc/roots, gid_or_name: '0'}", "pass"),
    ("file_groupowner", "{filepath: /etc/apps, gid_or_name: '0'}", "fail"),
    ("file_groupowner", "{filepath: /etc/none, gid_or_name: '0'}", "fail"),
    ("file_groupowner", "{filepath: /etc/apps, gid_or_name: app}", "pass"),
    ("file_permissions", "{filepath: /etc/roots, filemode: '0644'}", "pass"),
    ("file_permissions", "{filepath: /etc/tiny, filemode: 0644}", "pass"),
    ("file_permissions", "{filepath: /etc/tiny, filemode: '0600'}", "fail"),
    ("file_permissions", "{filepath: /etc/open, filemode: '0644'}", "fail"),
    ("file_permissions", "{filepath: /etc/setuid, filemode: '0644'}", "fail"),
    ("file_permissions", "{filepath: /etc/setuid, filemode: '4644'}", "pass"),
    ("file_permissions", "{filepath: /etc/none, filemode: '0644'}", "fail"),
    ("file_permissions", "{filepath: /etc/none, filemode: '644', missing_file_pass: true}", "pass"),
    ("yamlfile_value", "{filepath: /etc/a.json, yamlpath: .on, values: [{value: 'true'}]}", "pass"),
    ("yamlfile_value", "{filepath: /etc/a.json, yamlpath: .on, values: [{value: 'false'}]}", "fail"),
    ("yamlfile_value", "{filepath: /etc/a.json, yamlpath: .name, values: [{value: 'x<y'}]}", "pass"),
    ("yamlfile_value", "{filepath: /etc/a.json, yamlpath: .nothing, values: [{value: a}]}", "fail"),
    ("yamlfile_value", "{filepath: /etc/none, yamlpath: .on, values: [{value: 'true'}]}", "fail"),
    ("yamlfile_value", "{filepath: /etc/none, yamlpath: .on, check_existence: any_exist}", "fail"),
    ("yamlfile_value", "{filepath: /etc/none, yamlpath: .on, check_existence: none_exist}", "fail"),
    ("yamlfile_value", "{filepath: /etc/empty.json, yamlpath: .on, check_existence: none_exist}", "fail"),
    ("yamlfile_value", "{filepath: /etc/empty.json, yamlpath: .on, check_existence: any_exist, values: [{value: x}]}", "fail"),
    ("yamlfile_value", "{filepath: /etc/none, yamlpath: .on, missing_file_pass: true}", "pass"),
    ("yamlfile_value", "{filepath: /etc/a.json, yamlpath: .nothing, missing_file_pass: true}", "fail"),
    ("yamlfile_value", "{filepath: /etc/a.json, yamlpath: .nothing, check_existence: none_exist}", "pass"),
    ("yamlfile_value", "{filepath: /etc/a.json, yamlpath: .on, check_existence: none_exist, values: [{value: x}]}", "fail"),
    ("yamlfile_value", "{filepath: /etc/a.json, yamlpath: .nothing, check_existence: any_exist, values: [{value: x}]}", "pass"),
    ("yamlfile_value", "{filepath: /etc/a.json, yamlpath: .on, check_existence: any_exist, values: [{value: x}]}", "fail"),
    ("yamlfile_value", "{filepath: /etc/a.json, yamlpath: .count, values: [{value: 5, type: int}]}", "pass"),
    ("yamlfile_value", "{filepath: /etc/a.json, yamlpath: .count, values: [{value: 5, operation: not equal}]}", "fail"),
    ("yamlfile_value", "{filepath: /etc/a.json, yamlpath: .name, values: [{value: '^x', operation: pattern match}]}", "pass"),
    ("yamlfile_value", "{filepath: /etc/a.json, yamlpath: '.list[:]', values: [{value: a}]}", "fail"),
    ("yamlfile_value", "{filepath: /etc/a.json, yamlpath: '.list[:]', values: [{value: a, entity_check: at least one}]}", "pass"),
    ("yamlfile_value", "{filepath: /etc/a.json, yamlpath: '.list[:]', values: [{value: c, entity_check: none satisfy}]}", "pass"),
    ("yamlfile_value", "{filepath: /etc/a.json, yamlpath: .map, values: [{key: k, value: v}]}", "pass"),
    ("yamlfile_value", "{filepath: /etc/a.json, yamlpath: .map, values: [{key: k, value: w}]}", "fail"),
    ("yamlfile_value", "{filepath: /api/thing, ocp_data: true, yamlpath: .mode, xccdf_variable: var_mode}", "pass"),
    ("yamlfile_value", "{filepath: /api/none, ocp_data: true, yamlpath: .mode, xccdf_variable: var_mode}", "fail"),
    ("yamlfile_value", "{filepath: /etc/a.json, yamlpath: .name, xccdf_variable: var_mode}", "fail"),
    ("yamlfile_value", "{filepath: /etc/a.json, yamlpath: .name, xccdf_variable: var_name, regex_data: true}", "pass"),
    ("yamlfile_value", "{filepath: /etc/a.json, yamlpath: '.list[:]', xccdf_variable: var_b, entity_check: at least one}", "pass"),
]  # fmt: skip
NAMES = [f"case_{number}" for number in range(len(CASES))]


def value(text: str) -> str:
    return f"title: A value\ndescription: A value.\ntype: string\noptions: {{default: '{text}'}}\n"


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A datastream with a rule for each case."""
    root = tmp_path_factory.mktemp("templates")
    changes: dict[str, str | None] = {
        f"{CONTENT}/files/var_name.var": value("^x.y$"),
        f"{CONTENT}/files/var_b.var": value("b"),
        "profiles/tiny/base.profile": f"title: Base\ndescription: All.\nselections: {json.dumps(NAMES)}\n",
    }
    for name, (template, variables, _) in zip(NAMES, CASES, strict=True):
        changes[f"{CONTENT}/files/{name}/rule.yml"] = (
            f"title: {name}\ndescription: d\nrationale: r\nseverity: low\n"
            f"template:\n  name: {template}\n  vars: {variables}\n"
        )
    build(BuildOptions("tiny", str(project(root, changes)), str(root / "out"), guides=False), NOW)
    return root / "out" / "tiny"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if os.geteuid() != 0:
        pytest.skip("files of other owners can only be made by root")
    root = tmp_path_factory.mktemp("tree")
    for path, (content, mode, owner) in TREE.items():
        write(root, path, content, 0o644, owner).chmod(mode)
    (root / "etc/link").symlink_to("roots")
    return root


@pytest.fixture(scope="module")
def by_oscap(oscap: str, content: Path, tree: Path) -> dict[str, str]:
    done = subprocess.run(
        [oscap, "xccdf", "eval", "--profile", "base", content / "ex-tiny-ds.xml"],
        env={**os.environ, "OSCAP_PROBE_ROOT": str(tree)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 2), done.stderr
    found = re.findall(r"^Rule\s+\S+_rule_(case_\d+)$.*?^Result\s+(\S+)$", done.stdout, re.MULTILINE | re.DOTALL)
    return dict(found)


@pytest.fixture(scope="module")
def by_us(content: Path, tree: Path) -> dict[str, str]:
    judged = evaluate(EvaluateOptions(str(content / "ex-tiny-ds.xml"), str(tree), "base"), NOW)
    results = judged.evaluation.test_result.rule_results
    return {each.rule_id.rpartition("_rule_")[2]: each.outcome.value for each in results}


@pytest.mark.parametrize(("name", "case"), list(zip(NAMES, CASES, strict=True)), ids=[f"{c[0]} {c[1]}" for c in CASES])
def test_template_judges_as_its_description_says(
    by_oscap: dict[str, str], by_us: dict[str, str], name: str, case: tuple[str, str, str]
) -> None:
    assert (by_oscap[name], by_us[name]) == (case[2], case[2])


@pytest.mark.parametrize("part", ["oval", "cpe-oval"])
def test_oscap_finds_no_fault_with_the_oval_of_templates(oscap: str, content: Path, part: str) -> None:
    done = subprocess.run(
        [oscap, "oval", "validate", content / f"ex-tiny-{part}.xml"], capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, b""), done.stdout


def test_schematron_has_nothing_to_say(xsltproc: str, schemas: Path, content: Path) -> None:
    sheet = schemas / "sds" / "1.3" / "source-data-stream-1.3.xsl"
    done = subprocess.run([xsltproc, sheet, content / "ex-tiny-ds.xml"], capture_output=True, text=True, check=True)
    assert done.stdout.partition("?>")[2].strip() == ""
